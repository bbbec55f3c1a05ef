"""Makers elsewhere, and plants here and within reach, as evidence of who makes what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.attract.candidates.evidence import (
    TO_COME,
    empty_evidence,
    find_standing,
    make_key,
    name_state,
    shape_evidence,
)

_ROLE = "makes"


def read_makers(
    makers: pl.DataFrame, kinds: Mapping[str, float], district_words: Sequence[str], reach_words: Sequence[str]
) -> pl.DataFrame:
    """Rows of the table of makers that make a product, as EVIDENCE.

    ``makers`` have the fields of the table with ``kind``, ``capacity`` in the product's unit, ``row`` and ``resident``;
    ``kinds`` gives the strength of each kind, under ``to_come`` the most of what is only planned or signed.
    The words are as for ``find_standing``.
    """
    plants = pl.col("plants").str.split(";").list.eval(pl.element().filter(pl.element() != ""))
    rows = makers.filter(pl.col("role") == _ROLE).with_columns(plants.alias("plants"))
    if rows.is_empty():
        return empty_evidence()
    at_home = pl.concat_str(pl.col("province").fill_null(""), pl.col("city").fill_null(""))
    places = pl.concat_list(pl.col("plants").fill_null([]), at_home)
    strength = pl.col("kind").replace_strict(dict(kinds), default=None, return_dtype=pl.Float64)
    limited = pl.min_horizontal(strength, pl.lit(kinds["to_come"]))
    return shape_evidence(
        rows,
        candidate=make_key(pl.col("firm"), pl.col("resident")),
        name=pl.col("firm"),
        strength=pl.when(pl.col("state").is_in(TO_COME).fill_null(False)).then(limited).otherwise(strength),
        standing=find_standing(places, pl.col("resident"), pl.col("state"), district_words, reach_words),
        table=pl.lit("makers"),
    )


def read_plants(plants: pl.DataFrame, strength: float, names: pl.DataFrame) -> pl.DataFrame:
    """Capacities of plants here and within reach, as EVIDENCE.

    ``plants`` have firm, product, capacity, status, near, row and source; ``names`` gives key, name,
    short and en of the firms.
    """
    rows = plants.join(names, left_on="firm", right_on="key", how="inner", maintain_order="left")
    if rows.is_empty():
        return empty_evidence()
    return shape_evidence(
        rows,
        candidate=make_key(pl.col("name"), pl.col("firm")),
        kind=pl.lit("capacity"),
        strength=pl.lit(strength),
        standing=pl.when("near").then(pl.lit("near")).otherwise(name_state(pl.col("status"))),
        resident=pl.when("near").then(None).otherwise(pl.col("firm")),
        state=pl.col("status"),
        table=pl.lit("capacities"),
    )
