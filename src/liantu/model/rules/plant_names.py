"""A firm's plants have names of their own."""

from __future__ import annotations

import polars as pl

from liantu.model.names_alike import compact_name
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_plant_names(tables: Tables) -> list[Problem]:
    """Plants called as one above of the same firm: ``plant_named_twice``, a plant written down a second time."""
    plants = tables["plants"].with_row_index("line").filter(pl.col("firm").is_not_null() & pl.col("zh").is_not_null())
    alike = pl.struct(pl.col("firm"), compact_name(pl.col("zh")).alias("name"))
    again = plants.filter(~alike.is_first_distinct())
    return [
        Problem("plant_named_twice", "plants", "plants.csv", line + 2, "zh", name)
        for line, name in again.select("line", "zh").iter_rows()
    ]
