"""Values as bands of money, and the order that values put links in where some are unknown."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

#: Which value each band is of.
_BANDS = {"band": "value_ranked", "band_low": "value_low", "band_high": "value_high"}


def add_bands(rows: pl.DataFrame, bands: Sequence[float]) -> pl.DataFrame:
    """The rows with the band that the typical, the low and the high value lies in: band, band_low, band_high.

    Where no typical value is known ``band`` is that of the low one. ``bands`` are the limits in 亿元, values in CNY;
    null where a value is unknown.
    """
    ranked = rows.with_columns(rank_value().alias("value_ranked"))
    banded = ranked.with_columns(_band(pl.col(value) / 1e8, bands).alias(name) for name, value in _BANDS.items())
    return banded.drop("value_ranked")


def rank_value() -> pl.Expr:
    """The value that a link is ordered by: the typical one; where only a band is known its low end, which it has."""
    return pl.coalesce("value_typical", "value_low")


def order_by_value() -> tuple[pl.Expr, ...]:
    """Sort keys: the greatest typical value first, of a band alone its low end; at equal values a typical one first.

    A link whose price is unknown has no value; it stands where its usual plants would stand at what a usual plant's
    product is worth in the middle link of the rows, so that unknown is not zero.
    """
    value, plants = rank_value(), pl.col("plants_filled")
    a_plant = (value / plants).replace([float("inf"), float("nan")], None).median().fill_null(1.0)
    reckoned = pl.coalesce(value, plants * a_plant).fill_null(0.0)
    return (-reckoned, pl.col("value_typical").is_null(), -plants.fill_null(0.0))


def _band(value: pl.Expr, bands: Sequence[float]) -> pl.Expr:
    first, second, third = bands
    return (
        pl.when(value.is_null())
        .then(pl.lit(None, pl.String))
        .when(value < first)
        .then(pl.lit(f"<{first:g}"))
        .when(value < second)
        .then(pl.lit(f"{first:g}–{second:g}"))
        .when(value <= third)
        .then(pl.lit(f"{second:g}–{third:g}"))
        .otherwise(pl.lit(f">{third:g}"))
    )
