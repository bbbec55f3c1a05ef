"""Formulas that nobody has computed: their cells look blank and are not."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.exchange.loading.sheet_grid import SheetGrid, column_number
from liantu.exchange.loading.table_sheet import SheetColumn
from liantu.model.problems import Problem


def find_uncomputed_formulas(
    grid: SheetGrid, place: str, columns: Mapping[int, SheetColumn], rows: pl.Series
) -> list[Problem]:
    """Cells of the rows and columns that were read whose formula has no saved result: ``formula_without_value``."""
    known = set(rows) if grid.without_value else set()
    found = []
    for cell in grid.without_value:
        letters, row = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        column = columns.get(column_number(letters))
        if column and row in known:
            found.append(Problem("formula_without_value", file=place, row=row, column=column.heading, value=cell))
    return found
