"""How prices are used on a day: how old they may be, which tax is in them, and which rows came with the library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from liantu.library.policy import read_policy, read_policy_value
from liantu.library.recalled_prices import read_recalled_prices
from liantu.library.shipped_tables import load_library


@dataclass(frozen=True)
class TaxRates:
    """Value-added tax from a day on, as fractions; ``classes`` are beginnings of GB/T 4754 codes taxed less."""

    since: date
    standard: float
    reduced: float
    classes: tuple[str, ...] = ()
    reduced_products: tuple[str, ...] = ()
    standard_products: tuple[str, ...] = ()

    def rate_of_goods(self) -> pl.Expr:
        """The rate of each row by ``product`` and ``code`` (the GB/T 4754 codes of the product)."""
        listed = pl.col("product").is_in(self.reduced_products)
        of_class = pl.any_horizontal(pl.lit(value=False), *(pl.col("code").str.starts_with(c) for c in self.classes))
        reduced = (listed | of_class.fill_null(value=False)) & ~pl.col("product").is_in(self.standard_products)
        return pl.when(reduced).then(self.reduced).otherwise(self.standard)


@dataclass(frozen=True)
class PriceRules:
    """The rules by which a price is chosen.

    ``months`` is how far the middle of a price's period may lie before the date, ``fast_months`` the same of the
    products ``fast``. ``shipped`` are the sources that the library's own prices cite: rows of others come first.
    ``recalled`` are typical prices that order and do not leave, see ``read_recalled_prices``.
    """

    months: int
    fast_months: int
    fast: tuple[str, ...]
    taxes: Sequence[TaxRates]
    shipped: Collection[str] = ()
    recalled: pl.DataFrame | None = field(default=None, compare=False, repr=False)


def read_price_rules(day: date) -> PriceRules:
    """The rules in force on a day; the tax is that of the day of each price.

    >>> rules = read_price_rules(date(2023, 12, 31))
    >>> rules.months, rules.fast_months, rules.taxes[-1].standard
    (24, 12, 0.13)
    """
    age = read_policy_value("chain/price_age", day)
    taxes = tuple(_read_rates(since, value) for since, value in read_policy("chain/value_added_tax").values)
    shipped = frozenset(load_library()["prices"]["source"].drop_nulls())
    return PriceRules(age["months"], age["fast_months"], tuple(age["fast"]), taxes, shipped, read_recalled_prices())


def _read_rates(since: date, value: dict[str, object]) -> TaxRates:
    lists = {name: tuple(map(str, _as_list(value[name]))) for name in _LISTS}
    return TaxRates(since, float(str(value["standard"])) / 100, float(str(value["reduced"])) / 100, **lists)


_LISTS = ("classes", "reduced_products", "standard_products")


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
