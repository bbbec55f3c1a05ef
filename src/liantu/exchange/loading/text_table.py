"""A CSV or text table: UTF-8 or GB18030, separated by comma, tab or semicolon."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

import polars as pl

from liantu.exchange.encoding import decode_text
from liantu.exchange.loading.sheet_cells import COLUMNS, ROWS
from liantu.exchange.loading.sheet_grid import SheetGrid, grid_schema
from liantu.exchange.loading.workbook_parts import Progress
from liantu.model.problems import Problem, Problems

#: Rows between two reports of progress.
_STEP = 20_000
#: An apostrophe our own CSV puts before a text that a spreadsheet would take for a formula.
GUARDED = r"^'+[=+\-@\t\r]"


def read_csv_table(content: bytes, name: str, progress: Progress | None = None) -> tuple[SheetGrid, list[Problem]]:
    """The table of a CSV, every cell as it stands, and notes on its encoding. Raises Problems."""
    text, notes = decode_text(content, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = csv.reader(io.StringIO(text), delimiter=_separator(text), strict=True)
    lines: list[list[str]] = []
    numbers: list[int] = []
    line = 0
    try:
        for row in rows:
            line += 1
            if any(row):
                lines.append(row)
                numbers.append(line)
            if progress and line % _STEP == 0:
                progress(line, text.count("\n") + 1)
    except csv.Error as error:
        raise Problems([Problem("unreadable_rows", file=name, value=str(line + 1))]) from error
    width = max(map(len, lines), default=0)
    for code, size, limit in (("too_wide", width, COLUMNS), ("too_many_rows", len(lines), ROWS)):
        if size > limit:
            raise Problems([Problem(code, file=name, slots={"limit": f"{limit:,}"})])
    padded = [row + [""] * (width - len(row)) for row in lines]
    cells = pl.DataFrame(padded, schema=grid_schema(width), orient="row").with_columns(
        pl.all().str.strip_chars().replace("", None)
    )
    title = PurePosixPath(name).stem
    return SheetGrid(title, cells, pl.Series("row", numbers, pl.Int64), outside=True), notes


def _separator(text: str) -> str:
    """What separates the first line that has any of the three: the heading, or a title made by the same program."""
    for line in text[:20_000].split("\n"):
        if any(mark in line for mark in ",\t;"):
            return max(",\t;", key=line.count)
    return ","
