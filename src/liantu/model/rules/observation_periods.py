"""Periods of figures: of one series none runs across another, and cumulative ones begin in January."""

from __future__ import annotations

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.period_words import say_months
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_SERIES = ("subject", "indicator", "scope", "product", "status", "price_basis", "sample_basis", "growth_base")
_TABLE, _FILE = "observations", "observations.csv"


def check_overlapping_periods(tables: Tables) -> list[Problem]:
    """Periods of one series that share days while neither holds the other: ``periods_overlap``.

    A month lies in its quarter and the year so far in the year; 2023-01..03 beside 2023-03..05 counts March twice.
    """
    rows = add_period_days(tables[_TABLE].with_row_index("line")).drop_nulls(["first", "last"])
    periods = rows.group_by(*_SERIES, "first", "last", maintain_order=True).agg(pl.col("line", "period").last())
    whole = periods.filter(pl.col("first") < pl.col("last"))
    pairs = whole.join(whole, on=_SERIES, nulls_equal=True, suffix="_other").filter(
        pl.col("first_other") < pl.col("first"),
        pl.col("first") <= pl.col("last_other"),
        pl.col("last_other") < pl.col("last"),
    )
    found = pairs.sort("line", "first_other").unique("line", keep="first", maintain_order=True)
    return [
        Problem("periods_overlap", _TABLE, _FILE, line + 2, "period", say_months(text), _name_other(other, first + 2))
        for line, text, other, first in found.select("line", "period", "period_other", "line_other").iter_rows()
    ]


def _name_other(period: str, row: int) -> dict[str, str]:
    return {"other": say_months(period), "first": str(row)}


def check_cumulative_periods(tables: Tables) -> list[Problem]:
    """Figures said to be cumulative whose period does not begin in January: ``cumulative_from_january``."""
    rows = tables[_TABLE].with_row_index("line").filter(pl.col("accumulation") == "cumulative")
    late = add_period_days(rows).filter((pl.col("first").dt.month() > 1) | (pl.col("first").dt.day() > 1))
    return [
        Problem("cumulative_from_january", _TABLE, _FILE, line + 2, "period", text, {"read": _from_january(last)})
        for line, text, last in late.select("line", "period", pl.col("last").dt.strftime("%Y-%m")).iter_rows()
    ]


def _from_january(last: str | None) -> str:
    """The period from January through a month: 2023-01..09 of 2023-09."""
    return f"{last[:4]}-01..{last[5:]}" if last else "2023-01..09"
