"""Months that a cell holds and does not show: 2023.12 in a format of one decimal reads 2023.1."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.problems import Problem
from liantu.model.schema import Table


def find_rounded_periods(
    frame: pl.DataFrame, rows: pl.Series, grid: SheetGrid, table: Table, sheet: TableSheet
) -> list[Problem]:
    """Cells of periods whose number is shown with fewer decimals than it has: ``rounded_period``."""
    cells = set(grid.rounded)
    problems = []
    for name, column in sheet.columns.items() if cells else ():
        if name in frame.columns and table.field(name).type == "period":
            for text, row in zip(frame[name], rows, strict=True):
                if f"{column.letter}{row}" in cells:
                    problems.append(sheet.locate(Problem("rounded_period", sheet.table, value=text), name, row))
    return problems
