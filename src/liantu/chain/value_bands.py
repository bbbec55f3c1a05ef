"""Values as bands of money, and the order that values put links in where some are unknown."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

#: Which value each band is of.
_BANDS = {"band": "value_typical", "band_low": "value_low", "band_high": "value_high"}


def add_bands(rows: pl.DataFrame, bands: Sequence[float]) -> pl.DataFrame:
    """The rows with the band that the typical, the low and the high value lies in: band, band_low, band_high.

    ``bands`` are the limits in 亿元, values in CNY; null where a value is unknown.
    """
    return rows.with_columns(_band(pl.col(value) / 1e8, bands).alias(name) for name, value in _BANDS.items())


def order_by_value() -> tuple[pl.Expr, ...]:
    """Sort keys: the greatest typical value first.

    A link whose price is unknown has no value; it stands where its usual plants would stand at what a usual plant's
    product is worth in the middle link of the rows, so that unknown is not zero.
    """
    value, plants = pl.col("value_typical"), pl.col("plants_filled")
    a_plant = (value / plants).replace([float("inf"), float("nan")], None).median().fill_null(1.0)
    return (-pl.coalesce(value, plants * a_plant).fill_null(0.0), -plants.fill_null(0.0))


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
