"""Figures that no firm has and no sum survives: not a number, infinite, too large or too small."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from liantu.model.problems import Problem
from liantu.model.units import LARGEST


def beyond(returns: pl.DataFrame, fields: Iterable[str]) -> list[Problem]:
    """A problem for each such figure, with its firm and field. ``returns``: firm, and a Float64 column a field."""
    names = [name for name in fields if name in returns.columns]
    odd = {name: ~_usable(pl.col(name).cast(pl.Float64)).fill_null(True) for name in names}
    if not names or not returns.select(pl.any_horizontal(one.any() for one in odd.values())).item():
        return []
    rows = ((name, returns.filter(one).select("firm", name).iter_rows()) for name, one in odd.items())
    return [
        Problem("number_size", file=str(firm), column=name, value=str(value))
        for name, own in rows
        for firm, value in own
    ]


def _usable(value: pl.Expr) -> pl.Expr:
    size = value.abs()
    return value.is_finite() & (size <= LARGEST) & ((size >= 1 / LARGEST) | (size == 0))
