"""Which table a sheet is, and where its heading stands."""

from __future__ import annotations

from liantu.exchange.loading.field_match import find_titled_table, match_field
from liantu.exchange.loading.heading_columns import SheetHeading, read_heading_columns
from liantu.exchange.loading.heading_row import find_heading_row
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.model import schema
from liantu.model.problems import BilingualText
from liantu.model.schema import Table
from liantu.model.units import Units


def find_heading(grid: SheetGrid, file: str, units: Units) -> SheetHeading | None:
    """The heading of a sheet, or None when nothing in it looks like one of ours."""
    rows = spread_merged_cells(grid)
    named = find_titled_table(grid)
    tables = [named] if named else list(schema.read_tables().values())
    found = find_heading_row(rows, tables, 1.0 if named else 1.5)
    if found is None and not grid.table:
        found = find_heading_row(rows, list(schema.read_tables().values()), 2.0)
    if found is None and named:  # its title says what it is: the columns that are none of it are told one by one
        found = find_heading_row(rows, [named], 1.0 if grid.table else 2.0, mostly=False)
    if found is None:
        return None
    row, table = found
    return read_heading_columns(grid, file, rows, row, table, units)


def list_lacking_fields(grid: SheetGrid, table: Table) -> list[BilingualText]:
    """The labels of the required fields that no cell where headings stand is called after; all where none lacks."""
    found = list_headed_fields(grid, table)
    required = [field for field in table.fields if field.required]
    lacking = [field for field in required if field.name not in found] or required
    return [BilingualText(field.zh, field.en) for field in lacking]


def list_headed_fields(grid: SheetGrid, table: Table) -> set[str]:
    """The fields of a table that cells where headings stand are called after."""
    matches = [match_field(cell, table.name) for row in spread_merged_cells(grid) for cell in row if cell]
    return {match.field for match in matches if match and match.exact}
