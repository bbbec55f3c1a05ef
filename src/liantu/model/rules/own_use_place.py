"""Own use needs an owner and a place: without them nobody can tell which needs it serves."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_own_use_place(tables: Tables) -> list[Problem]:
    """Capacities with a self-use share of a plant without place, or of no plant: ``own_use_without_place``."""
    placed = tables["plants"].drop_nulls("place")["id"].implode()
    rows = tables.numbers("capacities").with_row_index("line").filter(pl.col("self_use") > 0)
    unplaced = rows.filter(~pl.col("plant").is_in(placed).fill_null(value=False))
    return [
        Problem("own_use_without_place", "capacities", "capacities.csv", line + 2, "self_use", key)
        for line, key in unplaced.select("line", "id").iter_rows()
    ]
