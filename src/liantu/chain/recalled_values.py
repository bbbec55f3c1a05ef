"""Prices and values as they may leave: of a recalled price the low and the high end, never a typical figure."""

from __future__ import annotations

import polars as pl

from liantu.library.recalled_prices import RECALLED

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


def round_recalled(amount: str, recalled: str) -> pl.Expr:
    """An amount with one digit where the column ``recalled`` is true.

    >>> rows = pl.DataFrame({"effect": [1234.0, 1234.0], "recalled": [True, False]})
    >>> rows.select(round_recalled("effect", "recalled"))["effect"].to_list()
    [1000.0, 1234.0]
    """
    return pl.when(recalled).then(pl.col(amount).round_sig_figs(_DIGITS)).otherwise(amount).alias(amount)


def _blank(rows: pl.DataFrame, grade: str, columns: tuple[str, ...]) -> pl.DataFrame:
    recalled = (pl.col(grade) == RECALLED).fill_null(value=False)
    hidden = [name for name in columns if name in rows.columns]
    return rows.with_columns(pl.when(~recalled).then(name).alias(name) for name in hidden)
