"""Grades of earlier years, in a CSV or workbook beside the returns: a row a firm and year."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.reading.return_words import IDENTITY_WORDS
from liantu.exchange.reading.stored_texts import join_lines
from liantu.exchange.reading.written_dates import read_period
from liantu.model import schema
from liantu.model.problems import Problem, Problems

_FIELDS = ("firm", "year", "grade")


def read_grades(path: Path) -> pl.DataFrame:
    """Columns firm, year (whole number), grade. Headings are the names of the fields, or their words.

    Raises Problems: a file that cannot be read, no column for one of them, a row without one, a year that is none.
    """
    content, name = read_content(path)
    grids, _ = read_file(content, name)
    for grid in grids:
        for index, row in enumerate(spread_merged_cells(grid)):
            places = _find_places(row)
            if set(places) == set(_FIELDS):
                return _read(grid, index + 1, places, name)
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


def _read(grid: SheetGrid, first: int, places: dict[str, int], name: str) -> pl.DataFrame:
    rows, problems = [], []
    for number, cells in enumerate(spread_merged_cells(grid)[first:], first + 1):
        texts = {field: (cells[place] or "").strip() if place < len(cells) else "" for field, place in places.items()}
        if not any(texts.values()):
            continue
        problems += [Problem("required", file=name, row=number, column=field) for field in texts if not texts[field]]
        year = read_period(texts["year"]) or "" if texts["year"] else "0"
        if not year.isdecimal():
            problems.append(Problem("whole_year", file=name, row=number, column="year", value=texts["year"]))
            continue
        rows.append((join_lines(texts["firm"]), int(year), texts["grade"]))
    if problems:
        raise Problems(problems)
    return pl.DataFrame(rows, schema={"firm": pl.String, "year": pl.Int64, "grade": pl.String}, orient="row")
