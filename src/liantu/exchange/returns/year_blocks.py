"""Years that stand above the columns they are of: 2023年 | 2022年, each over its own figures."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

import polars as pl

from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.reading.written_dates import read_period

_YEAR = re.compile(r"\d{4}")


def split_year_blocks(grid: SheetGrid, head_row: int, measured: Collection[int], year_heading: str) -> list[SheetGrid]:
    """A sheet for each year above the headings, with a column of that year behind the others; the sheet itself when
    no year stands there. ``measured`` are the columns of figures; blanks right of a year are of it."""
    years = _find_years(grid, head_row, measured)
    if not years:
        return [grid]
    return [_keep_year(grid, head_row, years, year, year_heading) for year in dict.fromkeys(years.values())]


def _find_years(grid: SheetGrid, head_row: int, measured: Collection[int]) -> dict[int, str]:
    """The year of each column of figures; nothing where one of them has none."""
    if not head_row:
        return {}
    above = spread_merged_cells(grid)[head_row - 1]
    found: dict[int, str] = {}
    year = ""
    for column, cell in enumerate(above):
        if cell:
            period = read_period(cell) or ""
            year = period if _YEAR.fullmatch(period) else ""
        if year and column in measured:
            found[column] = year
    return found if set(found) == set(measured) else {}


def _keep_year(grid: SheetGrid, head_row: int, years: dict[int, str], year: str, year_heading: str) -> SheetGrid:
    below = pl.int_range(pl.len())
    columns = [
        pl.when(below != head_row - 1).then(pl.col(str(column))).alias(str(column))
        if of_column == year
        else pl.lit(None, pl.String).alias(str(column))
        for column, of_column in years.items()
    ]
    added = pl.when(below == head_row).then(pl.lit(year_heading)).when(below > head_row).then(pl.lit(year))
    return replace(grid, cells=grid.cells.with_columns(*columns, added.alias(str(grid.cells.width))))
