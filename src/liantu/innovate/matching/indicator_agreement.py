"""Quantified indicators of both sides side by side: met, missed, or not to be compared, each pair of them a row."""

from __future__ import annotations

import polars as pl

from liantu.innovate.matching.concepts import PROPERTY, Lexicon, find_concepts, normalise
from liantu.innovate.matching.language import MatchLanguage
from liantu.innovate.matching.quantities import read_quantities
from liantu.innovate.matching.spellings import guess_concepts

MET, MISSED, UNKNOWN = "met", "missed", "unknown"
_CLOSE = 1e-9  # of a value: what the conversion of units may be off
#: From how far up a broader concept measures the same: 强度 beside 拉伸强度.
_STEPS = 2


def read_indicators(indicators: pl.DataFrame, language: MatchLanguage, alike: float) -> pl.DataFrame:
    """Indicators with what they measure: INDICATORS and place (which one), measured, sign, dimension, base, method_key.

    An indicator is named by the last property in its name, else by the name of a property that is spelled most alike
    (from ``alike`` on), and stands as often as that has meanings; 电阻率 and
    电导率 measure the same with other signs, and are not compared by value.
    """
    rows = read_quantities(indicators, language.unit_words).with_row_index("place")
    names = rows.select(normalise(pl.col("indicator")))["indicator"]
    hits = find_concepts(names, language.lexicon).filter(kind=PROPERTY)
    last = hits.filter(pl.col("begin") == pl.col("begin").max().over("row"))
    guesses = guess_concepts(names, hits, PROPERTY, language.spellings, language.background, alike)
    best = guesses.filter(pl.col("likeness") == pl.col("likeness").max().over("row"))
    both = pl.concat([last.select("row", "concept", "sign"), best.select("row", "concept", "sign")])
    concept = both.select(place="row", concept="c:" + pl.col("concept"), sign="sign")
    method = normalise(pl.col("method")).str.replace(r"[-—–]\d{4}$", "").replace("", None)
    return (
        rows.with_columns(names.alias("name"), method.alias("method_key"))
        .join(concept, on="place", how="left", maintain_order="left_right")
        .select(
            *indicators.columns,
            "place",
            pl.coalesce("concept", "name").alias("measured"),
            pl.col("sign").fill_null(1),
            "dimension",
            "base",
            "method_key",
        )
    )


def key_indicators(indicators: pl.DataFrame, lexicon: Lexicon, role: str) -> pl.DataFrame:
    """Under which keys each indicator is found, of ``role`` "needs" or "results": place, measured, key.

    A need and a result share a key where they measure the same, or the one a kind of the other, with one sign in one
    dimension; two kinds of the same share none.
    """
    ends = pl.concat_str(pl.col("sign").cast(pl.String), "dimension", separator="\t")
    rows = indicators.filter(pl.col("base").is_not_null()).select("place", "measured", ends.alias("ends"))
    broader = lexicon.broader.filter(pl.col("steps") <= _STEPS).select(
        measured="c:" + pl.col("concept"), broader="c:" + pl.col("broader")
    )
    above = rows.join(broader, on="measured").select("place", "measured", "ends", said="broader")
    itself = rows.select("place", "measured", "ends", said="measured")
    same = pl.concat([itself, above]) if role == "results" else itself
    kinds = itself if role == "results" else above
    marked = [frame.with_columns(mark=pl.lit(mark)) for mark, frame in (("same", same), ("kind", kinds))]
    return pl.concat(marked).select(
        "place", "measured", pl.concat_str("mark", "said", "ends", separator="\t").alias("key")
    )


def compare_indicators(pairs: pl.DataFrame, needed: pl.DataFrame, offered: pl.DataFrame) -> pl.DataFrame:
    """Every indicator of the need of each pair with the best of the result's that measures the same.

    ``pairs``: need, result (ids); both sides with ``key`` (see ``key_indicators``; null where it has none). Returns
    need, result, place (which of the need's indicators), indicator, needed, needed_unit, direction, offered,
    offered_unit, state (MET, MISSED, UNKNOWN), same_method (null where not stated).
    """
    left = needed.rename({"id": "need"})
    right = offered.select(
        "key",
        result="id",
        offered="value",
        offered_unit="unit",
        offered_base="base",
        offered_direction="direction",
        other="method_key",
    )
    both = pairs.join(left, on="need", maintain_order="left")
    found = both.drop_nulls("key").join(right, on=["result", "key"], maintain_order="left_right")
    found = found.with_columns(_state().alias("state"), (pl.col("method_key") == pl.col("other")).alias("same_method"))
    # Of several that measure the same the best counts; the order of rows says nothing.
    order = pl.col("state").replace_strict({MET: 0, MISSED: 1, UNKNOWN: 2}, return_dtype=pl.Int8)
    best = found.sort(
        order, pl.col("same_method").fill_null(False), pl.col("offered"), descending=[False, True, False]
    ).unique(["need", "result", "place"], keep="first", maintain_order=True)
    answers = best.select("need", "result", "place", "offered", "offered_unit", "state", "same_method")
    each = both.unique(["need", "result", "place"], keep="first", maintain_order=True)
    return each.join(answers, on=["need", "result", "place"], how="left", maintain_order="left").select(
        *("need", "result", "place", "indicator", pl.col("value").alias("needed"), pl.col("unit").alias("needed_unit")),
        *("direction", "offered", "offered_unit", pl.col("state").fill_null(UNKNOWN), "same_method"),
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
