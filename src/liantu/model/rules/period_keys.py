"""Rows of one and the same time stand once, whichever way the time is written: 2023 and 2023-01..12."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.periods import name_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_same_periods(tables: Tables) -> list[Problem]:
    """Rows whose keys differ only in how their period is written: ``same_period``."""
    problems = []
    for name, table in schema.read_tables().items():
        times = [field.name for field in table.fields if field.key and field.type == "period"]
        if not times or tables[name].is_empty():
            continue
        rows = tables[name].with_row_index("line")
        spelled = rows.with_columns(
            pl.col(time).replace({text: name_days(text) for text in rows[time].drop_nulls().unique()}) for time in times
        )
        again = spelled.with_columns(
            pl.col("line").first().over(table.key).alias("first"), rows[times[0]].alias("written")
        ).filter(pl.col("line") != pl.col("first"))
        for line, first, text in again.select("line", "first", "written").iter_rows():
            if text != rows[times[0]][first]:  # the same key twice is told by itself
                slots = {"first": str(first + 2), "other": rows[times[0]][first]}
                problems.append(Problem("same_period", name, f"{name}.csv", line + 2, times[0], text, slots))
    return problems
