"""Long codes whose last digits a spreadsheet made zeros: it keeps fifteen, credit codes have eighteen."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.sheet_grid import SheetGrid, column_number
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.credit_codes import ROUNDED, SHORTENED, is_credit_code
from liantu.model.problems import Problem
from liantu.model.schema import Table

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def find_lost_digits(
    frame: pl.DataFrame, rows: pl.Series, grid: SheetGrid, table: Table, sheet: TableSheet
) -> list[Problem]:
    """Cells of text and references that hold a number of more digits than a spreadsheet keeps: ``digits_lost``.

    A credit code whose check digit is right has lost none, unless its cell holds a number.
    """
    problems = []
    numbers = {(column_number(cell.rstrip("0123456789")), int(cell.lstrip(_LETTERS))) for cell in grid.long_numbers}
    places = {column.field: column_number(column.letter) for column in sheet.columns.values()}
    for name in frame.columns:
        if table.field(name).type not in ("text", "reference"):
            continue
        cells = frame[name]
        stored = {row for column, row in numbers if column == places.get(name)}
        wrong = cells.str.contains(SHORTENED) | cells.str.contains(ROUNDED) | rows.is_in(list(stored))
        for index in wrong.fill_null(False).arg_true():
            if int(rows[index]) in stored or not is_credit_code(cells[index]):
                problems.append(
                    sheet.locate(Problem("digits_lost", sheet.table, value=cells[index]), name, int(rows[index]))
                )
    return problems
