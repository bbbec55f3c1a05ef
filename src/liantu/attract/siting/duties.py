"""Stamp tax on contracts and property tax on what is built, term by term, so that both stay linear in every price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

STAMP, PROPERTY = "stamp_tax", "property_tax"
_LAND, _BUILDING = "land", "building"
_M2_A_MU = 2000 / 3
_ENDS = ("quantity_low", "quantity", "quantity_high")


class Duties(NamedTuple):
    """``stamp``: fractions of a price by item. ``property_rate``: low, typical and high fractions of the original value
    a year; ``land`` is the part of the price of land that counts in it, where at least ``least_plot_ratio`` m2 are
    built on a m2; where it is less, land of twice the built area counts."""

    stamp: Mapping[str, float]
    property_rate: tuple[float, float, float]
    land: float
    least_plot_ratio: float


def build_duties(terms: pl.DataFrame, duties: Duties) -> pl.DataFrame:
    """Terms of both taxes beside known terms of costs and sale, in the same columns.

    Each keeps the need of the term that it rests on: where that is unknown there is no row, and the place is a least
    figure already. Stamp tax on what is paid once is paid once.
    """
    known = terms.filter(pl.col("missing").is_null(), pl.col("amount").is_not_null())
    taxes = [_build_stamp(known, duties.stamp), _build_property(known, duties)]
    return pl.concat([rows.select(terms.columns) for rows in taxes])


def _build_stamp(known: pl.DataFrame, rates: Mapping[str, float]) -> pl.DataFrame:
    rate = pl.col("item").replace_strict(dict(rates), default=None, return_dtype=pl.Float64)
    rows = known.with_columns(rate.alias("rate")).filter(pl.col("rate") > 0)
    return rows.with_columns(
        *((pl.col(name) * pl.col("rate")).alias(name) for name in _ENDS),
        (pl.col("amount").abs() * pl.col("rate")).alias("amount"),
        *_name(STAMP),
    )


def _build_property(known: pl.DataFrame, duties: Duties) -> pl.DataFrame:
    built = known.filter(pl.col("item") == _BUILDING)
    area = built.group_by("siting_place").agg(pl.col("quantity").sum().alias("area"))
    ground = pl.col("quantity") * _M2_A_MU
    dense = pl.col("area") >= duties.least_plot_ratio * ground
    counted = pl.when(dense).then(1.0).otherwise(2 * pl.col("area") / ground)
    part = pl.when(pl.col("item") == _LAND).then(duties.land * counted).otherwise(1.0)
    rows = known.filter(pl.col("item").is_in([_LAND, _BUILDING])).join(area, on="siting_place", maintain_order="left")
    rows = rows.with_columns(part.alias("part")).filter(pl.col("part") > 0)
    rates = zip(_ENDS, duties.property_rate, strict=True)
    return rows.with_columns(
        *((pl.col(name) * pl.col("part") * rate).alias(name) for name, rate in rates),
        (pl.col("amount") * pl.col("years") * pl.col("part") * duties.property_rate[1]).alias("amount"),
        pl.lit(1.0).alias("years"),
        pl.lit(value=False).alias("once"),
        pl.lit(value=False).alias("follows_load"),
        *_name(PROPERTY),
    )


def _name(item: str) -> list[pl.Expr]:
    """What tells a term of a tax from the one that it rests on."""
    return [
        pl.lit(item).alias("item"),
        pl.lit(1.0).alias("sign"),
        pl.lit(None, pl.Float64).alias("vat"),
        pl.lit(None, pl.String).alias("product"),
    ]
