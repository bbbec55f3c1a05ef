"""Firms near the line of designated size, by what they took in over the last twelve months."""

from __future__ import annotations

import polars as pl

from liantu.model.reporting_months import YEAR, number_months

_PERCENT = 100.0


def list_near_line(returns: pl.DataFrame, number: int, line: float, width: float) -> pl.DataFrame:
    """Firms whose revenue of the twelve months up to ``number`` lies within ``width`` per cent of the ``line`` (万元).

    Columns: firm, revenue, distance (per cent of the line, above positive), side (above or below). A firm that lacks a
    month is not known and is not listed.

    >>> months = ["2022-12", "2023-01..02", *(f"2023-{month:02}" for month in range(3, 12))]
    >>> returns = pl.DataFrame({"firm": "a", "month": months, "revenue": 175.0})
    >>> list_near_line(returns, 2023 * 11 + 9, 2000, 10).rows()
    [('a', 1925.0, -3.75, 'below')]
    """
    distance = _PERCENT * (pl.col("revenue") - line) / line
    side = pl.when(pl.col("revenue") >= line).then(pl.lit("above")).otherwise(pl.lit("below"))
    return (
        _add_twelve_months(returns, number)
        .drop_nulls("revenue")
        .with_columns(distance.alias("distance"), side.alias("side"))
        .filter(pl.col("distance").abs() <= width)
        .sort("distance", "firm", descending=[True, False])
    )


def count_unknown_revenue(returns: pl.DataFrame, number: int) -> int:
    """How many firms that returned the month lack a month of revenue among the last twelve."""
    return int(_add_twelve_months(returns, number)["revenue"].null_count())


def _add_twelve_months(returns: pl.DataFrame, number: int) -> pl.DataFrame:
    """Firms that returned the month, with their revenue of twelve months; null where a month is missing."""
    rows = returns.select("firm", number_months(pl.col("month")).alias("at"), pl.col("revenue").cast(pl.Float64))
    rows = rows.filter(pl.col("at").is_between(number - YEAR + 1, number))
    known = pl.col("revenue").is_not_null().sum() == YEAR
    sums = rows.group_by("firm", maintain_order=True).agg(
        pl.when(known).then(pl.col("revenue").sum()).alias("revenue"), (pl.col("at") == number).any().alias("now")
    )
    return sums.filter("now").select("firm", "revenue")
