"""A table of figures as an office prints it: indicators down the side, months or so far across, notes below.

Each time and way of counting (this month, the year so far, each printed period) becomes a sheet of observations of its
own, whose rows keep their place in the printed one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from liantu.exchange.loading.cell_values import read_values
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.printed_headings import FigureGroup, PrintedHeading, read_printed_heading
from liantu.exchange.loading.sheet_body import FOOT_LINES
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet, place_problem
from liantu.exchange.reading.figure_lines import is_numbered, is_part, read_line_name
from liantu.exchange.reading.heading_words import read_unit_line
from liantu.exchange.reading.marks import is_missing
from liantu.exchange.reading.written_growth import read_growth
from liantu.model.problems import Problem
from liantu.model.units import Units

TABLE = "observations"
#: Tables after which a printed one may be called: 主要指标, 指标统计.
FIGURE_TITLES = ("observations", "indicators")


class _Line(NamedTuple):
    """A line of the printed table: row of the sheet, indicator, part, unit, row of its total, and its cells."""

    row: int
    indicator: str
    part: str | None
    unit: str | None
    total: int | None
    cells: tuple[str | None, ...]


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
    lines = _read_lines(grid, heading, units, _read_common_unit(rows[: heading.bottom + 1]), empty, notes)
    sheets = [_make_sheet(group, lines, heading, empty) for group in heading.groups]
    found = [sheet for sheet in sheets if sheet.frame.height]
    return [replace(found[0], notes=(*notes, *found[0].notes)), *found[1:]] if found else []


def _read_lines(
    grid: SheetGrid, heading: PrintedHeading, units: Units, common: str | None, sheet: TableSheet, notes: list[Problem]
) -> list[_Line]:
    """The lines below the heading; what is only a note is told. A part belongs to the line above that is none."""
    lines: list[_Line] = []
    whole: _Line | None = None
    counted = False
    below = grid.cells.slice(heading.bottom + 1)
    for cells, number in zip(below.rows(), grid.numbers.slice(heading.bottom + 1), strict=True):
        text = cells[heading.indicator]
        if foot := _find_foot(cells):
            notes.append(sheet.locate(Problem("foot_line", TABLE, value=foot), "", number))
        if foot or not text:
            continue
        # 其中 stands before the first part alone; where indicators are numbered, those without are parts too.
        goes_on = bool(lines) and lines[-1].part is not None and counted and not is_numbered(text)
        name, unit = _read_name(cells, heading, units)
        if whole is not None and (is_part(text) or goes_on):
            lines.append(_Line(number, whole.indicator, name, unit or whole.unit, whole.row, cells))
            continue
        counted = is_numbered(text)
        whole = _Line(number, name, None, unit or common, None, cells)
        lines.append(whole)
    return lines


def _find_foot(cells: tuple[str | None, ...]) -> str | None:
    """The first words of a line that is only a note."""
    first = next((cell for cell in cells if cell), "")
    return first if re.match(FOOT_LINES, unicodedata.normalize("NFKC", first).lower()) else None


def _read_name(cells: tuple[str | None, ...], heading: PrintedHeading, units: Units) -> tuple[str, str | None]:
    """The name of a line, and its unit: of its column, else in brackets behind the name."""
    name, unit = read_line_name(cells[heading.indicator] or "", units)
    column = cells[heading.unit] if heading.unit is not None else None
    return name, column if _is_said(column) else unit


def _read_common_unit(rows: list[list[str]]) -> str | None:
    """The one unit that a line above the heading states for the table: 单位：亿元."""
    stated = [line for row in rows for cell in row if cell and (line := read_unit_line(cell)) is not None]
    return stated[0][1][0] if stated and len(stated[0][1]) == 1 else None


def _make_sheet(group: FigureGroup, lines: list[_Line], heading: PrintedHeading, empty: TableSheet) -> TableSheet:
    """The figures of one time as a sheet of observations, with the lines that say anything of it."""
    stated = [line for line in lines if any(_is_said(line.cells[column]) for column in group.columns.values())]
    texts = {
        field: [text if _is_said(text := line.cells[column]) else None for line in stated]
        for field, column in group.columns.items()
    }
    frame = _write_rows(group, stated, texts)
    columns = {field: _name_column(field, column, heading) for field, column in group.columns.items()}
    columns["indicator"] = _name_column("indicator", heading.indicator, heading)
    columns["scope"] = replace(columns["indicator"], field="scope")
    if heading.unit is not None:
        columns["unit"] = _name_column("unit", heading.unit, heading)
    if "published_growth" in columns:
        columns["published_growth_word"] = replace(columns["published_growth"], field="published_growth_word")
        frame = _read_growth_cells(frame)
    rows = pl.Series("row", [line.row for line in stated], pl.Int64)
    totals = pl.Series("total", [line.total for line in stated], pl.Int64)
    sheet = replace(empty, columns=columns, rows=rows, totals=totals)
    frame, findings = read_values(sheet, frame, rows, {})
    return _add_findings(replace(sheet, frame=frame), findings)


def _add_findings(sheet: TableSheet, findings: list[Problem]) -> TableSheet:
    """The sheet with what was said of its cells, what is wrong apart from what is only noted."""
    problems = tuple(problem for problem in findings if problem.severity == "error")
    notes = tuple(problem for problem in findings if problem.severity != "error")
    return replace(sheet, problems=problems, notes=notes)


def _write_rows(group: FigureGroup, lines: list[_Line], texts: dict[str, list[str | None]]) -> pl.DataFrame:
    """Lines as rows of observations, with the texts of the figures."""
    count = len(lines)
    columns: dict[str, list[str | None]] = {
        "indicator": [line.indicator for line in lines],
        "scope": [line.part for line in lines],
        "status": ["actual"] * count,
        "period": [group.period] * count,
        "comparator": ["eq"] * count,
        "unit": [line.unit for line in lines],
        "accumulation": [group.accumulation] * count,
        "growth_base": [group.growth_base] * count,
        **texts,
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _name_column(field: str, column: int, heading: PrintedHeading) -> SheetColumn:
    return SheetColumn(field, column_letters(column), heading.texts[column])


def _read_growth_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Growth as a number or as a code of a word; what is neither stays for the checks."""
    read = {text: read_growth(text) for text in frame["published_growth"].drop_nulls().unique()}
    rates = {text: None if word else rate or text for text, (rate, word) in read.items()}
    words = {text: word for text, (_rate, word) in read.items()}
    cells = pl.col("published_growth")
    return frame.with_columns(
        cells.replace_strict(rates, default=None, return_dtype=pl.String),
        cells.replace_strict(words, default=None, return_dtype=pl.String).alias("published_growth_word"),
    )


def _is_said(text: str | None) -> bool:
    return bool(text) and not is_missing(text or "")
