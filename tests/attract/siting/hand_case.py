"""A small case whose every figure is worked out by hand: 1,000 t of goods from ore, in a near and in a far place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from liantu.attract.siting.freight import list_routes
from liantu.attract.siting.income_tax import IncomeTax
from liantu.attract.siting.needs import list_needs
from liantu.attract.siting.place_prices import list_place_prices
from liantu.attract.siting.site_case import SiteCase, YearParameters
from liantu.attract.siting.terms import SitingPrices, TaxRules, build_terms
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

Rows = list[dict[str, str | None]]
NEAR, FAR = "near", "far"
DAY = date(2023, 12, 31)
PARAMETERS = YearParameters(discount_rate=0.1, years=10, ramp=(0.5, 1.0), closing_cost=400_000.0)
CASE = SiteCase(
    "goods-1kt",
    "goods",
    "GOODS-ORE",
    1000.0,
    {"demand": 500.0, "land": 10.0, "building": 3000.0, "jobs": 50.0, "sewage": 0.0, "capital": 10_000_000.0},
    PARAMETERS,
)


def flat_tax(rate: float) -> IncomeTax:
    """One rate for all years."""
    return IncomeTax(DAY, ((DAY, rate),))


RULES = TaxRules(
    surcharges={NEAR: 0.12, FAR: 0.10},
    land_years=50.0,
    income_tax={NEAR: flat_tax(0.25), FAR: flat_tax(0.15)},
    write_off_years={"land": 50.0, "building": 20.0, "capital": 10.0},
    loss_years=5,
)
RATES = {
    **dict.fromkeys(("power", "power_purchase", "power_demand", "capital"), 0.13),
    **dict.fromkeys(("gas", "building", "inbound_freight", "outbound_freight"), 0.09),
    **dict.fromkeys(("sewage", "inbound_handling", "outbound_handling"), 0.06),
}
#: Of one tonne: 2 t of ore, 100 kWh.
COEFFICIENTS = pl.DataFrame(
    [("GOODS-ORE", "ore", "input", 1.9, 2.0, 2.2), ("GOODS-ORE", "elec", "utility", 80.0, 100.0, 130.0)],
    schema=["process", "product", "role", "low", "typical", "high"],
    orient="row",
)
#: Place, item, product, supply, hours, typical, unit, tax.
_PRICES: tuple[tuple[str | None, ...], ...] = (
    (NEAR, "material", "ore", "local", None, "113", "元/t", "incl"),
    (FAR, "material", "ore", "bought", None, "113", "元/t", "incl"),
    (NEAR, "power", None, None, "2920", "1.13", "元/kWh", "incl"),
    (NEAR, "power", None, None, "2920", "0.565", "元/kWh", "incl"),
    (NEAR, "power", None, None, "2920", "0.226", "元/kWh", "incl"),
    (FAR, "power", None, None, None, "0.678", "元/kWh", "incl"),
    (NEAR, "power_demand", None, None, None, "33.9", "元/kW/月", "incl"),
    (FAR, "power_demand", None, None, None, "22.6", "元/kVA/月", "incl"),
    (NEAR, "land", None, None, None, "15", "万元/亩", "excl"),
    (FAR, "land", None, None, None, "10", "万元/亩", "excl"),
    (NEAR, "land_use_tax", None, None, None, "6", "元/m2/年", "excl"),
    (FAR, "land_use_tax", None, None, None, "3", "元/m2/年", "excl"),
    (NEAR, "building", None, None, None, "2180", "元/m2", "incl"),
    (FAR, "building", None, None, None, "1635", "元/m2", "incl"),
    (NEAR, "wage", None, None, None, "6", "万元/人/年", "excl"),
    (FAR, "wage", None, None, None, "5", "万元/人/年", "excl"),
    (NEAR, "social", None, None, None, "25", "%", "excl"),
    (FAR, "social", None, None, None, "25", "%", "excl"),
    (NEAR, "sewage", None, None, None, "2", "元/t", "excl"),
    (FAR, "sewage", None, None, None, "2", "元/t", "excl"),
    (None, "sale", "goods", None, None, "11300", "元/t", "incl"),
)
#: Place, direction, market, km, rate, handling.
_ROUTES: tuple[tuple[str | None, ...], ...] = (
    (FAR, "inbound", None, "200", "0.545", "10.6"),
    (NEAR, "outbound", "city", "100", "0.545", "21.2"),
    (FAR, "outbound", "city", "400", "0.545", "21.2"),
)


def list_prices(without: str = "", **changed: str | None) -> Rows:
    """The price rows, without those of an item in a place (``far.ore``) and with other figures by id."""
    names = ("siting_place", "item", "product", "supply", "hours", "typical", "unit", "tax")
    rows = [
        {"id": f"{row[0]}.{row[2] or row[1]}.{number}", "period": "2023", **dict(zip(names, row, strict=True))}
        for number, row in enumerate(_PRICES)
    ]
    for row in rows:
        row["low"] = row["high"] = row["typical"]
        stem = str(row["id"]).rpartition(".")[0].replace(".", "_")
        if stem in changed:
            row["low"] = row["typical"] = row["high"] = changed[stem]
    return [row for row in rows if not without or not str(row["id"]).startswith(without)]


def list_legs() -> Rows:
    """The legs of freight."""
    names = ("siting_place", "direction", "market", "distance", "rate_typical", "handling_typical")
    return [
        {"id": f"r{number}", "period": "2023", "tax": "incl", "mode": "road", **dict(zip(names, row, strict=True))}
        for number, row in enumerate(_ROUTES)
    ]


def make_tables(prices: Rows | None = None, legs: Rows | None = None) -> Tables:
    """The library with two products of its own, and the prices and legs of the case."""
    library = load_library()
    own: Rows = [{"id": "goods", "zh": "goods", "unit": "t"}, {"id": "ore", "zh": "ore", "unit": "t"}]
    return library.replace(
        products=pl.concat([library["products"], make_frame("products", own)]),
        place_prices=make_frame("place_prices", list_prices() if prices is None else prices),
        freight_routes=make_frame("freight_routes", list_legs() if legs is None else legs),
    )


def make_frame(table: str, rows: Rows) -> pl.DataFrame:
    """Rows as a table."""
    keys = dict.fromkeys(key for row in rows for key in row)
    return conform_frame(table, pl.DataFrame(rows, schema=dict.fromkeys(keys, pl.String)))


def account(
    prices: Rows | None = None,
    legs: Rows | None = None,
    case: SiteCase = CASE,
    markets: pl.DataFrame | None = None,
    coefficients: pl.DataFrame = COEFFICIENTS,
) -> pl.DataFrame:
    """The terms of the case in both places."""
    tables = make_tables(prices, legs)
    goods = pl.DataFrame({"product": ["goods", "ore"], "vat": [0.13, 0.13]})
    stated = list_place_prices(tables, DAY, RATES, goods)
    market = stated.filter(pl.col("item") == "nothing").select(
        *("product", "row", "price_low", "price", "price_high", "vat", "tax", "period", "spec", "source")
    )
    sold = pl.DataFrame({"id": ["city"], "weight": [100.0]}) if markets is None else markets
    weights: Mapping[str, float] = {"goods": 1.0, "ore": 1.0}
    matched = SitingPrices(stated, market, list_routes(tables, DAY, RATES), sold, weights)
    units = pl.DataFrame({"product": ["goods", "ore", "elec"], "unit": ["t", "t", "kWh"]})
    return build_terms(case, list_needs(case, coefficients, units), matched, RULES, pl.Series([NEAR, FAR]))


def scaled(factor: float) -> SiteCase:
    """The case at another scale, with all that it needs."""
    site = {name: None if value is None else value * factor for name, value in CASE.site.items()}
    return replace(CASE, amount=CASE.amount * factor, site=site)
