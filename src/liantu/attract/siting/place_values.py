"""Present values of places beside each other, and the cash of each by year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.attract.siting.comparison import HOME, OTHER, select_common
from liantu.attract.siting.present_value import gather_cash_terms, list_cash
from liantu.attract.siting.site_case import YearParameters
from liantu.attract.siting.terms import SALE, TaxRules


def compare_values(
    terms: pl.DataFrame,
    parameters: YearParameters,
    rules: TaxRules,
    home: str,
    others: pl.Series,
    months: Mapping[str, float | None],
) -> pl.DataFrame:
    """Net present value of the first place and of each other one over what both know: siting_place, home_value, value,
    value_difference (the first less the other: positive, the first is better), has_price (without a price of the
    product the values are of costs alone, before income tax), months_counted (whether months to production are known of
    both; else both are taken to begin at once). CNY; null where nothing is known of both."""
    rows = []
    for other in others:
        common, both = select_common(terms, home, other), months.get(home) is not None and months.get(other) is not None
        values = []
        for side, place in ((HOME, home), (OTHER, other)):
            sale = terms.filter(pl.col("siting_place") == place, pl.col("item") == SALE)
            found = pl.concat([common.filter(pl.col("side") == side).select(terms.columns), sale])
            delay = (months.get(place) or 0.0) if both else 0.0
            values.append(_sum_present(found, parameters, rules, place, delay) if common.height else None)
        first, second = values
        difference = None if first is None or second is None else first - second
        rows.append((other, first, second, difference, _has_price(terms, (home, other)), both))
    numbers = dict.fromkeys(("home_value", "value", "value_difference"), pl.Float64)
    flags = dict.fromkeys(("has_price", "months_counted"), pl.Boolean)
    return pl.DataFrame(rows, schema={"siting_place": pl.String, **numbers, **flags}, orient="row")


def list_place_cash(
    terms: pl.DataFrame, parameters: YearParameters, rules: TaxRules, places: pl.DataFrame
) -> pl.DataFrame:
    """Cash by year of each place over what is known of it: siting_place and the columns of ``list_cash``."""
    frames = [
        _list_years(terms.filter(pl.col("siting_place") == name), parameters, rules, name, months or 0.0).select(
            pl.lit(name).alias("siting_place"), pl.all()
        )
        for name, months in places.select("siting_place", "months").iter_rows()
    ]
    return pl.concat(frames)


def _sum_present(terms: pl.DataFrame, parameters: YearParameters, rules: TaxRules, place: str, months: float) -> float:
    return float(_list_years(terms, parameters, rules, place, months)["present"].sum())


def _list_years(
    terms: pl.DataFrame, parameters: YearParameters, rules: TaxRules, place: str, months: float
) -> pl.DataFrame:
    cash, write_off = gather_cash_terms(terms), dict(rules.write_off_years)
    return list_cash(cash, parameters, months, rules.income_tax[place], write_off, rules.loss_years)


def _has_price(terms: pl.DataFrame, places: tuple[str, str]) -> bool:
    sales = terms.filter(pl.col("siting_place").is_in(places), pl.col("item") == SALE)["amount"]
    return sales.len() > 0 and sales.null_count() == 0
