"""A table of figures by places as an office prints it: parks and towns on one side, indicators on the other.

A sheet of observations each indicator or place and time, whose rows name their place; the whole is the district itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from liantu.exchange.loading.lines_beside import spread_lines_beside
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.months_of_two import check_months_of_two, pair_months_of_two
from liantu.exchange.loading.place_table import PlaceTable, find_place_table, only_counts
from liantu.exchange.loading.printed_figures import find_foot, read_common_unit, read_lines
from liantu.exchange.loading.printed_headings import (
    FigureGroup,
    PrintedHeading,
    group_columns,
    read_title,
    take_times_before,
)
from liantu.exchange.loading.printed_sheets import TABLE, PrintedLine, make_figure_sheet
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet, place_problem
from liantu.exchange.reading.figure_headings import is_indicator_heading
from liantu.exchange.reading.figure_lines import read_line_name
from liantu.exchange.reading.place_figure_headings import PlaceColumn, read_title_name
from liantu.exchange.reading.place_words import is_place_heading, is_subtotal, reads_as_place
from liantu.model.problems import Problem
from liantu.model.units import Units

_NamedGroup = tuple[str, FigureGroup]
#: Units that are known, the one that the table states for all its levels, and the rows of its title.
_Known = tuple[Units, str | None, list[list[str]]]


def read_place_figures(grid: SheetGrid, file: str, units: Units) -> list[TableSheet]:
    """The sheets of observations of a printed table by places; none of another sheet."""
    rows = spread_merged_cells(grid)
    places_down = find_place_table(rows, units, is_place_heading)
    table = places_down or find_place_table(rows, units, is_indicator_heading)
    if table is None:
        return []
    title = [*rows[: table.first], [grid.title]]
    if not (_is_of_places(grid, table) if places_down else _has_places_across(table)):
        return []
    empty = TableSheet(file, grid.title, TABLE)
    figures = _choose_figures(table, places_down is not None)
    groups, undated = _group(figures, table, title)
    if undated and (groups or _says_growth(figures)):
        problem = Problem("printed_without_period", TABLE, value=", ".join(undated))
        return [replace(empty, problems=(place_problem(problem, file, grid.title),))]
    if problems := _check_months(grid, figures, table, title, empty):
        return [replace(empty, problems=problems)]
    notes = _note_columns_left(table, figures, empty)
    heading = PrintedHeading(table.bottom, table.side, table.unit, table.texts, (), (), ())
    known = (units, read_common_unit(rows[: table.bottom + 1]), title)
    read = _read_places_down if places_down else _read_places_across
    found = [sheet for sheet in read(grid, table, heading, groups, known, empty, notes) if sheet.frame.height]
    return [replace(found[0], notes=(*notes, *found[0].notes)), *found[1:]] if found else []


def _choose_figures(table: PlaceTable, places_down: bool) -> dict[int, PlaceColumn]:
    """The columns of figures; where places stand across, those of one place or of the whole."""
    return {
        column: found
        for column, found in table.columns.items()
        if found.figure is not None and (places_down or not found.name or _is_one_place(found.name))
    }


def _note_columns_left(table: PlaceTable, figures: dict[int, PlaceColumn], sheet: TableSheet) -> list[Problem]:
    """The columns that hold no figure that is read: ranks, targets, sums of some places."""
    return [
        place_problem(
            Problem("printed_column_left", TABLE, value=text), sheet.file, sheet.title, f"{column_letters(column)}1"
        )
        for column, text in table.texts.items()
        if column not in figures and column not in (table.side, table.unit) and not only_counts(text)
    ]


def _read_places_down(
    grid: SheetGrid,
    table: PlaceTable,
    heading: PrintedHeading,
    groups: list[_NamedGroup],
    known: _Known,
    empty: TableSheet,
    notes: list[Problem],
) -> Iterator[TableSheet]:
    """A sheet an indicator and time: its rows are the places."""
    units, common, title = known
    places = list(_list_places(grid, table, units, empty, notes))
    of_title = next((name for row in title for cell in row if cell and (name := read_title_name(cell, units))), "")
    for name, group in groups:
        stated = [unit for column in group.columns.values() if (unit := table.columns[column].unit) not in (None, "%")]
        stated += [
            found.unit for found in table.columns.values() if found.name == name and found.unit not in (None, "%")
        ]
        unit = next(iter(stated), common)
        if unit is None and "value" in group.columns:
            unit = table.columns[group.columns["value"]].unit
        lines = [
            PrintedLine(row, name or of_title, None, unit, None, cells, subject=place) for row, place, cells in places
        ]
        sheet = make_figure_sheet(group, lines, heading, empty)
        first = min(group.columns.values())
        named = SheetColumn("indicator", column_letters(first), table.texts[first])
        yield replace(sheet, columns={**sheet.columns, "indicator": named, "scope": replace(named, field="scope")})


def _read_places_across(
    grid: SheetGrid,
    table: PlaceTable,
    heading: PrintedHeading,
    groups: list[_NamedGroup],
    known: _Known,
    empty: TableSheet,
    notes: list[Problem],
) -> Iterator[TableSheet]:
    """A sheet a place and time: its rows are the indicators."""
    units, common, _title = known
    lines = read_lines(grid, heading, units, common, empty, notes)
    spread = (
        (name, group, stated)
        for name in dict.fromkeys(name for name, _group in groups)
        for group, stated in spread_lines_beside(
            [group for called, group in groups if called == name], lines, empty, notes
        )
    )
    for name, group, stated in spread:
        sheet = make_figure_sheet(group, [line._replace(subject=name) for line in stated], heading, empty)
        first = min(group.columns.values())
        named = SheetColumn("subject", column_letters(first), table.texts[first])
        yield replace(sheet, columns={**sheet.columns, "subject": named})


def _list_places(
    grid: SheetGrid, table: PlaceTable, units: Units, empty: TableSheet, notes: list[Problem]
) -> Iterator[tuple[int, str, tuple[str | None, ...]]]:
    """The rows below the heading that name a place: row of the sheet, name, cells. Sums of some places are left out."""
    below = grid.cells.slice(table.bottom + 1)
    for cells, number in zip(below.rows(), grid.numbers.slice(table.bottom + 1), strict=True):
        text = cells[table.side]
        if foot := find_foot(cells):
            notes.append(empty.locate(Problem("foot_line", TABLE, value=foot), "", number))
        elif text and is_subtotal(text):
            notes.append(empty.locate(Problem("totals_row", TABLE, value=text), "", number))
        elif text:
            yield number, read_line_name(text, units)[0], cells


def _is_of_places(grid: SheetGrid, table: PlaceTable) -> bool:
    """Whether a row below the heading names a place."""
    below = grid.cells.slice(table.bottom + 1)
    return any(text and reads_as_place(text) for text in below[:, table.side])


def _has_places_across(table: PlaceTable) -> bool:
    """Whether several columns name places."""
    return len({found.name for found in table.columns.values() if found.name and reads_as_place(found.name)}) > 1


def _is_one_place(name: str) -> bool:
    return reads_as_place(name) and not is_subtotal(name)


def _says_growth(figures: dict[int, PlaceColumn]) -> bool:
    return any(found.figure is not None and found.figure.names_growth_or_time for found in figures.values())


def _check_months(
    grid: SheetGrid, figures: dict[int, PlaceColumn], table: PlaceTable, title: list[list[str]], empty: TableSheet
) -> tuple[Problem, ...]:
    """Columns of this month in a table of January and February that are not what is so far, name by name."""
    below = grid.cells.slice(table.bottom + 1).rows()
    rows = [*zip(grid.numbers.slice(table.bottom + 1), below, strict=True)]
    pairs: dict[int, int | None] = {}
    for name in dict.fromkeys(found.name for found in figures.values()):
        of_name = {n: found.figure for n, found in figures.items() if found.name == name and found.figure is not None}
        pairs |= pair_months_of_two(take_times_before(of_name), read_title(title))
    return check_months_of_two(pairs, table.texts, rows, empty)


def _group(
    figures: dict[int, PlaceColumn], table: PlaceTable, title: list[list[str]]
) -> tuple[list[_NamedGroup], list[str]]:
    """The columns of each name and time, and the headings of which no time is known."""
    groups: list[_NamedGroup] = []
    undated: list[str] = []
    for name in dict.fromkeys(found.name for found in figures.values()):
        of_name = {n: found.figure for n, found in figures.items() if found.name == name and found.figure is not None}
        made, without = group_columns(of_name, table.texts, read_title(title))
        groups += [(name, group) for group in made]
        undated += without
    return groups, undated
