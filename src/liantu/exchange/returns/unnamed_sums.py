"""Rows that are called like a firm and add up all others of their sheet: 云溪区 above its firms."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from liantu.exchange.reading.return_words import IDENTITY_WORDS
from liantu.exchange.returns.returns_sheet import ReturnsSheet
from liantu.model.problems import Problem

#: Of two firms each adds up all others; in one column a firm may by chance.
_ROWS, _COLUMNS = 3, 2
#: What floating point leaves of equal sums.
_SLACK = 1e-9


def note_unnamed_sums(sheet: ReturnsSheet) -> Iterator[Problem]:
    """A warning for each row whose every figure is the sum of the other rows of its year: ``adds_the_others``."""
    figures = [name for name in sheet.columns if name not in IDENTITY_WORDS]
    rows = sheet.returns.with_columns(sheet.rows.alias("row"))
    if len(figures) < _COLUMNS or rows.height < _ROWS:
        return
    year = pl.col("year")
    others = [(pl.col(name).sum() - pl.col(name)).over(year) for name in figures]
    equal = [
        ((pl.col(name) - added).abs() <= pl.col(name).abs() * _SLACK) & (pl.col(name) != 0)
        for name, added in zip(figures, others, strict=True)
    ]
    found = rows.filter(
        pl.len().over(year) >= _ROWS,
        pl.all_horizontal(same.fill_null(True) for same in equal),
        pl.sum_horizontal(same.fill_null(False) for same in equal) >= _COLUMNS,
    )
    for firm, row in found.select("firm", "row").iter_rows():
        yield sheet.place_firm("adds_the_others", row, firm)
