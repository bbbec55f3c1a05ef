"""What a workbook hides and is read all the same: sheets, rows (a filter's too) and columns; each is told."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.model.problems import Problem


def note_hidden_parts(grid: SheetGrid, rows: pl.Series, columns: dict[int, str]) -> list[Problem]:
    """Notes on the sheet, the ``rows`` that were read and the ``columns`` (heading by position) that nobody sees."""
    notes = []
    if grid.hidden:
        notes.append(Problem("hidden_sheet", value=grid.title))
    hidden = sorted(set(grid.hidden_rows) & set(rows)) if grid.hidden_rows else []
    if hidden:
        notes.append(Problem("hidden_rows", value=str(len(hidden)), slots={"first": str(hidden[0])}))
    for column in sorted(set(grid.hidden_columns) & set(columns)):
        notes.append(Problem("hidden_column", value=columns[column], slots={"letter": column_letters(column)}))
    return notes
