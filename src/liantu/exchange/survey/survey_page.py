"""A sheet of a survey workbook, by the row and column numbers that a spreadsheet shows; its cells as any file's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters


@dataclass(frozen=True)
class SurveyPage:
    """``cells`` are texts by row and column, both counted from 1; ``uncomputed`` cells have formulas without a
    value, ``rounded`` ones show fewer decimals than they hold."""

    title: str
    cells: Mapping[int, Mapping[int, str]]
    uncomputed: frozenset[str]
    rounded: frozenset[str]

    @classmethod
    def of_grid(cls, grid: SheetGrid) -> SurveyPage:
        """The sheet of a file that was read."""
        rows = zip(grid.numbers, grid.cells.iter_rows(), strict=True)
        cells = {number: {n: text for n, text in enumerate(row, 1) if text} for number, row in rows}
        return cls(grid.title, cells, frozenset(grid.without_value), frozenset(grid.rounded))

    def row(self, number: int) -> Mapping[int, str]:
        """The filled cells of a row."""
        return self.cells.get(number, {})

    def cell(self, number: int, column: int) -> str:
        """A cell as text; empty where nothing stands."""
        return self.row(number).get(column, "")

    def rows_from(self, first: int) -> Iterator[int]:
        """The numbers of the filled rows from one on."""
        return (number for number in self.cells if number >= first)

    def find_uncomputed(self, number: int, column: int) -> str:
        """The name of a cell whose formula nobody has computed; empty for any other."""
        cell = f"{column_letters(column - 1)}{number}"
        return cell if cell in self.uncomputed else ""

    def is_rounded(self, number: int, column: int) -> bool:
        """Whether a cell may hold a year and a month of which it shows less."""
        return f"{column_letters(column - 1)}{number}" in self.rounded
