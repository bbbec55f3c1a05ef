"""How much a project has to invest per mu: of each product the least and the greatest standard that may apply to it."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.land.entry_test import list_standards, read_standard
from liantu.model.tables import Tables

#: Comparators of a standard that asks for no less.
_AT_LEAST = ("ge", "gt")
#: 10⁴ CNY.
_TEN_THOUSAND = 1e4


def list_investment_standards(tables: Tables, products: pl.DataFrame, day: date) -> pl.DataFrame:
    """One row a product for which a standard of investment per mu is in force anywhere in the district: product, low,
    high (CNY per mu), rows (of ``land_standards``). ``products``: id."""
    found = []
    industries = dict(tables["products"].select("id", "gbt4754").iter_rows())
    for product in products["id"]:
        rows = list_standards(tables, industries.get(product), product, day, places=None)
        asked = [
            (row["id"], line)
            for row in rows
            if row["indicator"] == "investment" and row["comparator"] in _AT_LEAST
            if (line := read_standard(tables, row, "investment"))
        ]
        if asked:
            lines = [line * _TEN_THOUSAND for _row, line in asked]
            found.append((product, min(lines), max(lines), [row for row, _line in asked]))
    schema = {"product": pl.String, "low": pl.Float64, "high": pl.Float64, "rows": pl.List(pl.String)}
    return pl.DataFrame(found, schema=schema, orient="row")
