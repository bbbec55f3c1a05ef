"""How much a project has to invest per mu: of each product the least and the greatest standard that may apply to it."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.land.entry_test import find_above, list_standards, read_parents, read_standard
from liantu.model.tables import Tables

#: Comparators of a standard that asks for no less.
_AT_LEAST = ("ge", "gt")
#: 10⁴ CNY.
_TEN_THOUSAND = 1e4


def list_investment_standards(tables: Tables, products: pl.DataFrame, day: date) -> pl.DataFrame:
    """One row a product for which a standard of investment per mu is in force anywhere in the district: product, low,
    high (CNY per mu), rows (of ``land_standards``). ``products``: id."""
    found = []
    industries = read_parents(tables, "products", "gbt4754")
    parents = read_parents(tables, "products", "broader")
    for product in products["id"]:
        rows = list_standards(tables, industries.get(product), find_above(parents, product), day, places=None)
        standards = [
            (row["id"], line)
            for row in rows
            if row["indicator"] == "investment" and row["comparator"] in _AT_LEAST
            if (line := read_standard(tables, row, "investment"))
        ]
        if standards:
            lines = [line * _TEN_THOUSAND for _row, line in standards]
            found.append((product, min(lines), max(lines), [row for row, _line in standards]))
    schema: dict[str, pl.DataType | type[pl.DataType]] = {"product": pl.String, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(found, schema=schema | {"rows": pl.List(pl.String)}, orient="row")
