"""Quantified indicators of both sides side by side: met, missed, or not to be compared, each pair of them a row."""

from __future__ import annotations

import polars as pl

from liantu.innovate.matching.concepts import PROPERTY, find_concepts, normalise
from liantu.innovate.matching.language import MatchLanguage
from liantu.innovate.matching.quantities import read_quantities

#: An indicator as both sides understand it: what is measured (concept, else the name as it stands), in which dimension.
KEYS = ("measured", "sign", "dimension")
MET, MISSED, UNKNOWN = "met", "missed", "unknown"
_CLOSE = 1e-9  # of a value: what the conversion of units may be off


def read_indicators(indicators: pl.DataFrame, language: MatchLanguage) -> pl.DataFrame:
    """Indicators with what they measure: INDICATORS and measured, sign, dimension, base, method_key.

    An indicator is named by the last property in its name; 电阻率 and 电导率 measure the same with other signs, and are
    not compared by value.
    """
    rows = read_quantities(indicators, language.unit_words).with_row_index("row")
    names = rows.select(normalise(pl.col("indicator")))["indicator"]
    last = (
        find_concepts(names, language.lexicon)
        .filter(kind=PROPERTY)
        .group_by("row")
        .agg(pl.all().sort_by("begin").last())
    )
    concept = last.select("row", ("c:" + pl.col("concept")).alias("concept"), "sign")
    method = normalise(pl.col("method")).str.replace(r"[-—–]\d{4}$", "").replace("", None)
    return (
        rows.with_columns(names.alias("name"), method.alias("method_key"))
        .join(concept, on="row", how="left", maintain_order="left")
        .select(
            *indicators.columns,
            pl.coalesce("concept", "name").alias("measured"),
            pl.col("sign").fill_null(1),
            "dimension",
            "base",
            "method_key",
        )
    )


def compare_indicators(pairs: pl.DataFrame, needed: pl.DataFrame, offered: pl.DataFrame) -> pl.DataFrame:
    """Every indicator of the need of each pair with the best of the result's that measures the same.

    ``pairs``: need, result (ids). Returns need, result, place (which of the need's indicators), indicator, needed,
    needed_unit, direction, offered, offered_unit, state (MET, MISSED, UNKNOWN), same_method (null where not stated).
    """
    left = needed.with_row_index("place").rename({"id": "need"})
    right = offered.rename({"id": "result", "value": "offered", "unit": "offered_unit", "base": "offered_base"})
    both = pairs.join(left, on="need", maintain_order="left").join(
        right.select(
            "result",
            *KEYS,
            "offered",
            "offered_unit",
            "offered_base",
            offered_direction="direction",
            other="method_key",
        ),
        on=["result", *KEYS],
        how="left",
        maintain_order="left",
    )
    both = both.with_columns(_state().alias("state"), (pl.col("method_key") == pl.col("other")).alias("same_method"))
    # Of several that measure the same the best counts; the order of rows says nothing.
    order = pl.col("state").replace_strict({MET: 0, MISSED: 1, UNKNOWN: 2}, return_dtype=pl.Int8)
    best = both.sort(order, pl.col("same_method").fill_null(False), pl.col("offered"), descending=[False, True, False])
    return best.unique(["need", "result", "place"], keep="first", maintain_order=True).select(
        *("need", "result", "place", "indicator", pl.col("value").alias("needed"), pl.col("unit").alias("needed_unit")),
        *("direction", "offered", "offered_unit", "state", "same_method"),
    )


def _state() -> pl.Expr:
    slack = pl.col("base").abs() * _CLOSE
    at_least, at_most = pl.col("direction") == ">=", pl.col("direction") == "<="
    holds = (
        pl.when(at_least)
        .then(pl.col("offered_base") >= pl.col("base") - slack)
        .when(at_most)
        .then(pl.col("offered_base") <= pl.col("base") + slack)
        .otherwise((pl.col("offered_base") - pl.col("base")).abs() <= slack)
    )
    # What is only bounded from the other side (at most 5 where at least 3 is asked) says nothing of the need.
    turned = (
        pl.col("offered_direction").is_in([">=", "<="])
        & (at_least | at_most)
        & (pl.col("offered_direction") != pl.col("direction"))
    )
    known = pl.col("offered_base").is_not_null() & pl.col("base").is_not_null() & ~turned.fill_null(False)
    return pl.when(~known).then(pl.lit(UNKNOWN)).when(holds).then(pl.lit(MET)).otherwise(pl.lit(MISSED))
