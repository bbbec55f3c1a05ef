"""Growth where it is a number, and the word for it where it is none: from loss to profit there is no rate.

It is reckoned from printed levels, and is not the growth that an office publishes: that rests on another sample or on
constant prices, and is an observation of its own.
"""

from __future__ import annotations

import polars as pl

from liantu.outlook.forecast.series_points import KEY

_PERIOD = (*KEY, "year", "start", "end")


def add_growth(points: pl.DataFrame) -> pl.DataFrame:
    """Points or single periods with ``growth`` on the same months of the year before, in per cent, or ``growth_word``,
    a code, where there is no rate. Of what is itself in per cent neither is said: 2 % after 1 % is no doubling."""
    earlier = points.select(*KEY, pl.col("year") + 1, "start", "end", pl.col("value").alias("before"))
    joined = points.join(earlier, on=_PERIOD, how="left", nulls_equal=True, maintain_order="left")
    level = pl.col("unit") != "%"
    return joined.with_columns(pl.when(level).then(reckon_growth()), pl.when(level).then(name_growth())).drop("before")


def reckon_growth() -> pl.Expr:
    """The rate between ``before`` and ``value`` in per cent; null where the base is not above zero, or a loss came."""
    before, after = pl.col("before"), pl.col("value")
    return pl.when((before > 0) & (after >= 0)).then(100 * (after / before - 1)).alias("growth")


def name_growth() -> pl.Expr:
    """The code of ``growth_word`` where there is no rate, else null."""
    before, after = pl.col("before"), pl.col("value")
    return (
        pl.when(before.is_null() | after.is_null())
        .then(pl.lit("base_unknown"))
        .when((before > 0) & (after >= 0))
        .then(None)
        .when((before >= 0) & (after < 0))
        .then(pl.lit("turned_to_loss"))
        .when(before == after)
        .then(pl.lit("same"))
        .when(before == 0)
        .then(pl.lit("from_nothing"))
        .when(after >= 0)
        .then(pl.lit("turned_to_profit"))
        .when(after < before)
        .then(pl.lit("larger_loss"))
        .otherwise(pl.lit("smaller_loss"))
        .alias("growth_word")
    )
