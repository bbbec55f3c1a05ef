"""Prices and values as they may leave: of a recalled price the low and the high end, never a typical figure."""

from __future__ import annotations

import polars as pl

from liantu.library.recalled_markets import power_at_or_below
from liantu.library.recalled_prices import RECALLED

#: How far a coefficient moves the value of a gap: in all, down and up.
EFFECTS = ("effect", "falls", "rises")

#: The number of digits of what rests on a recalled price among others.
_DIGITS = 1


def hide_recalled_prices(prices: pl.DataFrame) -> pl.DataFrame:
    """Prices (``grade``, ``typical``, maybe ``quoted_typical``) without the typical price of those that are recalled.

    >>> hide_recalled_prices(pl.DataFrame({"grade": ["B", "C"], "typical": [2.0, 3.0]}))["typical"].to_list()
    [2.0, None]
    """
    return _blank(prices, "grade", ("typical", "quoted_typical"))


def hide_recalled_values(links: pl.DataFrame) -> pl.DataFrame:
    """Links (``price_grade``, ``value_typical``) without the typical value of those whose price is recalled."""
    return _blank(links, "price_grade", ("value_typical",))


def hide_recalled_effects(rows: pl.DataFrame) -> pl.DataFrame:
    """Coefficients (``recalled``, EFFECTS in CNY) with a power of ten where they rest on a recalled price.

    >>> hide_recalled_effects(
    ...     pl.DataFrame({"recalled": [True, False], "effect": [2e7, 2e7], "falls": [3e6, 1.0], "rises": [0.0, 2.0]})
    ... ).rows()
    [(True, 10000000.0, 1000000.0, 0.0), (False, 20000000.0, 1.0, 2.0)]
    """
    shown = (pl.when("recalled").then(power_at_or_below(pl.col(n))).otherwise(n).alias(n) for n in EFFECTS)
    return rows.with_columns(shown)


def round_recalled(amount: str, recalled: str) -> pl.Expr:
    """An amount with one digit where the column ``recalled`` is true.

    >>> rows = pl.DataFrame({"effect": [1234.0, 4.2e9, 1234.0], "recalled": [True, True, False]})
    >>> rows.select(round_recalled("effect", "recalled"))["effect"].to_list()
    [1000.0, 4000000000.0, 1234.0]
    """
    digit = pl.col(amount).round_sig_figs(_DIGITS).round()  # one digit of a float may come out as 3.9999999999999995
    return pl.when(recalled).then(digit).otherwise(amount).alias(amount)


def _blank(rows: pl.DataFrame, grade: str, columns: tuple[str, ...]) -> pl.DataFrame:
    recalled = (pl.col(grade) == RECALLED).fill_null(value=False)
    hidden = [name for name in columns if name in rows.columns]
    return rows.with_columns(pl.when(~recalled).then(name).alias(name) for name in hidden)
