"""The growth of an indicator is in per cent, and the indicator that it is the growth of is not."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_growth_indicators(tables: Tables) -> list[Problem]:
    """Indicators named as the growth of another that are not in %, or that of a growth: ``growth_of_rate``."""
    rows = tables["indicators"].with_row_index("line")
    levels = rows.select(pl.col("id").alias("growth_of"), pl.col("unit").alias("level"))
    named = rows.drop_nulls("growth_of").join(levels, on="growth_of", maintain_order="left")
    wrong = named.filter(
        (pl.col("unit") != "%").fill_null(value=True) | (pl.col("level") == "%").fill_null(value=False)
    )
    return [
        Problem("growth_of_rate", "indicators", "indicators.csv", line + 2, "growth_of", level)
        for line, level in wrong.select("line", "growth_of").iter_rows()
    ]
