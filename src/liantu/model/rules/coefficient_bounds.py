"""Coefficients rise from low to high, measure what their input measures, and keep above theory."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "coefficients"
_RANGE = ("low", "typical", "high")


def check_low_typical_high(tables: Tables) -> list[Problem]:
    """Rows whose figures do not rise: ``check_low_typical_high``."""
    wrong = (pl.col("low") > pl.col("typical")) | (pl.col("typical") > pl.col("high"))
    return [
        _problem("low_typical_high", row, "typical", " / ".join(f"{row[name]:g}" for name in _RANGE))
        for row in _rows(tables).filter(wrong).iter_rows(named=True)
    ]


def check_theoretical_bounds(tables: Tables) -> list[Problem]:
    """Needs below their theoretical minimum without a reason: ``check_theoretical_bounds``.

    A recipe is no floor, and what a process gives off has none.
    """
    least = pl.min_horizontal("low", "typical")
    rows = (
        _rows(tables)
        .with_columns(least.alias("least"))
        .filter(
            pl.col("role").is_in(["input", "utility"])
            & (pl.col("bound_kind") == "hard")
            & (pl.col("least") < pl.col("bound"))
            & pl.col("bound_reason").is_null()
        )
    )
    return [
        _problem(
            "below_bound",
            row,
            "low" if row["low"] == row["least"] else "typical",
            f"{row['least']:g}",
            limit=f"{row['bound']:g}",
        )
        for row in rows.iter_rows(named=True)
    ]


def check_coefficient_units(tables: Tables) -> list[Problem]:
    """Rows whose unit has another dimension than the input's own: ``wrong_dimension``."""
    product_units = tables["products"].select(pl.col("id").alias("input"), pl.col("unit").alias("wanted"))
    rows = _rows(tables).drop_nulls("unit").join(product_units, on="input", maintain_order="left")
    problems = []
    for row in rows.iter_rows(named=True):
        unit, target = tables.units.read(row["unit"]), tables.units.read(row["wanted"] or "")
        if unit and target and unit.dimension != target.dimension:
            problems.append(_problem("wrong_dimension", row, "unit", row["unit"], wanted=row["wanted"]))
    return problems


def _rows(tables: Tables) -> pl.DataFrame:
    return tables.numbers(_TABLE).with_row_index("line")


def _problem(code: str, row: dict[str, object], column: str, value: str, **slots: str) -> Problem:
    line = int(str(row["line"])) + 2
    return Problem(code, _TABLE, f"{_TABLE}.csv", line, column, value, slots)
