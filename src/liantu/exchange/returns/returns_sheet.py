"""A sheet of yearly returns as it was read, and what may be wrong between the sheets of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from liantu.exchange.reading.return_words import IDENTITY_WORDS
from liantu.exchange.returns.return_headings import FieldColumn
from liantu.model.names_alike import compact_name
from liantu.model.problems import Problem


@dataclass(frozen=True)
class ReturnsSheet:
    """A sheet as it was read. ``place`` names it in messages, ``columns`` by field."""

    place: str
    title: str
    columns: dict[str, FieldColumn]
    rows: pl.Series
    returns: pl.DataFrame
    not_applicable: pl.DataFrame

    def place_firm(self, code: str, row: int, firm: str, **slots: str) -> Problem:
        """What is wrong with the firm of a row."""
        column = self.columns["firm"].heading
        return Problem(code, file=self.place, row=row, column=column, value=firm, slots=slots)


def check_sheets(sheets: Sequence[ReturnsSheet]) -> Iterator[Problem]:
    """What is wrong with the sheets of a file together."""
    yield from _find_missing_years(sheets)
    yield from _find_duplicates(sheets)
    yield from _find_alike_names(sheets)


def _find_missing_years(sheets: Sequence[ReturnsSheet]) -> Iterator[Problem]:
    """A sheet without years beside one that has them: its rows would be of no year."""
    lacking = [sheet for sheet in sheets if "year" not in sheet.columns]
    for sheet in lacking if len(lacking) < len(sheets) else ():
        yield Problem("missing_column", file=sheet.place, value="/".join(IDENTITY_WORDS["year"][:2]))


def _find_duplicates(sheets: Sequence[ReturnsSheet]) -> Iterator[Problem]:
    """A firm that stands twice in one year: each time after the first."""
    together = pl.len().over("firm", "year").alias("times"), pl.int_range(pl.len()).over("firm", "year").alias("nth")
    twice = _list_firms(sheets).with_columns(together).filter(pl.col("nth") > 0)
    for firm, n, row, times in twice.select("firm", "page", "row", "times").iter_rows():
        yield sheets[n].place_firm("duplicate_return", row, firm, times=str(times))


def _find_alike_names(sheets: Sequence[ReturnsSheet]) -> Iterator[Problem]:
    """Firms whose names are one to the eye: whether they are one firm, only the office can say."""
    firsts = _list_firms(sheets).unique("firm", keep="first", maintain_order=True)
    firsts = firsts.with_columns(compact_name(pl.col("firm")).alias("compact"))
    firsts = firsts.with_columns(pl.col("firm").first().over("compact").alias("first"))
    alike = firsts.filter(pl.col("firm") != pl.col("first"))
    for firm, n, row, first in alike.select("firm", "page", "row", "first").iter_rows():
        yield sheets[n].place_firm("names_alike", row, firm, first=first)


def _list_firms(sheets: Sequence[ReturnsSheet]) -> pl.DataFrame:
    """Every row that names a firm: firm, year, page (which sheet), row."""
    return pl.concat(
        sheet.returns.select("firm", "year", pl.lit(n).alias("page"), sheet.rows.alias("row"))
        for n, sheet in enumerate(sheets)
    ).drop_nulls("firm")
