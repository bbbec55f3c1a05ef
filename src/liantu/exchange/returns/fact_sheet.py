"""What is established on firms, in a CSV or workbook beside their returns: a row a fact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.loading.heading_match import SheetHeading, spread_merged_cells
from liantu.exchange.loading.sheet_body import read_body
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.table_sheet import SheetColumn, TableSheet
from liantu.model import periods, schema
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
        for at, row in enumerate(spread_merged_cells(grid)):
            columns = _columns(row)
            if set(_NEEDED) <= {column.field for column in columns.values()}:
                return _read(grid, at, name, columns)
    raise Problems([Problem("missing_column", file=name, value=", ".join(_NEEDED))])


def _columns(row: list[str]) -> dict[int, SheetColumn]:
    table = schema.read_tables()["facts"]
    words = {word: f for f in _FIELDS for word in (f, table.field(f).zh, table.field(f).en.lower())}
    found = {n: words.get((cell or "").strip().lower()) for n, cell in enumerate(row)}
    return {n: SheetColumn(field, column_letters(n), row[n]) for n, field in found.items() if field}


def _read(grid: SheetGrid, at: int, name: str, columns: dict[int, SheetColumn]) -> pl.DataFrame:
    table = schema.read_tables()["facts"]
    sheet = TableSheet(name, grid.title, "facts", columns={one.field: one for one in columns.values()})
    body = read_body(grid, SheetHeading(at, table, columns, {}, (), ()), sheet)
    problems = list(body.problems)
    absent = [pl.lit(None, pl.String).alias(field) for field in _FIELDS if field not in body.frame.columns]
    frame = body.frame.with_columns(absent).select(pl.col(field).str.strip_chars() for field in _FIELDS)
    for field in _NEEDED:
        for row in (frame[field].is_null() | (frame[field] == "")).arg_true():
            problems.append(Problem("required", file=name, row=int(body.rows[row]), column=field))
    for field in _DAYS:
        read = [periods.parse_period(text) if text else None for text in frame[field]]
        for row, (text, period) in enumerate(zip(frame[field], read, strict=True)):
            if text and period is None:
                where = Problem("scheme_kind", file=name, row=int(body.rows[row]), column=field, value=text)
                problems.append(replace(where, slots={"wanted": "2023-09-25"}))
        days = [(period.first if field == "from" else period.last) if period else None for period in read]
        frame = frame.with_columns(pl.Series(field, days, pl.Date))
    if problems:
        raise Problems(problems)
    return frame
