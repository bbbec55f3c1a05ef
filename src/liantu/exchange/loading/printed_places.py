"""A table of figures by places as an office prints it: parks and towns on one side, indicators on the other.

A sheet of observations each indicator or place and time, whose rows name their place; the whole is the district itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.printed_figures import find_foot, read_common_unit, read_lines
from liantu.exchange.loading.printed_headings import FigureGroup, PrintedHeading, group_columns, read_title
from liantu.exchange.loading.printed_sheets import TABLE, PrintedLine, make_figure_sheet
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet, place_problem
from liantu.exchange.reading.figure_headings import is_indicator_heading, is_table_heading, is_unit_heading
from liantu.exchange.reading.figure_lines import read_line_name
from liantu.exchange.reading.heading_words import counts_rows, holds_remarks, read_unit_line
from liantu.exchange.reading.place_figure_headings import PlaceColumn, read_place_column, read_title_name
from liantu.exchange.reading.place_words import is_place_heading, is_subtotal, reads_as_place
from liantu.model.problems import Problem
from liantu.model.units import Units

#: How many rows a heading has at most.
_HEIGHT = 4


_NamedGroup = tuple[str, FigureGroup]
#: Units that are known, the one that the table states for all its levels, and the rows of its title.
_Known = tuple[Units, str | None, list[list[str]]]


class _PlaceTable(NamedTuple):
    """Where the heading stands, which column has the names of its rows, and what each column of figures says."""

    first: int
    bottom: int
    side: int
    unit: int | None
    texts: dict[int, str]
    columns: dict[int, PlaceColumn]


def read_place_figures(grid: SheetGrid, file: str, units: Units) -> list[TableSheet]:
    """The sheets of observations of a printed table by places; none of another sheet."""
    rows = spread_merged_cells(grid)
    places_down = _find_table(rows, units, is_place_heading)
    table = places_down or _find_table(rows, units, is_indicator_heading)
    if table is None:
        return []
    title = [*rows[: table.first], [grid.title]]
    if not (_is_of_places(grid, table) if places_down else _has_places_across(table)):
        return []
    empty = TableSheet(file, grid.title, TABLE)
    figures = {
        n: found
        for n, found in table.columns.items()
        if found.figure is not None and (places_down or not found.name or _is_one_place(found.name))
    }
    groups, undated = _group(figures, table, title)
    if undated and (groups or _says_growth(figures)):
        problem = Problem("printed_without_period", TABLE, value=", ".join(undated))
        return [replace(empty, problems=(place_problem(problem, file, grid.title),))]
    notes = [
        place_problem(Problem("printed_column_left", TABLE, value=text), file, grid.title, f"{column_letters(column)}1")
        for column, text in table.texts.items()
        if column not in figures and column not in (table.side, table.unit) and not _only_counts(text)
    ]
    heading = PrintedHeading(table.bottom, table.side, table.unit, table.texts, (), (), ())
    common = read_common_unit(rows[: table.bottom + 1])
    read = _read_places_down if places_down else _read_places_across
    sheets = list(read(grid, table, heading, groups, (units, common, title), empty, notes))
    found = [sheet for sheet in sheets if sheet.frame.height]
    return [replace(found[0], notes=(*notes, *found[0].notes)), *found[1:]] if found else []


def _read_places_down(
    grid: SheetGrid,
    table: _PlaceTable,
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
    table: _PlaceTable,
    heading: PrintedHeading,
    groups: list[_NamedGroup],
    known: _Known,
    empty: TableSheet,
    notes: list[Problem],
) -> Iterator[TableSheet]:
    """A sheet a place and time: its rows are the indicators."""
    units, common, _title = known
    lines = read_lines(grid, heading, units, common, empty, notes)
    for name, group in groups:
        sheet = make_figure_sheet(group, [line._replace(subject=name) for line in lines], heading, empty)
        first = min(group.columns.values())
        named = SheetColumn("subject", column_letters(first), table.texts[first])
        yield replace(sheet, columns={**sheet.columns, "subject": named})


def _list_places(
    grid: SheetGrid, table: _PlaceTable, units: Units, empty: TableSheet, notes: list[Problem]
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


def _find_table(rows: list[list[str]], units: Units, is_side: Callable[[str], bool]) -> _PlaceTable | None:
    """The heading whose first column, but for numbers of lines, names places or indicators; None without one."""
    top = next((number for number, row in enumerate(rows) if any(map(is_side, row))), None)
    if top is None or any(map(is_table_heading, rows[top])):
        return None
    side = next(column for column, cell in enumerate(rows[top]) if is_side(cell))
    if any(cell and not counts_rows(cell) for cell in rows[top][:side]):
        return None
    first = top - 1 if top and _groups_columns(rows[top - 1]) else top
    bottom = top
    while bottom + 1 < min(len(rows), top + _HEIGHT) and _goes_on(rows[bottom + 1], side, rows[top][side]):
        bottom += 1
    parts = _list_parts(rows[first : bottom + 1], side)
    texts = {column: " ".join(found) for column, found in parts.items() if found}
    unit = next((column for column, text in texts.items() if is_unit_heading(text)), None)
    others = [column for column in texts if column not in (side, unit) and not _only_counts(texts[column])]
    columns: dict[int, PlaceColumn] = {}
    for column in others:
        found = read_place_column(parts[column], units)
        before = columns.get(column - 1)
        if not found.name and before is not None and found.figure is not None:
            found = found._replace(name=before.name)
        columns[column] = found
    return _PlaceTable(first, bottom, side, unit, texts, columns)


def _goes_on(row: list[str], side: int, heading: str) -> bool:
    """Whether a row is still of the heading: it names neither a place nor an indicator, and holds something."""
    return row[side] in ("", heading) and any(row)


def _groups_columns(row: list[str]) -> bool:
    """Whether a row above has headings over several columns, as no title and no line of units does."""
    filled = {cell for cell in row if cell}
    return len(filled) > 1 and not any(read_unit_line(cell) for cell in filled)


def _list_parts(rows: list[list[str]], side: int) -> dict[int, list[str]]:
    """The heading of each column, a part a row; what stands over several columns stands over each."""
    found: dict[int, dict[str, None]] = {column: {} for column in range(len(rows[0]))}
    for number, row in enumerate(rows):
        above = ""
        for column, cell in enumerate(row):
            above = cell or (above if number < len(rows) - 1 and column > side else "")
            if above:
                found[column][above.strip()] = None
    return {column: [*parts] for column, parts in found.items()}


def _is_of_places(grid: SheetGrid, table: _PlaceTable) -> bool:
    """Whether a row below the heading names a place."""
    below = grid.cells.slice(table.bottom + 1)
    return any(text and reads_as_place(text) for text in below[:, table.side])


def _has_places_across(table: _PlaceTable) -> bool:
    """Whether several columns name places."""
    return len({found.name for found in table.columns.values() if found.name and reads_as_place(found.name)}) > 1


def _is_one_place(name: str) -> bool:
    return reads_as_place(name) and not is_subtotal(name)


def _says_growth(figures: dict[int, PlaceColumn]) -> bool:
    return any(found.figure is not None and found.figure.names_growth_or_time for found in figures.values())


def _only_counts(text: str) -> bool:
    return counts_rows(text) or holds_remarks(text)


def _group(
    figures: dict[int, PlaceColumn], table: _PlaceTable, title: list[list[str]]
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
