"""What is left to buy from and to sell to other firms: needs and output less what the owner makes and needs itself.

自用 comes first: what one owner makes at a site serves its own needs at places that fit, before anything of it could go
to another firm. A plant that states how much it uses itself is taken at its word: what it sells stays sold.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.own_use import add_owner, allot_own_output, pair_own_sites
from liantu.model.tables import Tables

_SOLD = ("supply", "offer")
_NEED, _OUTPUT = "need_line", "output_line"
#: Below this part of an amount, what is left of it is rounding.
_NOTHING = 1e-9


def list_traded_terms(tables: Tables, terms: pl.DataFrame, statuses: Sequence[str]) -> pl.DataFrame:
    """Needs and output (measures demand, supply, offer) of plants of some statuses less own use, line by line.

    Beside the columns of ``terms``: ``value`` is what is left, ``own`` what own use takes of it (both in the product's
    unit a year, ``value`` null where nothing is known); ``most`` says that own use of unknown amount comes off, so that
    what is left is at most so much; ``own_site`` is the owner where the owner's other side is left too, which is no
    trade with another firm (null elsewhere).
    """
    chosen = add_owner(tables, terms.filter(pl.col("status").is_in([*statuses])))
    needs = chosen.filter(pl.col("measure") == "demand").with_row_index(_NEED)
    needs = needs.with_columns(pl.col("value").alias("left"))
    captive = chosen.filter((pl.col("measure") == "captive") & (pl.col("value") > 0)).with_row_index(_OUTPUT)
    is_main = pl.col("product") == pl.col("via")
    sold = chosen.filter(pl.col("measure").is_in(_SOLD)).with_row_index(_OUTPUT)
    unstated = (pl.col("measure") == "supply") & pl.col("share").is_null() & (pl.col("value") > 0)
    open_needs = needs.filter(pl.col("value") > 0)
    for outputs in (captive.filter(is_main), captive.filter(~is_main), sold.filter(unstated)):
        used, open_needs = allot_own_output(tables, outputs, open_needs)
    left = open_needs.select(_NEED, "left")
    needs = needs.drop("left").join(left, on=_NEED, how="left", maintain_order="left")
    sold = sold.join(used, on=_OUTPUT, how="left", maintain_order="left")
    sold = sold.with_columns((pl.col("value") - pl.col("used").fill_null(0.0)).alias("left")).drop("used")
    return _mark_own_sites(tables, *(frame.with_columns(*_settle_left()) for frame in (needs, sold)))


def _settle_left() -> list[pl.Expr]:
    """What is left of each line and what own use takes of it; the rest of a rounding is nothing."""
    value = pl.col("value")
    left = pl.coalesce("left", "value")
    remaining = pl.when(left <= value * _NOTHING).then(0.0).otherwise(left)
    return [remaining.alias("value"), (value - remaining).fill_null(0.0).alias("own")]


def _mark_own_sites(tables: Tables, needs: pl.DataFrame, sold: pl.DataFrame) -> pl.DataFrame:
    """The lines of both sides with ``most`` and ``own_site``, by what is left beside them at the owner's sites."""
    counted = ~pl.col("covered")
    is_open = counted & (pl.col("value").is_null() | pl.col("least"))
    any_left = (counted & (pl.col("value") > 0)) | is_open
    left_needs = needs.filter(any_left).with_columns(is_open.alias("need_open"))
    left_sold = sold.filter(any_left).with_columns(is_open.alias("output_open"))
    exact, fitting = pair_own_sites(tables, left_sold, left_needs)
    pairs = pl.concat([exact, fitting]).unique()
    pairs = pairs.join(left_needs.select(_NEED, "need_open"), on=_NEED)
    pairs = pairs.join(left_sold.select(_OUTPUT, "output_open"), on=_OUTPUT)
    frames = []
    for frame, line, other in ((needs, _NEED, "output_open"), (sold, _OUTPUT, "need_open")):
        found = pairs.group_by(line).agg(pl.col(other).any().alias("most"), pl.lit(value=True).alias("paired"))
        marked = frame.join(found, on=line, how="left", maintain_order="left")
        frames.append(
            marked.with_columns(
                (pl.col("most") & pl.col("value").is_not_null()).fill_null(value=False),
                pl.when("paired").then("owner").alias("own_site"),
            ).drop(line, "paired", "left")
        )
    return pl.concat(frames)
