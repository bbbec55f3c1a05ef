"""All tables of a district as one plain workbook, out and in: a sheet a table, every cell text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet as Page

from liantu.exchange.workbook_cells import cell_text, is_error, open_workbook
from liantu.model import schema
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.schema import Table
from liantu.model.tables import conform_frame

#: The sheet that says what a reader must be told of the district.
_NOTICE = "说明"


def write_workbook(tables: Mapping[str, pl.DataFrame], path: Path | str | None = None, notice: str = "") -> bytes:
    """The tables as a workbook: Chinese headings in the first row, field names in the second.

    A notice is said on a first sheet of its own, in the one cell that reading passes over.

    Tables the schema does not know are refused with KeyError. Written to ``path`` when given.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#E8EEF4", "text_wrap": True})
    name = book.add_format({"font_color": "#777777", "border": 1})
    text = book.add_format({"num_format": "@"})
    if notice:
        book.add_worksheet(_NOTICE).write_string(0, 0, notice, head)
    for key, frame in tables.items():
        table = schema.read_tables()[key]
        page = book.add_worksheet(table.zh)
        page.set_column(0, len(table.fields) - 1, 16, text)
        for column, field in enumerate(table.fields):
            page.write_string(0, column, field.zh, head)
            page.write_string(1, column, field.name, name)
            if field.description:
                page.write_comment(0, column, field.description)
        for row, values in enumerate(conform_frame(key, frame).iter_rows(), 2):
            for column, value in enumerate(values):
                if value is not None:
                    page.write_string(row, column, str(value), text)
        page.freeze_panes(2, 1)
        page.autofilter(1, 0, max(frame.height, 1) + 1, len(table.fields) - 1)
    if not tables and not notice:
        book.add_worksheet()
    book.close()
    data = stream.getvalue()
    if path is not None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
    return data


def read_workbook(path: Path | str) -> dict[str, pl.DataFrame]:
    """The tables of a workbook as text frames with the columns of the schema; blank cells are null.

    A sheet is known by its Chinese or its table name, a column by its Chinese heading or field name.
    Raises Problems with everything wrong at once.
    """
    file = Path(path)
    problems: list[Problem] = []
    frames: dict[str, pl.DataFrame] = {}
    for page in open_workbook(file).worksheets:
        table = _table(page.title)
        if table is None:
            if page.sheet_state == "visible" and page.max_row + page.max_column > 2:
                slots = {"nearest": suggest_nearest(page.title, [t.zh for t in schema.read_tables().values()])}
                problems.append(Problem("unknown_table", file=file.name, value=page.title, slots=slots))
        elif table.name in frames:
            problems.append(Problem("duplicate_key", table.name, file.name, value=page.title, slots={"first": "1"}))
        else:
            frames[table.name] = _read(page, table, f"{file.name}[{page.title}]", problems)
    if problems:
        raise Problems(problems)
    return frames


def _table(title: str) -> Table | None:
    name = title.strip()
    return next((t for t in schema.read_tables().values() if name in (t.zh, t.name, t.en)), None)


def _read(page: Page, table: Table, where: str, problems: list[Problem]) -> pl.DataFrame:
    rows = [[cell_text(value) for value in row] for row in page.iter_rows(values_only=True)]
    if not rows or not any(rows[0]):
        problems.append(Problem("empty_file", table.name, where))
        return conform_frame(table.name, pl.DataFrame())
    columns = _columns(rows[0], table, where, problems)
    start = 3 if len(rows) > 1 and _are_field_names(rows[1], columns) else 2
    body = [(number, row) for number, row in enumerate(rows[start - 1 :], start) if any(row)]
    problems += _find_cell_errors(body, columns, table, where)
    data = {name: [row[index] or None for _, row in body] for index, name in enumerate(columns) if name}
    return conform_frame(table.name, pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)))


def _are_field_names(row: list[str], columns: list[str]) -> bool:
    """The row of field names under the Chinese headings."""
    return any(row) and all(cell in ("", name) for cell, name in zip(row, columns, strict=True))


def _find_cell_errors(
    body: list[tuple[int, list[str]]], columns: list[str], table: Table, where: str
) -> Iterator[Problem]:
    for number, row in body:
        for name, cell in zip(columns, row, strict=True):
            if name and is_error(cell):
                yield Problem("cell_error", table.name, where, number, name, cell)


def _columns(header: list[str], table: Table, where: str, problems: list[Problem]) -> list[str]:
    """The field of each column; blank where there is none (an empty column beside the table)."""
    by_words = {field.zh: field.name for field in table.fields} | {field.en: field.name for field in table.fields}
    found: list[str] = []
    for cell in header:
        name = cell if cell in table.columns else by_words.get(cell, "")
        if cell and not name:
            slots = {"nearest": suggest_nearest(cell, [*table.columns, *by_words])}
            problems.append(Problem("unknown_column", table.name, where, 1, cell, cell, slots))
        elif name and name in found:
            problems.append(Problem("duplicate_column", table.name, where, 1, cell, cell))
            name = ""
        found.append(name)
    for field in table.fields:
        if field.required and field.name not in found:
            problems.append(Problem("missing_column", table.name, where, 1, field.name, field.zh))
    return found
