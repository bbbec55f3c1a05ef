"""A by-product that a plant states is measured as the product is, and is another one than the plant makes."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "byproducts"


def check_stated_byproducts(tables: Tables) -> list[Problem]:
    """``wrong_dimension`` for a unit of another kind; ``byproduct_is_product`` for the capacity's own product."""
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    made = tables["capacities"].select(pl.col("id").alias("capacity"), pl.col("product").alias("made"))
    rows = (
        tables[_TABLE]
        .with_row_index("line")
        .join(units, on="product", how="left", maintain_order="left")
        .join(made, on="capacity", how="left", maintain_order="left")
    )
    problems = []
    for line, product, unit, product_unit, main in rows.select(
        "line", "product", "unit", "product_unit", "made"
    ).iter_rows():
        stated, target = (tables.units.read(text) if text else None for text in (unit, product_unit))
        if stated and target and stated.dimension != target.dimension:
            slots = {"wanted": product_unit}
            problems.append(Problem("wrong_dimension", _TABLE, f"{_TABLE}.csv", line + 2, "unit", unit, slots))
        if product == main:
            problems.append(Problem("byproduct_is_product", _TABLE, f"{_TABLE}.csv", line + 2, "product", product))
    return problems
