"""A reference class rises from low to high, and a share is of a part of the year."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "reference_classes"
#: Ranges of growth may begin below zero, others not.
_SHARE, _GROWTH = "share", "growth"
_LAST_MONTH = 11


def check_reference_ranges(tables: Tables) -> list[Problem]:
    """Ranges that do not rise, ``reference_order``, or lie where no such range can, ``reference_bounds``."""
    problems = []
    for row in _rows(tables).drop_nulls(["low", "typical", "high"]).iter_rows(named=True):
        written = f"{row['low']:g}, {row['typical']:g}, {row['high']:g}"
        lowest, highest = (-100, None) if row["measure"] == _GROWTH else (0, 100 if row["measure"] == _SHARE else None)
        if not row["low"] < row["typical"] < row["high"]:
            problems.append(_problem("reference_order", row, "low", written))
        elif row["low"] <= lowest or (highest is not None and row["high"] >= highest):
            problems.append(_problem("reference_bounds", row, "low", written))
    return problems


def check_reference_months(tables: Tables) -> list[Problem]:
    """Shares without the month they reach to, or with one that ends no part of the year: ``reference_month``."""
    month = pl.col("through_month")
    wrong = (pl.col("measure") == _SHARE) & (month.is_null() | ~month.is_between(1, _LAST_MONTH))
    rows = _rows(tables).filter(wrong).iter_rows(named=True)
    return [_problem("reference_month", row, "through_month", _write_month(row["through_month"])) for row in rows]


def _write_month(month: float | None) -> str:
    return "" if month is None else f"{month:g}"


def _rows(tables: Tables) -> pl.DataFrame:
    return tables.numbers(_TABLE).with_row_index("line")


def _problem(code: str, row: dict[str, object], column: str, value: str) -> Problem:
    line = row["line"]
    assert isinstance(line, int)
    return Problem(code, _TABLE, f"{_TABLE}.csv", line + 2, column, value)
