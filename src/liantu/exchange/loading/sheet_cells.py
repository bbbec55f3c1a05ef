"""The cells of one sheet as they are gathered, whatever the format: rows, and what is hidden, merged or reckoned."""

from __future__ import annotations

import re

import polars as pl

from liantu.exchange.loading.sheet_grid import MergedRange, SheetGrid, column_letters, grid_schema, rows_to_frame
from liantu.exchange.reading.number_formats import hides_month
from liantu.model.problems import Problem, Problems

#: Rows, columns and merged cells of one sheet.
ROWS, COLUMNS, MERGES = 500_000, 400, 50_000
#: How many digits of a number a spreadsheet keeps.
_DIGITS_STORED = 15
#: Rows that are gathered before they become a frame.
_BATCH = 10_000
#: How many cells of a kind are named one by one.
_NAMED = 1_000
_FORBIDDEN = re.compile(r"\b(?:WEBSERVICE|FILTERXML|CALL|REGISTER(?:\.ID)?|EXEC|DDE|RTD)\s*\(|\w\s*\|\s*'?[^|]*!", re.I)
_TEXTS = re.compile(r'"[^"]*"')
_FOREIGN = re.compile(r"\[\d+\]|\[[^\]]+\.xls|\['?(?:file|https?):", re.I)


class SheetCells:
    """Gathers the rows of one sheet; a reader of a format says what stands where."""

    def __init__(self, book: str, title: str) -> None:
        self.file, self.title = book, title
        self.frames: list[pl.DataFrame] = []
        self.batch: list[dict[int, str]] = []
        self.numbers: list[int] = []
        self.width = 0
        self.number = 0
        self.column = -1
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.long_numbers: list[str] = []
        self.rounded: list[str] = []
        self.merges: list[MergedRange] = []
        self.formulas = 0
        self.without_value: list[str] = []
        self.forbidden: list[str] = []
        self.foreign: list[str] = []

    def grid(self, hidden: bool) -> SheetGrid:
        """The sheet, once all has passed; ``hidden`` says whether it is."""
        self._flush()
        empty = pl.DataFrame(schema=grid_schema(self.width))
        return SheetGrid(
            self.title,
            pl.concat([empty, *self.frames], how="diagonal"),
            pl.Series("row", self.numbers, pl.Int64),
            hidden,
            tuple(self.hidden_rows),
            tuple(self.hidden_columns),
            tuple(self.merges),
            self.formulas,
            tuple(self.without_value),
            tuple(self.forbidden),
            tuple(self.foreign),
            tuple(self.long_numbers),
            tuple(self.rounded),
        )

    def add_row(self, row: dict[int, str], number: int, hidden: bool) -> None:
        """A row that holds something. Raises Problems for more rows than a sheet may have."""
        self.batch.append(row)
        self.numbers.append(number)
        if hidden:
            self.hidden_rows.append(number)
        if len(self.batch) >= _BATCH:
            self._flush()

    def add_merge(self, merge: MergedRange) -> None:
        """Cells merged into one. Raises Problems for too many."""
        self.merges.append(merge)
        if len(self.merges) > MERGES:
            self.refuse("too_many_merges", f"{MERGES:,}")

    def widen(self, column: int) -> None:
        """Make room for a column. Raises Problems for one too far right, ValueError for one that no sheet has."""
        if column < 0:
            raise ValueError(column)
        self.width = max(self.width, column + 1)
        if self.width > COLUMNS:
            self.refuse("too_wide", str(COLUMNS))

    def note_formula(self, text: str) -> None:
        """Count a formula of the cell at hand, and name what it may not do."""
        self.formulas += 1
        bare = _TEXTS.sub('""', text)
        if _FORBIDDEN.search(bare):
            self.name_cell(self.forbidden)
        if _FOREIGN.search(bare):
            self.name_cell(self.foreign)

    def note_long_number(self, number: str) -> None:
        """Name the cell at hand where its number has more whole digits than the fifteen a spreadsheet keeps."""
        if len(number) <= _DIGITS_STORED and "E" not in number and "e" not in number:
            return
        try:
            is_long = abs(float(number)) >= 10.0**_DIGITS_STORED
        except ValueError:
            return
        if is_long:
            self.name_cell(self.long_numbers)

    def note_hidden_month(self, text: str, places: int | None) -> None:
        """Name the cell at hand where its number may be a year and a month, and its format shows less of it."""
        if hides_month(text, places):
            self.name_cell(self.rounded)

    def name_cell(self, cells: list[str]) -> None:
        """Put the cell at hand on a list."""
        if len(cells) < _NAMED:
            cells.append(f"{column_letters(self.column)}{self.number}")

    def refuse(self, code: str, limit: str) -> None:
        """Raises Problems: the sheet has more of something than may be read."""
        raise Problems([Problem(code, file=f"{self.file}[{self.title}]", slots={"limit": limit})])

    def _flush(self) -> None:
        if len(self.numbers) > ROWS:
            self.refuse("too_many_rows", f"{ROWS:,}")
        if self.batch:
            self.frames.append(rows_to_frame(self.batch, self.width))
            self.batch = []
