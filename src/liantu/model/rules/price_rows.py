"""A price has a source that was published when it was known, rises from low to high, and measures its product."""

from __future__ import annotations

import polars as pl

from liantu.model import periods
from liantu.model.price_units import compute_price_factor
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "prices"
_RANGE = ("low", "typical", "high")


def check_price_sources(tables: Tables) -> list[Problem]:
    """Prices that nobody is cited for: ``price_without_source``."""
    lost = _rows(tables).filter(pl.col("source").is_null())
    return [_problem("price_without_source", row, "source", row["product"]) for row in lost.iter_rows(named=True)]


def check_price_periods(tables: Tables) -> list[Problem]:
    """Prices without an end, ``price_period_open``, and of a day after their source: ``price_of_the_future``."""
    published = tables["sources"].select(pl.col("id").alias("source"), "published")
    rows = _rows(tables).join(published, on="source", how="left", maintain_order="left").drop_nulls("period")
    problems = []
    for row in rows.iter_rows(named=True):
        period, known = periods.parse_period(row["period"]), periods.parse_period(row["published"] or "")
        if period is None:
            continue
        if period.first is None or period.last is None:
            problems.append(_problem("price_period_open", row, "period", row["period"]))
        elif known and known.last and period.first > known.last:
            problems.append(
                _problem("price_of_the_future", row, "period", row["period"], published=row["published"] or "")
            )
    return problems


def check_price_units(tables: Tables) -> list[Problem]:
    """Prices in a unit that does not measure their product: ``price_in_another_unit``."""
    units = dict(tables["products"].select("id", "unit").iter_rows())
    return [
        _problem("price_in_another_unit", row, "unit", row["unit"], wanted=units.get(row["product"]) or "")
        for row in _rows(tables).drop_nulls("unit").iter_rows(named=True)
        if compute_price_factor(tables, row["unit"], units.get(row["product"])) is None
    ]


def check_price_order(tables: Tables) -> list[Problem]:
    """Prices whose low, typical and high do not rise: ``low_typical_high``; a typical one may be missing."""
    typical = pl.coalesce("typical", "low")
    wrong = (pl.col("low") > typical) | (typical > pl.col("high"))
    return [
        _problem("low_typical_high", row, "low", " / ".join("" if row[n] is None else f"{row[n]:g}" for n in _RANGE))
        for row in _rows(tables).filter(wrong).iter_rows(named=True)
    ]


def check_product_prices(tables: Tables) -> list[Problem]:
    """Prices in the fields of a product that no year is stated for, and count nowhere: ``price_without_year``."""
    priced = pl.col("price_low").is_not_null() | pl.col("price_high").is_not_null()
    rows = tables["products"].with_row_index("line").filter(priced & pl.col("price_year").is_null())
    return [
        Problem("price_without_year", "products", "products.csv", line + 2, "price_year", name)
        for line, name in rows.select("line", "id").iter_rows()
    ]


def _rows(tables: Tables) -> pl.DataFrame:
    return tables.numbers(_TABLE).with_row_index("line")


def _problem(code: str, row: dict[str, object], column: str, value: object, **slots: str) -> Problem:
    line = int(str(row["line"])) + 2
    return Problem(code, _TABLE, f"{_TABLE}.csv", line, column, str(value), slots)
