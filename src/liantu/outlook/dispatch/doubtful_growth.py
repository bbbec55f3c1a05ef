"""Months of firms whose growth is beyond what is usually right: a slip of unit, or of last year's figure."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.model.problems import BilingualText, Problem
from liantu.model.tables import Tables

_TABLE = "monthly_returns"
_FIELDS = ("output", "power")
_PERCENT = 100.0


def check_firm_growth(tables: Tables, limits: Mapping[str, float]) -> list[Problem]:
    """Output and electricity of a month that rose by more than ``limits["rise"]`` per cent on the same month as the
    firm states it, or fell by more than ``limits["fall"]`` at a firm that says it produces: ``doubtful_growth``."""
    rows = tables[_TABLE].with_row_index("line")
    numbers = tables.numbers(_TABLE).with_row_index("line")
    zh, en = tables.labels(), tables.labels("en")
    problems = []
    for field in _FIELDS:
        growth = _PERCENT * (pl.col(field) / pl.col(f"{field}_before") - 1)
        producing = pl.col("state").fill_null("producing") == "producing"
        beyond = (growth > limits["rise"]) | ((growth < -limits["fall"]) & producing)
        found = numbers.filter(pl.col(f"{field}_before") > 0).with_columns(growth.alias("growth")).filter(beyond)
        texts = rows.select("line", pl.col(field).alias("now"), pl.col(f"{field}_before").alias("then"))
        shown = found.select("line", "firm", "growth").join(texts, on="line", maintain_order="left")
        problems += [
            Problem(
                *("doubtful_growth", _TABLE, f"{_TABLE}.csv", line + 2, f"{field}_before", then),
                {
                    "firm": BilingualText(zh.get(firm, firm), en.get(firm, firm)),
                    "now": now,
                    "growth": f"{growth:+.1f}%",
                },
            )
            for line, firm, growth, now, then in shown.iter_rows()
        ]
    return problems
