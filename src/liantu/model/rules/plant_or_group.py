"""A capacity belongs to a plant or to a group, never to both or neither."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_plant_or_group(tables: Tables) -> list[Problem]:
    """Rows of capacities with both or neither: ``check_plant_or_group``."""
    rows = tables["capacities"].with_row_index("line")
    bad = rows.filter(pl.col("plant").is_null() == pl.col("group").is_null())
    return [
        Problem("plant_or_group", "capacities", "capacities.csv", line + 2, "plant", key)
        for line, key in bad.select("line", "id").iter_rows()
    ]
