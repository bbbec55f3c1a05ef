"""Which names may be of one firm: those that share what is rare in their brands, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from liantu.attract.company_names.name_likeness import fold_confused, measure_likeness
from liantu.attract.company_names.name_parts import PARTS, split_names

#: Names that are compared in full for each name.
_COMPARED = 60
#: A piece of a brand that more names have than this says too little to find a name by.
_COMMON = 4000
#: What a shared place or trade adds to the rarity of what brands share, before names are compared in full.
_SHARED_PLACE, _SHARED_TRADE = 1.5, 2.0


def find_similar_names(
    names: pl.DataFrame,
    others: pl.DataFrame,
    confused: pl.DataFrame,
    weights: Mapping[str, float],
    places: Iterable[str] = (),
    top: int = 5,
) -> pl.DataFrame:
    """For each of ``names`` the likeliest of ``others``: key, key_other, PARTS of both, score, reasons, rank from 1.

    Both have ``key`` and ``name``; of further columns that both have, such as an industry or a product, the values are
    compared: one that agrees counts beside the name. ``confused`` are characters taken for each other (one, other),
    ``weights`` those of `measure_likeness`.
    A row is never compared with the row of its own key. Raises Problems where the extra ``registers`` is missing.
    """
    places = list(places)
    left, right = (_prepare(frame, confused, places) for frame in (names, others))
    pairs = _find_pairs(left, right)
    if pairs.is_empty():
        return _none()
    beside = [name for name in names.columns if name in others.columns and name not in ("key", "name")]
    full = pairs.join(left, on="key", maintain_order="left").join(
        right, left_on="key_other", right_on="key", suffix="_other", maintain_order="left"
    )
    full = full.with_columns(_agree(beside).alias("agrees"))
    measured = measure_likeness(full, confused, weights)
    ranked = measured.sort("key", pl.col("score"), "key_other", descending=[False, True, False]).with_columns(
        pl.int_range(1, pl.len() + 1).over("key").alias("rank")
    )
    return ranked.filter(pl.col("rank") <= top).select(*_none().columns)


def _prepare(frame: pl.DataFrame, confused: pl.DataFrame, places: list[str]) -> pl.DataFrame:
    parts = split_names(frame["name"], places)
    folded = fold_confused(pl.col("brand"), confused).alias("folded")
    written = frame.rename({"name": "written"})
    return pl.concat([written, parts], how="horizontal").with_columns(folded)


def _find_pairs(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Pairs of keys by the rarity of the characters, and pairs of characters, that their brands share."""
    pieces = _list_pieces(right)
    rarity = pieces.group_by("piece").agg(pl.len().alias("names")).filter(pl.col("names") <= _COMMON)
    weight = (pl.lit(float(right.height + 1)) / pl.col("names")).log().alias("weight")
    weighed = pieces.join(rarity.select("piece", weight), on="piece")
    shared = _list_pieces(left).join(weighed, on="piece", suffix="_other").filter(pl.col("key") != pl.col("key_other"))
    sums = shared.group_by("key", "key_other").agg(pl.col("weight").sum())
    beside = sums.join(left.select("key", "place", "trade"), on="key").join(
        right.select(pl.col("key").alias("key_other"), "place", "trade"), on="key_other", suffix="_other"
    )
    added = sum(
        pl.when((pl.col(part) == pl.col(f"{part}_other")) & (pl.col(part) != "")).then(bonus).otherwise(0.0)
        for part, bonus in (("place", _SHARED_PLACE), ("trade", _SHARED_TRADE))
    )
    ranked = beside.with_columns((pl.col("weight") + added).alias("weight")).sort(
        "key", "weight", "key_other", descending=[False, True, False]
    )
    return ranked.group_by("key", maintain_order=True).head(_COMPARED).select("key", "key_other")


def _list_pieces(frame: pl.DataFrame) -> pl.DataFrame:
    """Each character and each pair of neighbours of a brand, once a name."""
    length = pl.col("folded").str.len_chars()
    single = frame.select("key", pl.col("folded").str.split("").alias("piece")).explode("piece")
    starts = frame.select("key", "folded", pl.int_ranges(0, (length - 1).clip(0)).alias("start")).explode("start")
    double = starts.drop_nulls("start").select("key", pl.col("folded").str.slice(pl.col("start"), 2).alias("piece"))
    return pl.concat([single, double]).filter(pl.col("piece") != "").unique()


def _agree(beside: list[str]) -> pl.Expr:
    """Whether the first fields that both know agree; null where they know none in common."""
    if not beside:
        return pl.lit(None, pl.Boolean)
    known = [pl.col(name) == pl.col(f"{name}_other") for name in beside]
    return pl.any_horizontal(known)


def _none() -> pl.DataFrame:
    texts = {"key": pl.String, "key_other": pl.String, "written": pl.String, "written_other": pl.String}
    parts = {name: pl.String for part in PARTS for name in (part, f"{part}_other")}
    return pl.DataFrame(schema={**texts, **parts, "score": pl.Float64, "reasons": pl.List(pl.String), "rank": pl.Int64})
