"""The unit of a capacity measures the same thing as the unit of its product."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_capacity_units(tables: Tables) -> list[Problem]:
    """Rows of capacities whose unit has another dimension than the product's: ``wrong_dimension``."""
    product_units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("wanted"))
    rows = (
        tables["capacities"]
        .with_row_index("line")
        .filter(pl.col("unit").is_not_null())
        .join(product_units, on="product", how="inner")
        .select("line", "unit", "wanted")
    )
    problems = []
    units = tables.units
    for text, product_unit in rows.select("unit", "wanted").unique().iter_rows():
        unit, target = units.read(text), units.read(product_unit)
        if unit and target and unit.dimension != target.dimension:
            wrong = rows.filter(pl.col("unit") == text, pl.col("wanted") == product_unit)
            slots = {"wanted": product_unit}
            problems += [
                Problem("wrong_dimension", "capacities", "capacities.csv", line + 2, "unit", text, slots)
                for line in wrong["line"]
            ]
    return sorted(problems, key=lambda problem: problem.row or 0)
