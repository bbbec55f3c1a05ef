"""Small districts of observations, targets and reference classes for the tests of forecasts."""

from __future__ import annotations

import polars as pl

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

Row = dict[str, str | None]
INDICATORS: list[Row] = [
    {"id": "output", "unit": "亿元", "kind": "output"},
    {"id": "revenue", "unit": "亿元", "kind": "tax"},
    {"id": "firms", "unit": "户", "kind": None},
    {"id": "growth", "unit": "%", "kind": None},
    {"id": "mixed", "unit": None, "kind": "output"},
]


def observe(period: str, value: str, indicator: str = "output", **more: str | None) -> Row:
    """One actual figure of the town."""
    row: Row = {"id": f"{indicator} {period} {value}", "subject": "town", "indicator": indicator, "status": "actual"}
    unit = {"output": "亿元", "revenue": "亿元", "firms": "户", "growth": "%", "mixed": "亿元"}[indicator]
    return {**row, "period": period, "comparator": "eq", "value": value, "unit": unit, "vintage": "2024-01", **more}


def aim(key: str, period: str, value: str, indicator: str = "output", **more: str | None) -> Row:
    """One target of the town."""
    row: Row = {"id": key, "subject": "town", "indicator": indicator, "period": period, "comparator": "ge"}
    unit = {"output": "亿元", "revenue": "亿元", "firms": "户", "growth": "%"}[indicator]
    return {**row, "value": value, "unit": unit, **more}


def make_town(*observations: Row, **frames: list[Row]) -> Tables:
    """A district of these rows over the library."""
    rows = {"indicators": INDICATORS, "observations": list(observations), **frames}
    return load_library().replace(**{name: _frame(name, part) for name, part in rows.items()})


def _frame(name: str, rows: list[Row]) -> pl.DataFrame:
    columns = {key: pl.String for row in rows for key in row}
    return conform_frame(name, pl.DataFrame(rows, schema=columns))
