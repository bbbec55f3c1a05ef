"""Grades of earlier years, in a CSV or workbook beside the returns: a row a firm and year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_body import read_body
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet
from liantu.exchange.loading.uncomputed_formulas import find_uncomputed_formulas
from liantu.exchange.reading.return_words import IDENTITY_WORDS
from liantu.exchange.reading.stored_texts import join_lines
from liantu.exchange.reading.written_dates import read_period
from liantu.model import schema
from liantu.model.names_alike import is_no_firm
from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_year

_FIELDS = ("firm", "year", "grade")


def read_grades(path: Path) -> pl.DataFrame:
    """Columns firm, year (whole number), grade. Headings are the names of the fields, or their words.

    Raises Problems: a file that cannot be read, no column for one of them, a row without one, a year that is none, a
    firm twice in one year.
    """
    content, name = read_content(path)
    grids, _ = read_file(content, name)
    for grid in grids:
        for index, row in enumerate(spread_merged_cells(grid)):
            places = _find_places(row)
            if set(places) == set(_FIELDS):
                return _read(grid, index, places, name)
    raise Problems([Problem("missing_column", file=name, value=", ".join(_FIELDS))])


def _find_places(row: list[str]) -> dict[str, int]:
    """Which column holds which field."""
    found: dict[str, int] = {}
    grade = schema.read_tables()["grades"].field("grade")
    spellings = {**IDENTITY_WORDS, "grade": ("grade", grade.zh)}
    for field in _FIELDS:
        known = spellings[field]
        places = [place for place, cell in enumerate(row) if (cell or "").strip().lower() in known]
        if places:
            found[field] = places[0]
    return found


def _read(grid: SheetGrid, head_row: int, places: dict[str, int], name: str) -> pl.DataFrame:
    sheet, heading = _head(grid, head_row, places, name)
    body = read_body(grid, heading, sheet)
    frame = body.frame.select(pl.col(field).str.strip_chars() for field in _FIELDS)
    firms = [join_lines(text) if text else text for text in frame["firm"]]
    years = [read_year(read_period(text) or "") if text else None for text in frame["year"]]
    found = frame.with_columns(pl.Series("firm", firms, pl.String), pl.Series("year", years, pl.Int64))
    uncomputed = find_uncomputed_formulas(grid, name, heading.columns, body.rows)
    problems = [*body.problems, *uncomputed, *_find_blanks(frame, body.rows, name)]
    for index in (frame["year"].is_not_null() & found["year"].is_null()).arg_true():
        where = Problem("whole_year", file=name, row=int(body.rows[index]), column="year", value=frame["year"][index])
        problems.append(where)
    for index in is_no_firm(found["firm"]).arg_true():
        problems.append(Problem("no_firm_name", "", name, int(body.rows[index]), "firm", found["firm"][index]))
    problems += _find_repeated(found, body.rows, name)
    if problems:
        raise Problems(problems)
    return found


def _head(grid: SheetGrid, head_row: int, places: dict[str, int], name: str) -> tuple[TableSheet, SheetHeading]:
    """The sheet as a table of firm, year and grade, so that its rows are read as those of any sheet."""
    tables = schema.read_tables()
    roster = tables["rosters"]
    table = replace(roster, fields=(*map(roster.field, ("firm", "year")), tables["grades"].field("grade")))
    texts = spread_merged_cells(grid)[head_row]
    columns = {place: SheetColumn(field, column_letters(place), texts[place]) for field, place in places.items()}
    sheet = TableSheet(name, grid.title, table.name, columns={column.field: column for column in columns.values()})
    return sheet, SheetHeading(head_row, table, columns, {}, (), ())


def _find_blanks(frame: pl.DataFrame, rows: pl.Series, name: str) -> Iterator[Problem]:
    for field in _FIELDS:
        for index in (frame[field].is_null() | (frame[field] == "")).arg_true():
            yield Problem("required", file=name, row=int(rows[index]), column=field)


def _find_repeated(found: pl.DataFrame, rows: pl.Series, name: str) -> Iterator[Problem]:
    """A firm that stands twice in one year: each time after the first."""
    first: dict[tuple[str | None, int | None], int] = {}
    for (firm, year), row in zip(found.select("firm", "year").iter_rows(), rows, strict=True):
        if firm is None or year is None:
            continue
        other = first.setdefault((firm, year), row)
        if other != row:
            slots = {"first": str(other)}
            yield Problem("duplicate_key", "", name, row, "firm", f"{firm}/{year}", slots)
