"""A table of a file with its headings, as text, and the row of the file that each row stands in."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.problems import Problem


@dataclass(frozen=True)
class FileTable:
    """Columns of text by their headings; ``rows`` counts as a spreadsheet does (the headings are row 1)."""

    file: str
    cells: pl.DataFrame
    rows: tuple[int, ...]

    def problem(self, code: str, row: int, column: str, value: str = "", **slots: str) -> Problem:
        """A problem of one cell; ``row`` counts the table's rows from 0."""
        return Problem(code, file=self.file, row=self.rows[row], column=column, value=value, slots=slots)

    def texts(self, column: str) -> list[str]:
        """A column without blanks around its texts; all blank when there is no such column."""
        if column not in self.cells.columns:
            return [""] * len(self.rows)
        return [(text or "").strip() for text in self.cells[column]]
