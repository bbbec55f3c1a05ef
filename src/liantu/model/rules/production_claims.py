"""Production is of a product, in its unit, and not above what the makers can make."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from liantu.model.capacities import convert_to_base_units
from liantu.model.period_words import say_months
from liantu.model.problems import Problem
from liantu.model.production import PRODUCTION, list_production, match_production
from liantu.model.tables import Tables

_TABLES = ("observations", "targets")


def check_production_products(tables: Tables) -> list[Problem]:
    """Claims on production that name no product, and in a unit of another dimension than their product's.

    ``production_without_product`` and ``wrong_dimension``.
    """
    kinds = tables["indicators"].filter(pl.col("kind") == PRODUCTION)["id"]
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    problems = []
    for name in _TABLES:
        rows = tables[name].with_row_index("line").filter(pl.col("indicator").is_in(kinds.implode()))
        rows = rows.join(units, on="product", how="left", maintain_order="left")
        for line, product, unit, product_unit in rows.select("line", "product", "unit", "product_unit").iter_rows():
            if product is None:
                problems.append(Problem("production_without_product", name, f"{name}.csv", line + 2, "product"))
            elif product_unit and unit and not _measure_alike(tables, unit, product_unit):
                problems.append(
                    Problem("wrong_dimension", name, f"{name}.csv", line + 2, "unit", unit, {"wanted": product_unit})
                )
    return problems


def check_production_limits(tables: Tables) -> list[Problem]:
    """Production of a year above the known capacities of those who made it: ``output_above_capacity``.

    Nothing is said where one of the capacities is unknown, or is at least so much.
    """
    claims = list_production(tables)
    if not claims.height:
        return []
    rows = convert_to_base_units(tables)
    sized = match_production(tables, rows, claims).join(
        rows.select("id", "base", "comparator", "product_unit"), on="id"
    )
    able = sized.group_by("output").agg(
        pl.col("base").sum().alias("able"),
        (pl.col("base").is_null() | pl.col("comparator").is_in(["gt", "ge", "about"]).fill_null(value=False))
        .any()
        .alias("open"),
        pl.col("product_unit").first(),
        pl.col("id").sort(),
    )
    over = claims.join(able.filter(~pl.col("open")), on="output").filter(pl.col("made") > pl.col("able") * (1 + 1e-9))
    lines = tables["observations"].with_row_index("line").select("line", pl.col("id").alias("output"))
    found = over.join(lines, on="output").sort("line")
    return [_above(*row) for row in found.select("line", "made", "able", "product_unit", "id", "period").iter_rows()]


def _above(line: int, made: float, able: float, unit: str, makers: Iterable[str], period: str) -> Problem:
    slots = {"limit": f"{able:g} {unit}", "makers": ", ".join(makers), "period": say_months(period)}
    return Problem(
        "output_above_capacity", "observations", "observations.csv", line + 2, "value", f"{made:g} {unit}", slots
    )


def _measure_alike(tables: Tables, unit: str, product_unit: str) -> bool:
    """Whether two units measure the same; a unit nobody knows is told by itself."""
    stated, target = tables.units.read(unit), tables.units.read(product_unit)
    return stated is None or target is None or stated.dimension == target.dimension
