"""A sheet that is none of our tables: which it most resembles, and what it lacks to be that one."""

from __future__ import annotations

from dataclasses import replace

from liantu.exchange.loading.field_match import find_titled_table
from liantu.exchange.loading.heading_match import list_headed_fields, list_lacking_fields
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.exchange.reading.return_words import find_items
from liantu.model import schema
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import BilingualText, Problem, join_texts
from liantu.model.schema import Table

_RETURNS = "returns"


def describe_unknown_sheet(grid: SheetGrid, sheet: TableSheet) -> TableSheet:
    """The sheet with what is said of it: refused when it looks like a table, else left out with a note.

    One that is called after a table, whose headings are mostly those of a single table, or that has a column an item
    of returns, is told which columns it lacks.
    """
    if grid.hidden or grid.cells.height < 2 or grid.cells.width < 2:
        return leave_sheet(sheet)
    if table := find_titled_table(grid):
        lacking = list_lacking_fields(grid, table)
        found = [Problem("missing_column", table.name, value=label) for label in lacking]
    elif wide := find_items_as_columns(grid, sheet):
        found = [wide]
    elif table := _find_nearest_table(grid):
        found = [_lacks(grid, table, "sheet_lacks_columns")]
    else:
        slots = {"nearest": suggest_nearest(grid.title, [table.zh for table in schema.read_tables().values()])}
        found = [Problem("unknown_sheet", value=grid.title, slots=slots)]
    return replace(sheet, problems=tuple(problem if problem.file else _place(problem, sheet) for problem in found))


def leave_sheet(sheet: TableSheet) -> TableSheet:
    """The sheet with the note that it is not read."""
    return replace(sheet, notes=(_place(Problem("sheet_left_out", value=sheet.title), sheet),))


def _lacks(grid: SheetGrid, table: Table, code: str, **slots: str) -> Problem:
    lacking = join_texts(list_lacking_fields(grid, table))
    label = BilingualText(table.zh, table.en)
    return Problem(code, table.name, value=grid.title, slots={"label": label, "lacking": lacking, **slots})


def find_items_as_columns(grid: SheetGrid, sheet: TableSheet) -> Problem | None:
    """What is said of a sheet of firms that has a column of its own for items of returns; None of another."""
    items = [BilingualText(zh, en) for _, zh, en, _ in find_items(spread_merged_cells(grid))]
    if not items:
        return None
    return _place(_lacks(grid, schema.read_tables()[_RETURNS], "items_as_columns", items=join_texts(items)), sheet)


def _find_nearest_table(grid: SheetGrid) -> Table | None:
    """The one table of which the sheet has most fields, two at least; none where several have as many."""
    counts = {name: len(list_headed_fields(grid, table)) for name, table in schema.read_tables().items()}
    largest = max(counts.values())
    nearest = [name for name, count in counts.items() if count == largest]
    return schema.read_tables()[nearest[0]] if largest > 1 and len(nearest) == 1 else None


def _place(problem: Problem, sheet: TableSheet) -> Problem:
    return place_problem(problem, sheet.file, sheet.title)
