"""A firm is in one state of a step at a time, and a title ends after it began."""

from __future__ import annotations

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "cultivations"


def check_cultivation_states(tables: Tables) -> list[Problem]:
    """A firm that is given twice for one step and time: ``cultivation_twice``."""
    rows = add_period_days(_rows(tables)).with_columns(
        pl.col("line").first().over("firm", "step", "first", "last").alias("before")
    )
    again = rows.filter(pl.col("line") != pl.col("before")).sort("line")
    return [
        Problem(
            "cultivation_twice",
            _TABLE,
            f"{_TABLE}.csv",
            line + 2,
            "step",
            step,
            {"firm": firm, "other": str(before + 2)},
        )
        for line, step, firm, before in again.select("line", "step", "firm", "before").iter_rows()
    ]


def check_cultivation_ends(tables: Tables) -> list[Problem]:
    """Validity that ends before it began: ``cultivation_ends``."""
    dated = add_period_days(_rows(tables)).rename({"first": "begin"}).drop("last", "day")
    dated = add_period_days(dated, "until")
    wrong = dated.filter(pl.col("last") < pl.col("begin")).sort("line")
    return [
        Problem("cultivation_ends", _TABLE, f"{_TABLE}.csv", line + 2, "until", until, {"period": period})
        for line, until, period in wrong.select("line", "until", "period").iter_rows()
    ]


def _rows(tables: Tables) -> pl.DataFrame:
    return tables[_TABLE].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
