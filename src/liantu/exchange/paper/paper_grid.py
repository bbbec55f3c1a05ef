"""A sheet worked out cell by cell: headings with their spans, numbers with their text, the total row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liantu.exchange.paper.sheet import Column, Sheet
from liantu.wording.amounts import UNKNOWN_WORDS, AtLeast, significant


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: its text, and its number with a spreadsheet format where it has one."""

    text: str
    number: float | None = None
    form: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading and how many columns and rows it covers."""

    text: str
    column: int
    row: int = 0
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Grid:
    """All that a writer prints."""

    headings: tuple[Heading, ...]
    depth: int
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    has_total: bool


def grid(sheet: Sheet) -> Grid:
    """The cells of a sheet, in the language of its setting."""
    headings, depth = _headings(sheet)
    total = _total(sheet)
    rows = [total] if total else []
    for number, row in enumerate(sheet.rows, 1):
        rows.append(tuple(_cell(sheet, column, row, number) for column in sheet.columns))
    return Grid(headings, depth, tuple(rows), tuple(c.width for c in sheet.columns), bool(total))


def _headings(sheet: Sheet) -> tuple[tuple[Heading, ...], int]:
    language = sheet.setting.language
    depth = 2 if any(column.group for column in sheet.columns) else 1
    found: list[Heading] = []
    previous = None
    for at, column in enumerate(sheet.columns):
        text = column.heading.say(language)
        if column.group is None:
            found.append(Heading(text, at, down=depth))
        else:
            if column.group != previous:
                across = _run(sheet.columns, at)
                found.append(Heading(column.group.say(language), at, across=across))
            found.append(Heading(text, at, row=1))
        previous = column.group
    return tuple(found), depth


def _run(columns: tuple[Column, ...], start: int) -> int:
    length = 0
    while start + length < len(columns) and columns[start + length].group == columns[start].group:
        length += 1
    return length


def _cell(sheet: Sheet, column: Column, row: Mapping[str, Any], number: int) -> Cell:
    if column.kind == "index":
        return Cell(str(number), float(number), "0", numeric=True)
    if column.kind == "blank":
        return Cell(str(row.get(column.field) or ""))
    value = row.get(column.field)
    if column.kind == "number":
        return figure(value, column.digits, chinese=sheet.setting.chinese)
    return Cell("" if value is None else str(value))


def figure(value: Any, digits: int = 3, *, chinese: bool = True) -> Cell:
    """A number as a cell: rounded, with ≥ when part of it is unknown, in words when all of it is.

    >>> figure(16.234).text, figure(AtLeast(2)).text, figure(None).text
    ('16.2', '≥2', '未掌握')
    """
    prefix = ""
    if isinstance(value, AtLeast):
        prefix, value = "≥", value.value
    if value is None:
        return Cell(UNKNOWN_WORDS[0 if chinese else 1], numeric=True)
    if isinstance(value, str):
        return Cell(value, numeric=True)
    text = significant(float(value), digits)
    decimals = len(text.partition(".")[2])
    form = "0" + ("." + "0" * decimals if decimals else "")
    return Cell(prefix + text, float(text), (f'"{prefix}"' if prefix else "") + form, numeric=True)


def _total(sheet: Sheet) -> tuple[Cell, ...] | None:
    if not sheet.total or not sheet.rows:
        return None
    units = {row.get(sheet.unit_field) for row in sheet.rows}
    if len(units) > 1:
        raise ValueError(f"no total over several units: {sorted(map(str, units))}")
    words = "合计" if sheet.setting.chinese else "Total"
    cells: list[Cell] = []
    for at, column in enumerate(sheet.columns):
        if column.field in sheet.total:
            cells.append(figure(_sum(sheet, column.field), column.digits, chinese=sheet.setting.chinese))
        elif column.field == sheet.unit_field:
            cells.append(Cell(str(next(iter(units)) or "")))
        else:
            cells.append(Cell(words if at == min(1, len(sheet.columns) - 1) else ""))
    return tuple(cells)


def _sum(sheet: Sheet, name: str) -> float | AtLeast | None:
    values = [row.get(name) for row in sheet.rows]
    known = [v.value if isinstance(v, AtLeast) else float(v) for v in values if v is not None]
    if not known:
        return None
    part_unknown = len(known) < len(values) or any(isinstance(v, AtLeast) for v in values)
    return AtLeast(sum(known)) if part_unknown else sum(known)
