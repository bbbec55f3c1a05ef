"""Prices, routes, markets and cases of the siting account: units of their items, whole years, whole markets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import polars as pl

from liantu.model.price_units import compute_price_factor
from liantu.model.problems import Problem
from liantu.model.rate_units import compute_rate_factor
from liantu.model.siting_items import HOURS_A_YEAR, ITEMS
from liantu.model.tables import Tables

_PRICES, _ROUTES, _MARKETS, _CASES = "place_prices", "freight_routes", "outbound_markets", "siting_cases"
_ENDS = ("low", "typical", "high")
#: Figures that cannot be below zero, by table.
_AMOUNTS = {
    _PRICES: (*_ENDS, "hours"),
    _ROUTES: ("distance", *(f"{name}_{end}" for name in ("rate", "handling") for end in _ENDS)),
    _MARKETS: ("weight",),
    "siting_places": ("months",),
    _CASES: (
        *("amount", "demand", "land", "building", "jobs", "sewage", "capital", "capital_low", "capital_high"),
        *("construction", "discount_rate", "years", "closing_cost"),
    ),
}
_WHOLE = 100.0
#: How far sums may be off by rounding.
_HOURS_OFF, _WEIGHT_OFF = 0.5, 0.05


def check_siting_amounts(tables: Tables) -> list[Problem]:
    """Prices, distances, shares and needs below zero: ``negative_number``."""
    return [
        _problem("negative_number", name, line, field, f"{value:g}")
        for name, fields in _AMOUNTS.items()
        for field in fields
        for line, value in _rows(tables, name).filter(pl.col(field) < 0).select("line", field).iter_rows()
    ]


def check_siting_order(tables: Tables) -> list[Problem]:
    """Prices, rates and estimates whose low, typical and high do not rise: ``low_typical_high``."""
    routes = [(_ROUTES, (f"{stem}_low", f"{stem}_typical", f"{stem}_high")) for stem in ("rate", "handling")]
    ranges = [(_PRICES, _ENDS), *routes, (_CASES, ("capital_low", "capital", "capital_high"))]
    problems = []
    for name, (low, typical, high) in ranges:
        wrong = (pl.col(low) > pl.coalesce(typical, high)) | (pl.coalesce(typical, low) > pl.col(high))
        for line, *ends in _rows(tables, name).filter(wrong).select("line", low, typical, high).iter_rows():
            text = " / ".join("" if end is None else f"{end:g}" for end in ends)
            problems.append(_problem("low_typical_high", name, line, low, text))
    return problems


def check_siting_units(tables: Tables) -> list[Problem]:
    """Prices in a unit that does not measure their item, and cases in one that does not measure their product:
    ``siting_unit``; prices of no product where the item is one of products: ``siting_product``."""
    units = dict(tables["products"].select("id", "unit").iter_rows())
    return [*_find_price_units(tables, units), *_find_case_units(tables, units)]


def _find_price_units(tables: Tables, units: dict[str, str]) -> list[Problem]:
    problems = []
    for row in _rows(tables, _PRICES).iter_rows(named=True):
        item = ITEMS.get(row["item"])
        if item is None:
            continue
        if item.of_product and row["product"] is None:
            problems.append(_problem("siting_product", _PRICES, row["line"], "product", row["item"]))
            continue
        wished = item.unit or f"CNY/{units.get(row['product']) or ''}"
        if not _measures(
            tables, row["unit"], wished, of_product=item.of_product, product_unit=units.get(row["product"])
        ):
            problems.append(_problem("siting_unit", _PRICES, row["line"], "unit", row["unit"], wanted=wished))
    return problems


def _find_case_units(tables: Tables, units: dict[str, str]) -> list[Problem]:
    problems = []
    for row in _rows(tables, _CASES).iter_rows(named=True):
        found, target = (tables.units.read(text or "") for text in (row["unit"], units.get(row["product"])))
        if row["unit"] and (found is None or target is None or found.dimension != target.dimension):
            wished = units.get(row["product"]) or ""
            problems.append(_problem("siting_unit", _CASES, row["line"], "unit", row["unit"], wanted=wished))
    return problems


def _measures(tables: Tables, text: str | None, wished: str, *, of_product: bool, product_unit: str | None) -> bool:
    if not text:
        return True  # a required field that is blank is a finding of its own
    if of_product:
        return compute_price_factor(tables, text, product_unit) is not None
    return text == wished if wished == "%" else compute_rate_factor(tables.units, text, wished) is not None


def check_siting_hours(tables: Tables) -> list[Problem]:
    """Hours of an item and year that are not those of a year: ``siting_hours``; told where the first of them stands."""
    keys = ["siting_place", "item", "product", "supply", "year"]
    rows = _rows(tables, _PRICES).filter(pl.col("hours").is_not_null())
    year = pl.col("period").str.slice(0, 4).alias("year")
    sums = (
        rows.with_columns(year).group_by(keys, maintain_order=True).agg(pl.col("line").first(), pl.col("hours").sum())
    )
    wrong = sums.filter((pl.col("hours") - HOURS_A_YEAR).abs() > _HOURS_OFF)
    return [
        _problem("siting_hours", _PRICES, line, "hours", f"{hours:g}", item=item, year=of_year)
        for line, hours, item, of_year in wrong.select("line", "hours", "item", "year").iter_rows()
    ]


def check_siting_repeats(tables: Tables) -> list[Problem]:
    """Prices of one place, item and period that stand twice without hours: ``siting_price_twice``."""
    keys = ["siting_place", "item", "product", "supply", "period"]
    rows = _rows(tables, _PRICES).filter(pl.col("hours").is_null())
    repeated = rows.filter(pl.struct(keys).is_duplicated() & ~pl.struct(keys).is_first_distinct())
    return [
        _problem("siting_price_twice", _PRICES, line, "period", period)
        for line, period in repeated.select("line", "period").iter_rows()
    ]


def check_market_weights(tables: Tables) -> list[Problem]:
    """Markets of a product whose shares are not a whole: ``siting_weights``."""
    sums = (
        _rows(tables, _MARKETS)
        .group_by("product", maintain_order=True)
        .agg(pl.col("line").first(), pl.col("weight").sum())
    )
    wrong = sums.filter((pl.col("weight") - _WHOLE).abs() > _WEIGHT_OFF)
    return [
        _problem("siting_weights", _MARKETS, line, "weight", f"{weight:g}", product=product)
        for line, weight, product in wrong.select("line", "weight", "product").iter_rows()
    ]


def check_siting_ramps(tables: Tables) -> list[Problem]:
    """Ramps that are no list of loads from 0 to 100: ``siting_ramp``."""
    rows = tables[_CASES].with_row_index("line").drop_nulls("ramp")
    return [
        _problem("siting_ramp", _CASES, line, "ramp", text)
        for line, text in rows.select("line", "ramp").iter_rows()
        if not _are_loads(unicodedata.normalize("NFKC", text).split(";"))
    ]


def _are_loads(parts: Iterable[str]) -> bool:
    try:
        return all(0 <= float(part) <= _WHOLE for part in parts)
    except ValueError:
        return False


def _rows(tables: Tables, name: str) -> pl.DataFrame:
    return tables.numbers(name).with_row_index("line")


def _problem(code: str, table: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, table, f"{table}.csv", line + 2, column, value or "", slots)
