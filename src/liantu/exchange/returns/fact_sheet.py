"""What is established on firms, in a CSV or workbook beside their returns: a row a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from liantu.exchange.loading.field_match import match_field
from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_body import read_body
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet
from liantu.exchange.loading.uncomputed_formulas import find_uncomputed_formulas
from liantu.exchange.reading.written_dates import read_period
from liantu.model import schema
from liantu.model.periods import Period, parse_period
from liantu.model.problems import Problem, Problems

_FIELDS = ("firm", "fact", "evidence", "from", "to")
_NEEDED = ("firm", "fact")
_DAYS = ("from", "to")


def read_facts(path: Path) -> pl.DataFrame:
    """Columns firm, fact, evidence, from, to (first and last day; null = open or unknown).

    Headings are the names of the fields, or their words in the table of facts. Raises Problems: a file that cannot be
    read, no column for firm or fact, a row without them, a day that is none.
    """
    content, name = read_content(path)
    grids, _ = read_file(content, name)
    for grid in grids:
        for index, row in enumerate(spread_merged_cells(grid)):
            columns = _columns(row)
            if set(_NEEDED) <= {column.field for column in columns.values()}:
                return _read(grid, index, name, columns)
    raise Problems([Problem("missing_column", file=name, value=", ".join(_NEEDED))])


def _columns(row: list[str]) -> dict[int, SheetColumn]:
    matches = {n: match_field(cell, "facts") for n, cell in enumerate(row) if cell}
    return {
        n: SheetColumn(match.field, column_letters(n), row[n])
        for n, match in matches.items()
        if match and match.exact and match.field in _FIELDS
    }


def _read(grid: SheetGrid, head_row: int, name: str, columns: dict[int, SheetColumn]) -> pl.DataFrame:
    table = schema.read_tables()["facts"]
    sheet = TableSheet(name, grid.title, "facts", columns={column.field: column for column in columns.values()})
    body = read_body(grid, SheetHeading(head_row, table, columns, {}, (), ()), sheet)
    problems = [*body.problems, *find_uncomputed_formulas(grid, name, columns, body.rows)]
    absent = [pl.lit(None, pl.String).alias(field) for field in _FIELDS if field not in body.frame.columns]
    frame = body.frame.with_columns(absent).select(pl.col(field).str.strip_chars() for field in _FIELDS)
    problems += _find_blanks(frame, body.rows, name)
    for field in _DAYS:
        periods_of_rows = [parse_period(read_period(text) or text) if text else None for text in frame[field]]
        problems += _find_false_days(frame[field], periods_of_rows, body.rows, name)
        days = [period and (period.first if field == "from" else period.last) for period in periods_of_rows]
        frame = frame.with_columns(pl.Series(field, days, pl.Date))
    if problems:
        raise Problems(problems)
    return frame


def _find_blanks(frame: pl.DataFrame, rows: pl.Series, name: str) -> Iterator[Problem]:
    for field in _NEEDED:
        for row in (frame[field].is_null() | (frame[field] == "")).arg_true():
            yield Problem("required", file=name, row=int(rows[row]), column=field)


def _find_false_days(
    texts: pl.Series, periods_of_rows: list[Period | None], rows: pl.Series, name: str
) -> Iterator[Problem]:
    """Texts that say no day and no period."""
    for row, (text, period) in enumerate(zip(texts, periods_of_rows, strict=True)):
        if text and period is None:
            where = Problem("scheme_kind", file=name, row=int(rows[row]), column=texts.name, value=text)
            yield replace(where, slots={"wanted": "2023-09-25"})
