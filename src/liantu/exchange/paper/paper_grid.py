"""A sheet worked out cell by cell: headings with their spans, numbers with their text, the total row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from liantu.exchange.paper.sheet import PaperColumn, PaperSheet, Spanning
from liantu.wording import NC_
from liantu.wording.amounts import AtLeast, AtMost, format_significant


@dataclass(frozen=True)
class PaperCell:
    """What stands in a cell: its text, and its number with a spreadsheet format where it has one.

    ``across``: how many columns it takes; one that another covers takes none. ``heading``: the line above a group of
    rows.
    """

    text: str
    number: float | None = None
    form: str = ""
    numeric: bool = False
    across: int = 1
    strong: bool = False
    heading: bool = False
    centred: bool = False


#: The room of a cell that another covers.
_COVERED = PaperCell("", across=0)


@dataclass(frozen=True)
class PaperHeading:
    """A heading and how many columns and rows it covers."""

    text: str
    column: int
    row: int = 0
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class PaperGrid:
    """All that a writer prints."""

    headings: tuple[PaperHeading, ...]
    depth: int
    body: tuple[tuple[PaperCell, ...], ...]
    widths: tuple[float, ...]
    has_total: bool


def lay_out_grid(sheet: PaperSheet) -> PaperGrid:
    """The cells of a sheet, in the language of its setting."""
    headings, depth = _headings(sheet)
    total = _total(sheet)
    rows = [total] if total else []
    above = _group_lines(sheet)
    for number, row in enumerate(sheet.rows, 1):
        rows += above.get(number, [])
        rows.append(_row(sheet, row, number))
    return PaperGrid(headings, depth, tuple(rows), tuple(c.width for c in sheet.columns), bool(total))


def _group_lines(sheet: PaperSheet) -> dict[int, list[tuple[PaperCell, ...]]]:
    """The line above each group, by the number of its first row."""
    columns, number, found = len(sheet.columns), 1, {}
    for group in sheet.groups:
        found[number] = [(PaperCell(group.heading, across=columns, heading=True), *[_COVERED] * (columns - 1))]
        number += group.size
    return found


def _row(sheet: PaperSheet, row: Mapping[str, object], number: int) -> tuple[PaperCell, ...]:
    cells: list[PaperCell] = []
    for place, column in enumerate(sheet.columns):
        if place < len(cells):  # covered by a cell before it
            continue
        value = row.get(column.field)
        if isinstance(value, Spanning):
            cells.append(PaperCell(value.text, across=value.columns, centred=not value.wordy))
            cells += [_COVERED] * (value.columns - 1)
        else:
            cell = _cell(sheet, column, row, number)
            cells.append(replace(cell, strong=True) if column.strong else cell)
    return tuple(cells)


def _headings(sheet: PaperSheet) -> tuple[tuple[PaperHeading, ...], int]:
    tr = sheet.setting.tr
    depth = 2 if any(column.group for column in sheet.columns) else 1
    found: list[PaperHeading] = []
    previous = None
    for index, column in enumerate(sheet.columns):
        text = tr(column.heading)
        if column.group is None:
            found.append(PaperHeading(text, index, down=depth))
        else:
            if column.group != previous:
                across = _run(sheet.columns, index)
                found.append(PaperHeading(tr(column.group), index, across=across))
            found.append(PaperHeading(text, index, row=1))
        previous = column.group
    return tuple(found), depth


def _run(columns: tuple[PaperColumn, ...], start: int) -> int:
    length = 0
    while start + length < len(columns) and columns[start + length].group == columns[start].group:
        length += 1
    return length


def _cell(sheet: PaperSheet, column: PaperColumn, row: Mapping[str, object], number: int) -> PaperCell:
    if column.kind == "index":
        return PaperCell(str(number), float(number), "0", numeric=True)
    if column.kind == "blank":
        return PaperCell(str(row.get(column.field) or ""))
    value = row.get(column.field)
    if column.kind == "number":
        return figure_cell(value, column.digits, sheet.setting.unknown)
    if column.kind == "written":
        return written_cell("" if value is None else str(value))
    return PaperCell("" if value is None else str(value), centred=column.kind == "short")


def figure_cell(value: Any, digits: int = 3, unknown: str = "unknown") -> PaperCell:
    """A number as a cell: rounded, with ≥ or ≤ when part of it is unknown; without one ``unknown``.

    >>> figure_cell(16.234).text, figure_cell(AtLeast(2)).text, figure_cell(None).text
    ('16.2', '≥2', 'unknown')
    """
    prefix = ""
    if isinstance(value, (AtLeast, AtMost)):
        prefix, value = "≥" if isinstance(value, AtLeast) else "≤", value.value
    if value is None:
        return PaperCell(unknown, numeric=True)
    if isinstance(value, str):
        return PaperCell(value, numeric=True)
    text = format_significant(float(value), digits)
    decimals = len(text.partition(".")[2])
    form = "0" + ("." + "0" * decimals if decimals else "")
    return PaperCell(prefix + text, float(text), (f'"{prefix}"' if prefix else "") + form, numeric=True)


#: A number as it is written on a page: with what bounds it before, and a sign of its kind behind.
_WRITTEN = re.compile(r"([≥≤]?)\s*([-−]?)(\d[\d,]*(?:\.(\d+))?)(\s*%?)")


def written_cell(text: str) -> PaperCell:
    """A number that is already written: it stays a number, with the decimals and the sign it is written with.

    >>> written_cell("≥46.1").number, written_cell("≥46.1").form, written_cell("15.4–17.2").number
    (46.1, '"≥"0.0', None)
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return PaperCell(text, numeric=True)
    bound, sign, digits, decimals, behind = match.groups()
    number = float(digits.replace(",", "")) * (-1 if sign else 1)
    form = ("#,##0" if "," in digits else "0") + ("." + "0" * len(decimals) if decimals else "")
    form = (f'"{bound}"' if bound else "") + form + (f'"{behind}"' if behind else "")
    return PaperCell(text, number, form, numeric=True)


def _total(sheet: PaperSheet) -> tuple[PaperCell, ...] | None:
    if not sheet.total or not sheet.rows:
        return None
    units = {row.get(sheet.unit_field) for row in sheet.rows}
    if len(units) > 1:
        raise ValueError(f"no total over several units: {sorted(map(str, units))}")
    words = sheet.setting.tr(NC_("table", "Total"))
    cells: list[PaperCell] = []
    for index, column in enumerate(sheet.columns):
        if column.field in sheet.total:
            cells.append(figure_cell(_sum(sheet, column.field), column.digits, sheet.setting.unknown))
        elif column.field == sheet.unit_field:
            cells.append(PaperCell(str(next(iter(units)) or "")))
        else:
            cells.append(PaperCell(words if index == min(1, len(sheet.columns) - 1) else ""))
    return tuple(cells)


def _sum(sheet: PaperSheet, name: str) -> float | AtLeast | AtMost | None:
    values = [cast("float | AtLeast | AtMost | None", row.get(name)) for row in sheet.rows]
    known = [v.value if isinstance(v, (AtLeast, AtMost)) else float(v) for v in values if v is not None]
    above = len(known) < len(values) or any(isinstance(v, AtLeast) for v in values)
    below = any(isinstance(v, AtMost) for v in values)
    if not known or (above and below):
        return None
    total = sum(known)
    return AtLeast(total) if above else AtMost(total) if below else total
