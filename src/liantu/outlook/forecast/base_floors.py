"""Times of which only a floor was published: at least so much, more than so much."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.model.tables import Tables
from liantu.outlook.figures.published_figures import AT_LEAST, KEY, list_figures
from liantu.outlook.forecast.series import SeriesKey


class Floor(NamedTuple):
    """A year, or the end of a month of it, and what it came to at the least, in the unit of its indicator.

    ``is_more`` is whether it came to more than that.
    """

    year: int
    month: int
    value: float
    vintage: str | None
    is_more: bool


def find_floors(tables: Tables, as_of: date, known_at: date | None = None) -> dict[SeriesKey, Floor]:
    """The last floor that was published of each series, the highest one of its time: of flows of whole years, of stocks
    of any day that ends a month; none later than ``as_of``, none printed after ``known_at``."""
    is_of_time = (pl.col("start") == 1) & (pl.col("end") == 12) | ~pl.col("flow")
    comparators = tables["observations"].with_row_index("row").select("row", "comparator")
    rows = (
        list_figures(tables, as_of, known_at, AT_LEAST)
        .filter("stated", is_of_time)
        .join(comparators, on="row", how="left", maintain_order="left")
        .with_columns((pl.col("comparator") == "gt").alias("is_more"))
        .sort("year", "end", "value", "is_more", maintain_order=True)
        .select(*KEY, "year", "end", "value", "vintage", "is_more")
    )
    return {SeriesKey(*row[:4]): Floor(*row[4:]) for row in rows.iter_rows()}
