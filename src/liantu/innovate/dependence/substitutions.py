"""What replaces an import, and how far it has come: the furthest stage that a document says is done or under way."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: From the laboratory to the plant; a stage that no document says is skipped, not supposed.
STAGES = ("laboratory", "pilot", "small_batch", "volume")
_STATES = ("done", "running")
_COLUMNS = ("product", "stage", "state", "period", "result", "source")


def list_substitutions(tables: Tables, cited: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The furthest stage of each product up to a day: product, stage, state (done, running), period, result, source.

    A result is of the product that it names, else of the one of the capacity that its stage came to. ``cited`` has
    product, stage, period, source of what the library read; ``result`` is null of those. Of a product of which the
    district's documents say a stage, they alone count.
    """
    ranks = pl.DataFrame({"stage": STAGES, "rank": range(len(STAGES))})
    states = pl.DataFrame({"state": _STATES, "firmness": [1, 0]})
    made = tables["capacities"].select(capacity="id", made="product")
    named = tables["results"].select(result="id", named="product")
    stages = (
        tables["result_stages"]
        .join(named, on="result", how="left", maintain_order="left")
        .join(made, on="capacity", how="left", maintain_order="left")
        .with_columns(product=pl.coalesce("named", "made"))
        .drop_nulls("product")
        .select(_COLUMNS)
    )
    nobody, done = pl.lit(None, pl.String), pl.lit("done")
    library = cited.select("product", "stage", state=done, period="period", result=nobody, source="source")
    library = library.join(stages, on="product", how="anti", maintain_order="left").drop_nulls("stage")
    rows = add_period_days(pl.concat([stages, library]))
    rows = rows.join(ranks, on="stage", maintain_order="left").join(states, on="state", maintain_order="left")
    begun = pl.col("first").is_null() | (pl.col("first") <= as_of)
    furthest = rows.filter(begun).sort("rank", "firmness", descending=True, maintain_order=True)
    return furthest.unique("product", keep="first", maintain_order=True).select(_COLUMNS).sort("product")
