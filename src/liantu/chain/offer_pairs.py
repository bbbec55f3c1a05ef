"""本地副产对接: who could give a by-product to whom, and how much.

The rule: pairs in one place first, then those that could exchange most; each takes what both sides have left. A better
grade serves a broader need, never the reverse.
"""

from __future__ import annotations

import polars as pl

from liantu.chain.balance import build_balance
from liantu.chain.offered_streams import list_offered_streams, name_firms
from liantu.chain.own_use import add_owner
from liantu.chain.routes import find_ancestors
from liantu.model.tables import Tables

_SIDE = ("firm", "place", "row", "status")
_SMALLEST = 1e-9
_COLUMNS = (
    *("product", "zh", "en", "unit", "offered", "standard"),
    *("giver_firm", "giver_firm_zh", "giver_firm_en", "giver_place", "giver_row", "giver_status"),
    *("taker_firm", "taker_firm_zh", "taker_firm_en", "taker_place", "taker_row", "taker_status"),
    *("same_place", "matched", "giver_left", "taker_left"),
)


def pair_offers(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """One row a giver and a taker of a product that is short here, the largest amounts first in each product.

    Columns: product (needed), zh, en, unit, offered (the product given: this one or a better grade of it), standard,
    giver_firm, giver_firm_zh, giver_firm_en, giver_place, giver_row, giver_status, the same of the taker, same_place,
    matched (what could pass), giver_left and taker_left (what is left of offer and need after all pairs). Amounts are
    a year in the product's unit; no pair takes more than the offer or the need has left.
    """
    units = tables["products"].select(pl.col("id").alias("offered"), pl.col("unit").alias("offered_unit"))
    giving = list_offered_streams(tables, terms).filter(pl.col("standing") == "offered").with_row_index("giver")
    taking = list_open_needs(tables, terms).with_row_index("taker")
    gives = giving.select(
        "giver",
        pl.col("product").alias("offered"),
        "standard",
        *_prefix("giver"),
        pl.col("left_over").alias("giver_left"),
    )
    takes = taking.select("taker", "product", *_prefix("taker"), pl.col("need").alias("taker_left"))
    served = find_ancestors(tables).rename({"product": "offered", "ancestor": "product"})
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    at_most = pl.min_horizontal("giver_left", "taker_left")
    candidates = (
        gives.join(served, on="offered")
        .join(takes, on="product")
        .join(names, on="product")
        .join(units, on="offered")
        .filter(pl.col("unit") == pl.col("offered_unit"))
        .with_columns((pl.col("giver_place") == pl.col("taker_place")).fill_null(value=False).alias("same_place"))
        .sort(~pl.col("same_place"), pl.col("offered") != pl.col("product"), -at_most, "giver", "taker")
    )
    amounts, offers, needs = _allot(candidates)
    rows = candidates.with_columns(
        pl.Series("matched", amounts, pl.Float64),
        pl.col("giver").replace_strict(offers, default=0.0, return_dtype=pl.Float64).alias("giver_left"),
        pl.col("taker").replace_strict(needs, default=0.0, return_dtype=pl.Float64).alias("taker_left"),
    )
    for side in ("giver_", "taker_"):
        rows = name_firms(tables, rows, side)
    matched = rows.filter(pl.col("matched") > _SMALLEST).select(_COLUMNS)
    return matched.sort("product", -pl.col("matched"), "giver_row", "taker_row")


def list_open_needs(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """What each capacity still needs of a product that is short here: product, firm, place, row, status, need.

    What the owner makes for itself is deducted from all of its needs in their measure; what others sell, from all that
    are then open: together they are the gap.
    """
    owned = add_owner(tables, terms.filter(pl.col("measure").is_in(["demand", "captive"]) & (pl.col("value") > 0)))
    key = ["product", "owner"]
    made = owned.filter(pl.col("measure") == "captive").group_by(key).agg(pl.col("value").sum().alias("made"))
    gaps = build_balance(terms).filter(pl.col("gap") > _SMALLEST).select("product", "gap")
    whole = pl.col("need").sum().over(key)
    return (
        owned.filter(pl.col("measure") == "demand")
        .group_by(*key, *_SIDE)
        .agg(pl.col("value").sum().alias("need"))
        .join(made, on=key, how="left")
        .join(gaps, on="product")
        .with_columns(pl.col("need") * (1 - pl.col("made").fill_null(0.0) / whole).clip(0))
        .with_columns(pl.col("need") * (pl.col("gap") / pl.col("need").sum().over("product")))
        .filter(pl.col("need") > _SMALLEST)
        .select("product", *_SIDE, "need")
        .sort("product", "row", "status", "firm", "place")
    )


def find_covered(pairs: pl.DataFrame, balance: pl.DataFrame, takers: pl.Series) -> pl.Series:
    """The products of a balance whose whole gap the pairs cover; ``takers`` are the capacities whose needs it has."""
    sums = pairs.filter(pl.col("taker_row").is_in(takers.implode())).group_by("product").agg(pl.col("matched").sum())
    rows = balance.select("product", "gap").join(sums, on="product")
    covered = (pl.col("gap") > _SMALLEST) & (pl.col("matched") >= pl.col("gap") * (1 - _SMALLEST))
    return rows.filter(covered)["product"]


def _prefix(side: str) -> list[pl.Expr]:
    return [pl.col(name).alias(f"{side}_{name}") for name in _SIDE]


def _allot(candidates: pl.DataFrame) -> tuple[list[float], dict[int, float], dict[int, float]]:
    """What each pair exchanges, in their order; and what is left of each offer and each need."""
    offers = dict(candidates.select("giver", "giver_left").unique().iter_rows())
    needs = dict(candidates.select("taker", "taker_left").unique().iter_rows())
    amounts = []
    for giver, taker in candidates.select("giver", "taker").iter_rows():  # few: links short here that are offered here
        amount = min(offers[giver], needs[taker])
        offers[giver] -= amount
        needs[taker] -= amount
        amounts.append(amount)
    return amounts, offers, needs
