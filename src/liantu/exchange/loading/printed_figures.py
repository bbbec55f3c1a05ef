"""A table of figures as an office prints it: indicators down the side, months or so far across, notes below.

Each time and way of counting (this month, the year so far, each printed period) becomes a sheet of observations of its
own, whose rows keep their place in the printed one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from liantu.exchange.loading.lines_beside import spread_lines_beside, take_line_beside
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.months_of_two import check_months_of_two
from liantu.exchange.loading.printed_headings import FigureGroup, PrintedHeading, read_printed_heading
from liantu.exchange.loading.printed_sheets import TABLE, PrintedLine, is_said, make_figure_sheet
from liantu.exchange.loading.sheet_body import FOOT_LINES
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.exchange.reading.figure_lines import is_numbered, is_part, read_line_name
from liantu.exchange.reading.heading_words import read_unit_line
from liantu.exchange.reading.place_words import reads_as_place
from liantu.model.problems import Problem
from liantu.model.units import Units

#: Tables after which a printed one may be called: 主要指标, 指标统计.
FIGURE_TITLES = ("observations", "indicators")


def read_printed_figures(grid: SheetGrid, file: str, units: Units) -> list[TableSheet]:
    """The sheets of observations of a printed table; none of another sheet."""
    rows = spread_merged_cells(grid)
    heading = read_printed_heading(rows, grid.title)
    if heading is None:
        return []
    empty = TableSheet(file, grid.title, TABLE)
    if heading.undated:
        problem = Problem("printed_without_period", TABLE, value=", ".join(heading.undated))
        return [replace(empty, problems=(place_problem(problem, file, grid.title),))]
    notes = [
        place_problem(Problem("printed_column_left", TABLE, value=text), file, grid.title, f"{column_letters(column)}1")
        for column, text in heading.left_out
    ]
    stated = _read_level_units(heading, units)
    common = read_common_unit(rows[: heading.bottom + 1]) or next(iter(stated.values()), None)
    groups = [_name_units(group, stated) if len({*stated.values(), common}) > 1 else group for group in heading.groups]
    lines = read_lines(grid, heading, units, common, empty, notes)
    cells = [(line.row, line.cells) for line in lines]
    if problems := check_months_of_two(heading.months_of_two, heading.texts, cells, empty):
        return [replace(empty, problems=problems)]
    sheets = [
        make_figure_sheet(group, stated_lines, heading, empty)
        for group, stated_lines in spread_lines_beside(groups, lines, empty, notes)
    ]
    found = [sheet for sheet in sheets if sheet.frame.height]
    return [replace(found[0], notes=(*notes, *found[0].notes)), *found[1:]] if found else []


def read_lines(
    grid: SheetGrid, heading: PrintedHeading, units: Units, common: str | None, sheet: TableSheet, notes: list[Problem]
) -> list[PrintedLine]:
    """The lines below the heading; what is only a note is told. A part belongs to the line above that is none, and a
    line that says growth, base or share alone to the line above it."""
    lines: list[PrintedLine] = []
    whole: PrintedLine | None = None
    counted = False
    below = grid.cells.slice(heading.bottom + 1)
    for cells, number in zip(below.rows(), grid.numbers.slice(heading.bottom + 1), strict=True):
        text = cells[heading.indicator]
        if foot := find_foot(cells):
            notes.append(sheet.locate(Problem("foot_line", TABLE, value=foot), "", number))
        if foot or not text:
            continue
        name, unit = _read_name(cells, heading, units)
        if take_line_beside(lines, PrintedLine(number, name, None, unit, None, cells), sheet, notes):
            continue
        if whole is not None and (is_part(text) or _goes_on(lines[-1].part, name, text, counted=counted)):
            lines.append(PrintedLine(number, whole.indicator, name, unit or whole.unit, whole.row, cells))
            continue
        counted = is_numbered(text)
        whole = PrintedLine(number, name, None, unit or common, None, cells)
        lines.append(whole)
    return lines


def _goes_on(part: str | None, name: str, text: str, *, counted: bool) -> bool:
    """Whether a line is one more part, after a part: 其中 stands before the first alone; where indicators are numbered,
    those without are parts too, and a place after a place."""
    if part is None or is_numbered(text):
        return False
    return counted or (reads_as_place(part) and reads_as_place(name))


def find_foot(cells: tuple[str | None, ...]) -> str | None:
    """The first words of a line that is only a note."""
    first = next((cell for cell in cells if cell), "")
    return first if re.match(FOOT_LINES, unicodedata.normalize("NFKC", first).lower()) else None


def _read_name(cells: tuple[str | None, ...], heading: PrintedHeading, units: Units) -> tuple[str, str | None]:
    """The name of a line, and its unit: of its column, else in brackets behind the name."""
    name, unit = read_line_name(cells[heading.indicator] or "", units)
    column = cells[heading.unit] if heading.unit is not None else None
    return name, column if is_said(column) else unit


def _read_level_units(heading: PrintedHeading, units: Units) -> dict[int, str]:
    """The units that headings over levels name in brackets, by column: 绝对额（亿元）."""
    levels = {
        column for group in heading.groups for field in ("value", "prior_value") if (column := group.columns.get(field))
    }
    stated = {column: read_line_name(heading.texts[column], units)[1] for column in sorted(levels)}
    return {column: unit for column, unit in stated.items() if unit}


def _name_units(group: FigureGroup, units: dict[int, str]) -> FigureGroup:
    """A time with the units that its columns state."""
    return replace(group, units={field: units[column] for field, column in group.columns.items() if column in units})


def read_common_unit(rows: list[list[str]]) -> str | None:
    """The one unit that a line above the heading states for the table: 单位：亿元."""
    stated = [line for row in rows for cell in row if cell and (line := read_unit_line(cell)) is not None]
    levels = [unit for unit in stated[0][1] if unicodedata.normalize("NFKC", unit) != "%"] if stated else []
    return levels[0] if len(levels) == 1 else None
