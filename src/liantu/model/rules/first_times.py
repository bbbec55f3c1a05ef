"""What is said to be reached for the first time was not reached before."""

from __future__ import annotations

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.value_ranges import value_range

_SAME = ("subject", "indicator", "scope", "product", "unit_kind")


def check_first_times(tables: Tables) -> list[Problem]:
    """Values reached "for the first time" that an earlier actual value had reached already: ``not_first_time``."""
    stated = tables["observations"].with_row_index("line").filter(pl.col("status") == "actual")
    if not (stated["first_time"] == "yes").any():
        return []
    rows = add_period_days(stated.with_columns(**value_range(tables, stated)))
    firsts = rows.filter(pl.col("first_time") == "yes").drop_nulls("text")
    earlier = rows.filter(pl.col("lowest").is_finite()).select(
        *_SAME, pl.col("lowest").alias("reached"), pl.col("last").alias("by"), pl.col("period").alias("before")
    )
    pairs = firsts.join(earlier, on=_SAME, nulls_equal=True).filter(
        (pl.col("by") < pl.col("first")) & (pl.col("reached") >= pl.col("text"))
    )
    found = pairs.sort("line", "by").unique("line", keep="first", maintain_order=True)
    return [
        Problem("not_first_time", "observations", "observations.csv", line + 2, "first_time", value, {"before": before})
        for line, value, before in found.select("line", pl.format("{} {}", "value", "unit"), "before").iter_rows()
    ]
