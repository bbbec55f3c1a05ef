"""How alike two names are part by part, with the reasons; a name alone never scores full."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

import polars as pl

from liantu.attract.company_names.name_parts import PARTS
from liantu.model.problems import Problem, Problems


def fold_confused(brands: pl.Expr, confused: pl.DataFrame) -> pl.Expr:
    """Brands with each of the characters that are taken for each other (one, other) written as the first of them."""
    pairs = list(confused.select("one", "other").iter_rows())
    return (
        brands.str.replace_many([second for _first, second in pairs], [first for first, _second in pairs])
        if pairs
        else brands
    )


def measure_likeness(pairs: pl.DataFrame, confused: pl.DataFrame, weights: Mapping[str, float]) -> pl.DataFrame:
    """Pairs with columns ``score`` (0 to 1) and ``reasons`` (codes), beside what they hold.

    ``pairs`` have PARTS of both names, of the second with the suffix ``_other``, and ``agrees``: whether a field beside
    the name agrees (null where nothing is known). The reasons are same_brand, confused_characters, brand_one_apart,
    brand_within, and same_ or other_ of place, trade and form; another form or place contradicts.
    ``weights`` are fractions, those of policy ``attract/name_likeness``: brand, trade, place, form, which add up to the
    most that a name alone can score; beside (a field that agrees, taken away where it differs); unnamed (of the weight
    of a part that one of the two does not name); confused and within (likeness of such brands).
    Raises Problems where the extra ``registers`` is not installed.
    """
    folded = [fold_confused(pl.col(name), confused) for name in ("brand", "brand_other")]
    likeness = _compare(pairs, "brand")
    edits = _count_edits(pairs, "brand")
    pairs = pairs.with_columns(
        likeness.alias("likeness"),
        edits.alias("edits"),
        pl.Series("trade_likeness", _compare(pairs, "trade")),
        (folded[0] == folded[1]).alias("confused"),
        _is_within("brand", "brand_other").alias("within"),
    )
    same = pl.col("brand") == pl.col("brand_other")
    brand = (
        pl.when(same)
        .then(1.0)
        .when(pl.col("confused"))
        .then(weights["confused"])
        .when(pl.col("within"))
        .then(pl.max_horizontal("likeness", pl.lit(weights["within"])))
        .otherwise(pl.col("likeness"))
    )
    parts = {"trade": pl.col("trade_likeness"), "place": _place_likeness(), "form": _equality("form")}
    named = [
        weights[part] * pl.when(_is_unnamed(part)).then(weights["unnamed"]).otherwise(value)
        for part, value in parts.items()
    ]
    beside = (
        pl.when(pl.col("agrees"))
        .then(weights["beside"])
        .when(~pl.col("agrees"))
        .then(-weights["beside"])
        .otherwise(0.0)
    )
    score = (weights["brand"] * brand + pl.sum_horizontal(named) + beside).clip(0.0, 1.0)
    return pairs.with_columns(score.alias("score"), _list_reasons(same).alias("reasons")).drop(
        "likeness", "edits", "trade_likeness", "confused", "within"
    )


def _list_reasons(same: pl.Expr) -> pl.Expr:
    one_edit = (pl.col("edits") == 1) & ~same & ~pl.col("confused")
    checks = [
        (same, "same_brand"),
        (pl.col("confused") & ~same, "confused_characters"),
        (one_edit, "brand_one_apart"),
        (pl.col("within") & ~same, "brand_within"),
    ]
    for part in PARTS:
        if part != "brand":
            named = ~_is_unnamed(part)
            equal = pl.col(part) == pl.col(f"{part}_other")
            equal = equal | (_place_likeness() == 1.0) if part == "place" else equal
            checks += [(named & equal, f"same_{part}"), (named & ~equal, f"other_{part}")]
    checks += [(pl.col("agrees"), "field_agrees"), (~pl.col("agrees"), "field_differs")]
    return pl.concat_list(pl.when(holds).then(pl.lit(code)) for holds, code in checks).list.drop_nulls()


def _is_unnamed(part: str) -> pl.Expr:
    return (pl.col(part) == "") | (pl.col(f"{part}_other") == "")


def _equality(part: str) -> pl.Expr:
    return (pl.col(part) == pl.col(f"{part}_other")).cast(pl.Float64)


def _place_likeness() -> pl.Expr:
    """One place within the other is the same place, named more closely."""
    return (_is_within("place", "place_other") | (pl.col("place") == pl.col("place_other"))).cast(pl.Float64)


def _is_within(column: str, other: str) -> pl.Expr:
    inside = pl.col(column).str.contains(pl.col(other), literal=True)
    outside = pl.col(other).str.contains(pl.col(column), literal=True)
    return (inside | outside) & (pl.col(column) != "") & (pl.col(other) != "")


def _compare(pairs: pl.DataFrame, part: str) -> pl.Series:
    """How alike a part is, from 0 to 1, by the characters that have to be changed."""
    distance, process = _read_measures()
    found = process.cpdist(
        pairs[part].to_list(), pairs[f"{part}_other"].to_list(), scorer=distance.Levenshtein.normalized_similarity
    )
    return pl.Series(part, found, dtype=pl.Float64)


def _count_edits(pairs: pl.DataFrame, part: str) -> pl.Series:
    distance, process = _read_measures()
    found = process.cpdist(
        pairs[part].to_list(), pairs[f"{part}_other"].to_list(), scorer=distance.Levenshtein.distance
    )
    return pl.Series(part, found, dtype=pl.Int64)


def _read_measures() -> tuple[ModuleType, ModuleType]:
    """The library of distances, which counts characters. Raises Problems where it is not installed."""
    try:
        from rapidfuzz import distance, process
    except ImportError:
        raise Problems([Problem("extra_not_installed", value="registers")]) from None
    return distance, process
