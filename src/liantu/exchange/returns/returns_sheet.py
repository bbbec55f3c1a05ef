"""A sheet of yearly returns as it was read, and what may be wrong between the sheets of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import polars as pl

from liantu.exchange.reading.return_words import IDENTITY_WORDS
from liantu.exchange.returns.return_headings import FieldColumn
from liantu.model.names_alike import compact_name
from liantu.model.problems import Problem

#: Pairs of names.
Pairs = Set[frozenset[str]]


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


def check_sheets(sheets: Sequence[ReturnsSheet], distinct: Pairs) -> Iterator[Problem]:
    """What is wrong with the sheets of a file together; ``distinct`` are pairs of names that are two firms."""
    yield from _find_missing_years(sheets)
    yield from _find_duplicates(sheets)
    yield from _find_alike_names(sheets, distinct)


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


def _find_alike_names(sheets: Sequence[ReturnsSheet], distinct: Pairs) -> Iterator[Problem]:
    """Firms whose names are one to the eye: whether they are one firm, only the office can say, and says in pairs."""
    firsts = _list_firms(sheets).unique("firm", keep="first", maintain_order=True)
    firsts = firsts.with_columns(compact_name(pl.col("firm")).alias("compact"))
    alike = firsts.filter(pl.len().over("compact") > 1)
    earlier: dict[str, list[str]] = {}
    for firm, n, row, compact in alike.select("firm", "page", "row", "compact").iter_rows():
        others = earlier.setdefault(compact, [])
        same = next((other for other in others if frozenset((firm, other)) not in distinct), None)
        if same is not None:
            yield sheets[n].place_firm("names_alike", row, firm, first=same)
        others.append(firm)


def _list_firms(sheets: Sequence[ReturnsSheet]) -> pl.DataFrame:
    """Every row that names a firm: firm, year, page (which sheet), row."""
    return pl.concat(
        sheet.returns.select("firm", "year", pl.lit(n).alias("page"), sheet.rows.alias("row"))
        for n, sheet in enumerate(sheets)
    ).drop_nulls("firm")
