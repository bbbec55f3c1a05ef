"""Years of which only a floor was published: at least so much, more than so much."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables
from liantu.outlook.forecast.series import SeriesKey
from liantu.outlook.forecast.series_points import KEY

_AT_LEAST = ("ge", "gt")


class Floor(NamedTuple):
    """A year and what it came to at the least, in the unit of its indicator."""

    year: int
    value: float
    vintage: str | None


def find_floors(tables: Tables, as_of: date, known_at: date | None = None) -> dict[SeriesKey, Floor]:
    """The last whole year of each series of which a floor was published, the highest one of that year; none later than
    ``as_of``, none printed after ``known_at``."""
    indicators = tables["indicators"].select(pl.col("id").alias("indicator"), pl.col("unit").alias("wanted"))
    first, last = pl.col("first"), pl.col("last")
    rows = (
        tables.numbers("observations")
        .filter(pl.col("status") == "actual", pl.col("comparator").is_in(_AT_LEAST), pl.col("value").is_not_null())
        .pipe(add_period_days)
        .filter(first.dt.ordinal_day() == 1, last == first.dt.offset_by("1y").dt.offset_by("-1d"), last <= as_of)
        .join(indicators, on="indicator", how="left", maintain_order="left")
        .with_columns(pl.coalesce("wanted", "unit").alias("wanted"))
    )
    printed = add_period_days(rows.select("vintage"), "vintage")["day"]
    rows = rows.filter(printed.is_null() | (printed <= (known_at or date.max)))
    floors = [
        (SeriesKey(*row[:4]), Floor(row[4].year, float(value), row[8]))
        for row in rows.select(*KEY, "last", "value", "unit", "wanted", "vintage").iter_rows()
        for value in [convert_to_product_unit(tables.units, *row[5:8])]
        if value is not None
    ]
    return dict(sorted(floors, key=lambda found: (found[1].year, found[1].value)))
