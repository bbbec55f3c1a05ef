"""How proposals stand beside what came later, and how many of the first should not be advised: two scores apart."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.attract.proposals.verdicts import BARRED

#: Among how many of the first a product is looked for; None: among all that have a rank.
_WITHIN = (10, 20, None)
#: The first so many in which nothing may stand that should not be advised.
_FIRST = 10


class ProposalScore(NamedTuple):
    """``scores``: score (came_later, not_advised, load_unknown), within (null: all), count, of. ``later``: a row a
    product that came: product, date, source, rank, advice (null: no bundle of it), counted (it came after the date).
    """

    scores: pl.DataFrame
    later: pl.DataFrame


def score_proposals(bundles: pl.DataFrame, later: pl.DataFrame, least_load: float, as_of: date) -> ProposalScore:
    """The scores of the bundles of a date by products that came later (product, date, source, began).

    ``bundles`` are those of `make_proposals` before recalled loads are hidden; what should not be advised is judged
    anew from the load of the country and the clauses, whatever advice and rank say.
    """
    leading = bundles.filter(pl.col("bundle") == pl.col("leads")).select("product", "rank", "advice")
    rows = later.join(leading, on="product", how="left", maintain_order="left").with_columns(
        (pl.col("began") > as_of).alias("counted")
    )
    came = rows.filter("counted").unique("product", keep="first", maintain_order=True)
    first = bundles.filter(pl.col("rank") <= _FIRST)
    # Whoever judges afterwards may know what came after the day.
    load = pl.coalesce("load", "load_after")
    low = load < least_load
    wrong = low.fill_null(value=False) | pl.col("verdict").is_in(BARRED) | (pl.col("idle_steps").list.len() > 0)
    counts = [("came_later", within, _count_within(came, within), came.height) for within in _WITHIN]
    counts += [
        ("not_advised", _FIRST, first.filter(wrong).height, first.height),
        ("load_unknown", _FIRST, first.filter(load.is_null()).height, first.height),
    ]
    schema = {"score": pl.String, "within": pl.Int64, "count": pl.Int64, "of": pl.Int64}
    scores = pl.DataFrame(counts, schema=schema, orient="row")
    return ProposalScore(scores, rows.select("product", "date", "source", "rank", "advice", "counted"))


def _count_within(came: pl.DataFrame, within: int | None) -> int:
    ranked = came.drop_nulls("rank")
    return ranked.height if within is None else ranked.filter(pl.col("rank") <= within).height
