"""What is said of makers elsewhere: a capacity has a unit of its product, and plants say where they stand."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "makers"


def check_maker_capacities(tables: Tables) -> list[Problem]:
    """Capacities without unit, or units without capacity: ``maker_capacity_unit``; of another dimension than the
    product's: ``wrong_dimension``.
    """
    products = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("wanted"))
    rows = tables[_TABLE].with_row_index("line").join(products, on="product", how="left", maintain_order="left")
    halves = rows.filter(pl.col("capacity").is_null() != pl.col("unit").is_null())
    problems = [
        _problem("maker_capacity_unit", line, "unit", capacity or unit, firm=firm)
        for line, capacity, unit, firm in halves.select("line", "capacity", "unit", "firm").iter_rows()
    ]
    units = tables.units
    for text, product_unit in rows.select("unit", "wanted").unique().drop_nulls().iter_rows():
        unit, base = units.read(text), units.read(product_unit)
        if unit and base and unit.dimension != base.dimension:
            wrong = rows.filter(pl.col("unit") == text, pl.col("wanted") == product_unit)
            problems += [_problem("wrong_dimension", line, "unit", text, wanted=product_unit) for line in wrong["line"]]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _problem(code: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, _TABLE, f"{_TABLE}.csv", line + 2, column, value or "", slots)
