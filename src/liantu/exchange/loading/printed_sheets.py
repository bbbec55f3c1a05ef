"""The figures of one time in a printed table as a sheet of observations, whose rows keep their place in the table."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import polars as pl

from liantu.exchange.loading.cell_values import read_values
from liantu.exchange.loading.printed_headings import FigureGroup, PrintedHeading
from liantu.exchange.loading.sheet_grid import column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet
from liantu.exchange.reading.marks import is_missing
from liantu.exchange.reading.written_bounds import read_bound_words
from liantu.exchange.reading.written_growth import bounds_growth, read_growth
from liantu.model.problems import Problem
from liantu.model.units import split_number

TABLE = "observations"
#: Fields in the unit of a level.
_LEVELS = ("value", "prior_value")


class LineBeside(NamedTuple):
    """A line that says one field of the line above it: growth, base or share; on what growth is, whether it is single
    or cumulative where it says so, its unit, row and cells."""

    field: str
    growth_base: str | None
    accumulation: str | None
    unit: str | None
    row: int
    cells: tuple[str | None, ...]


class PrintedLine(NamedTuple):
    """A line of the printed table: row of the sheet, indicator, part, unit, row of its total, its cells; of whom it is,
    where a table names places; and the lines below that say more of it."""

    row: int
    indicator: str
    part: str | None
    unit: str | None
    total: int | None
    cells: tuple[str | None, ...]
    subject: str | None = None
    beside: tuple[LineBeside, ...] = ()


def make_figure_sheet(
    group: FigureGroup, lines: list[PrintedLine], heading: PrintedHeading, empty: TableSheet
) -> TableSheet:
    """The figures of one time as a sheet of observations, with the lines that say anything of it."""
    fields = _list_fields(group, lines)
    stated = [line for line in lines if any(is_said(_find_cell(line, field, group, fields)) for field in fields)]
    texts = {
        field: [text if is_said(text := _find_cell(line, field, group, fields)) else None for line in stated]
        for field in fields
    }
    frame = _write_rows(group, stated, texts)
    frame = _read_level_bounds(frame)
    columns = {field: _name_column(field, column, heading) for field, column in fields.items()}
    columns["indicator"] = _name_column("indicator", heading.indicator, heading)
    columns["scope"] = replace(columns["indicator"], field="scope")
    columns["subject"] = replace(columns["indicator"], field="subject")
    columns["comparator"] = replace(columns.get("value", columns["indicator"]), field="comparator")
    if heading.unit is not None:
        columns["unit"] = _name_column("unit", heading.unit, heading)
    if "published_growth" in columns:
        columns["published_growth_word"] = replace(columns["published_growth"], field="published_growth_word")
        frame = _read_growth_cells(frame)
    rows = pl.Series("row", [line.row for line in stated], pl.Int64)
    totals = pl.Series("total", [line.total for line in stated], pl.Int64)
    beside = {field: _list_rows_beside(stated, field) for field in fields}
    beside["published_growth_word"] = beside.get("published_growth", {})
    sheet = replace(empty, columns=columns, rows=rows, totals=totals, lines_beside=beside)
    frame, bounded = _leave_bounded_growth(sheet, frame)
    frame, findings = read_values(sheet, frame, rows, {})
    return _add_findings(replace(sheet, frame=frame), [*bounded, *findings])


def _list_fields(group: FigureGroup, lines: list[PrintedLine]) -> dict[str, int]:
    """The fields of a time with their columns; what a line below a level says stands in the column of the level."""
    below = dict.fromkeys(beside.field for line in lines for beside in line.beside)
    return {**{field: group.columns["value"] for field in below if "value" in group.columns}, **group.columns}


def _find_cell(line: PrintedLine, field: str, group: FigureGroup, fields: dict[str, int]) -> str | None:
    """The cell of a field: of the line below that says it, else of the line itself where it has a column."""
    below = next((beside for beside in line.beside if beside.field == field), None)
    if below is not None:
        return _add_unit(below.cells[fields[field]], below.unit if field in _LEVELS else None)
    return _add_unit(line.cells[fields[field]], group.units.get(field)) if field in group.columns else None


def _add_unit(cell: str | None, unit: str | None) -> str | None:
    """A bare number with the unit of its column or line, by which it is converted to that of its level."""
    number = split_number(cell) if cell and unit and is_said(cell) else None
    return f"{cell}{unit}" if number and not number[1] else cell


def _list_rows_beside(lines: list[PrintedLine], field: str) -> dict[int, int]:
    """By its row the row of the line below that says a field of it."""
    return {line.row: beside.row for line in lines for beside in line.beside if beside.field == field}


def _add_findings(sheet: TableSheet, findings: list[Problem]) -> TableSheet:
    """The sheet with what was said of its cells, what is wrong apart from what is only noted."""
    problems = tuple(problem for problem in findings if problem.severity == "error")
    notes = tuple(problem for problem in findings if problem.severity != "error")
    return replace(sheet, problems=problems, notes=notes)


def _write_rows(group: FigureGroup, lines: list[PrintedLine], texts: dict[str, list[str | None]]) -> pl.DataFrame:
    """Lines as rows of observations, with the texts of the figures."""
    count = len(lines)
    columns: dict[str, list[str | None]] = {
        "indicator": [line.indicator for line in lines],
        "scope": [line.part for line in lines],
        "status": ["actual"] * count,
        "period": [group.period] * count,
        "comparator": ["eq"] * count,
        "unit": _write_units(lines, texts),
        "accumulation": [group.accumulation] * count,
        "growth_base": [group.growth_base] * count,
        **texts,
    }
    if any(line.subject for line in lines):
        columns["subject"] = [line.subject for line in lines]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _write_units(lines: list[PrintedLine], texts: dict[str, list[str | None]]) -> list[str | None]:
    """The unit of each line that states a level: one that states growth alone says nothing of the unit of a level."""
    levels = [texts[field] for field in _LEVELS if field in texts]
    return [line.unit if any(level[number] for level in levels) else None for number, line in enumerate(lines)]


def _name_column(field: str, column: int, heading: PrintedHeading) -> SheetColumn:
    return SheetColumn(field, column_letters(column), heading.texts.get(column, ""))


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


def _read_level_bounds(frame: pl.DataFrame) -> pl.DataFrame:
    """Levels of which the cell says a bound, 超过100 or 约100, with its comparator."""
    if "value" not in frame.columns:
        return frame
    read = {text: found for text in frame["value"].drop_nulls().unique() if (found := read_bound_words(text))}
    bounds = {text: code for text, (code, _bare) in read.items()}
    return frame.with_columns(
        pl.col("value").replace_strict(bounds, default="eq", return_dtype=pl.String).alias("comparator"),
        pl.col("value").replace({text: bare for text, (_code, bare) in read.items()}),
    )


def _leave_bounded_growth(sheet: TableSheet, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows without growth that only has a bound, which is no rate, and what is said of each: ``bounded_growth``."""
    if "published_growth" not in frame.columns:
        return frame, []
    problems, cells = [], []
    for row, text in zip(sheet.rows, frame["published_growth"], strict=True):
        is_bounded = bool(text) and bounds_growth(text)
        if is_bounded:
            problems.append(sheet.locate(Problem("bounded_growth", TABLE, value=text), "published_growth", row))
        cells.append(None if is_bounded else text)
    return frame.with_columns(pl.Series("published_growth", cells, pl.String)), problems


def is_said(text: str | None) -> bool:
    """Whether a cell says anything: it is neither blank nor a mark of absence."""
    return bool(text) and not is_missing(text or "")
