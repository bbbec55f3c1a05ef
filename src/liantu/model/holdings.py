"""Holdings of land with their amounts and days: own, leased, and from whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from liantu.model import periods
from liantu.model.tables import Tables

#: The three ways a holding says how much land it is; at most one is given.
MEASURES = ("area", "share", "floor_area")


def read_holdings(tables: Tables) -> pl.DataFrame:
    """Every holding with ``line`` (its row), ``land`` in mu, ``measure``, ``parcel_area``, ``first`` and ``last`` day.

    Land is the area given; or the share of the parcel; or, in a building of several floors, the floor area used
    ÷ the parcel's total floor area × the parcel's land. Null where any part of that is unknown.
    """
    found: pl.DataFrame = tables.derived("holdings", ("holdings", "parcels"), lambda: _holdings(tables))
    return found


def select_holdings(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """The holdings that stand on a day, with ``lessor`` filled in where a parcel has one owner on it."""
    rows = rows.filter(pl.col("first") <= day, pl.col("last") >= day)
    owners = (
        rows.filter(pl.col("kind") == "own")
        .group_by("parcel")
        .agg(pl.col("firm").unique().alias("owners"))
        .filter(pl.col("owners").list.len() == 1)
        .with_columns(pl.col("owners").list.first().alias("owner"))
        .select("parcel", "owner")
    )
    lessor = pl.when(pl.col("kind") == "lease").then(pl.coalesce("lessor", "owner"))
    return rows.join(owners, on="parcel", how="left", maintain_order="left").with_columns(lessor.alias("lessor"))


def _holdings(tables: Tables) -> pl.DataFrame:
    parcels = tables.numbers("parcels").select(
        pl.col("id").alias("parcel"),
        "place",
        pl.col("area").alias("parcel_area"),
        pl.col("floor_area").alias("parcel_floor"),
    )
    rows = tables.numbers("holdings").with_row_index("line")
    # A total floor area of zero says nothing of shares.
    part = pl.col("floor_area") * pl.col("parcel_area") / pl.col("parcel_floor")
    of_floor = pl.when(pl.col("parcel_floor") > 0).then(part)
    land = pl.coalesce("area", pl.col("share") * pl.col("parcel_area") / 100, of_floor)
    measure_names = [pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in MEASURES]
    return rows.join(parcels, on="parcel", how="left", maintain_order="left").with_columns(
        land.alias("land"),
        pl.coalesce(*measure_names).alias("measure"),
        _day(rows["from"], lambda period: period.first, date.min).alias("first"),
        _day(rows["to"], lambda period: period.last, date.max).alias("last"),
    )


def _day(cells: pl.Series, side: Callable[[periods.Period], date | None], blank: date) -> pl.Series:
    """One side of each period; what is blank, open or cannot be read has no end."""
    read = {text: periods.parse_period(text) for text in cells.drop_nulls().unique()}
    days = {text: (side(period) if period else None) or blank for text, period in read.items()}
    return cells.replace_strict(days, default=blank, return_dtype=pl.Date)
