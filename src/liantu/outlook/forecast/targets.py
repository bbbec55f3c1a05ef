"""Targets of a year, in the unit of their indicator."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables
from liantu.outlook.forecast.series import SeriesKey
from liantu.outlook.forecast.series_points import KEY

#: Comparators of a target that is a ceiling: what it needs is to fall to it.
AT_MOST = ("le", "lt")


class Target(NamedTuple):
    """One target; ``target`` is its id, ``period`` the period as written."""

    target: str
    key: SeriesKey
    year: int
    comparator: str
    value: float
    unit: str
    period: str = ""


def list_targets(tables: Tables) -> pl.DataFrame:
    """The targets of a whole year or its end, in the unit of their indicator: target, key, year, comparator, value."""
    return _list_every_target(tables).filter("is_of_year").drop("is_of_year")


def list_other_targets(tables: Tables) -> pl.DataFrame:
    """The targets of a quarter, a part of a year or several years together, which no year is compared with."""
    return _list_every_target(tables).filter(~pl.col("is_of_year")).drop("is_of_year")


def _list_every_target(tables: Tables) -> pl.DataFrame:
    indicators = tables["indicators"].select(pl.col("id").alias("indicator"), pl.col("unit").alias("wanted"))
    rows = add_period_days(tables.numbers("targets")).join(
        indicators, on="indicator", how="left", maintain_order="left"
    )
    rows = rows.drop_nulls(["last", "value"]).with_columns(pl.coalesce("wanted", "unit").alias("common"))
    values = [convert_to_product_unit(tables.units, *row) for row in rows.select("value", "unit", "common").iter_rows()]
    return rows.select(
        pl.col("id").alias("target"),
        *KEY,
        pl.col("last").dt.year().cast(pl.Int64).alias("year"),
        "comparator",
        pl.Series("value", values, pl.Float64),
        pl.col("common").alias("unit"),
        "period",
        _is_of_year().alias("is_of_year"),
    ).drop_nulls("value")


def _is_of_year() -> pl.Expr:
    """Periods of one whole year, or of its last days, as a stock is counted; an open beginning is a year's too."""
    first, last = pl.col("first"), pl.col("last")
    is_whole = (first.dt.ordinal_day() == 1) & (first.dt.year() == last.dt.year())
    is_at_end = (first.dt.year() == last.dt.year()) & (first.dt.month() == 12)
    return (last.dt.month() == 12) & (last.dt.day() == 31) & (is_whole | is_at_end).fill_null(value=True)


def read_targets(targets: pl.DataFrame) -> list[Target]:
    """The rows of ``list_targets``."""
    return [Target(row[0], SeriesKey(*row[1:5]), *row[5:]) for row in targets.iter_rows()]
