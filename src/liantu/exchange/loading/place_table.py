"""The heading of a table of figures by places: which column names its rows, and what each column of figures says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from liantu.exchange.reading.figure_headings import is_table_heading, is_unit_heading
from liantu.exchange.reading.heading_words import counts_rows, holds_remarks, read_unit_line
from liantu.exchange.reading.place_figure_headings import PlaceColumn, read_place_column
from liantu.model.units import Units

#: How many rows a heading has at most.
_HEIGHT = 4


class PlaceTable(NamedTuple):
    """Where the heading stands, which column has the names of its rows, and what each column of figures says."""

    first: int
    bottom: int
    side: int
    unit: int | None
    texts: dict[int, str]
    columns: dict[int, PlaceColumn]


def find_place_table(rows: list[list[str]], units: Units, is_side: Callable[[str], bool]) -> PlaceTable | None:
    """The heading whose first column, but for numbers of lines, names places or indicators; None without one."""
    top = next((number for number, row in enumerate(rows) if any(map(is_side, row))), None)
    if top is None or any(map(is_table_heading, rows[top])):
        return None
    side = next(column for column, cell in enumerate(rows[top]) if is_side(cell))
    if any(cell and not counts_rows(cell) for cell in rows[top][:side]):
        return None
    first, bottom = _find_edges(rows, top, side)
    parts = _list_parts(rows[first : bottom + 1], side)
    texts = {column: " ".join(found) for column, found in parts.items() if found}
    unit = next((column for column, text in texts.items() if is_unit_heading(text)), None)
    return PlaceTable(first, bottom, side, unit, texts, _read_columns(parts, (side, unit), units))


def _find_edges(rows: list[list[str]], top: int, side: int) -> tuple[int, int]:
    """The first and the last row of the heading, around the row that names its side."""
    first = top - 1 if top and _groups_columns(rows[top - 1]) else top
    bottom = top
    while bottom + 1 < min(len(rows), top + _HEIGHT) and _goes_on(rows[bottom + 1], side, rows[top][side]):
        bottom += 1
    return first, bottom


def _read_columns(parts: dict[int, list[str]], others: tuple[int | None, ...], units: Units) -> dict[int, PlaceColumn]:
    """What each column of figures says; one without a name is of what the column before it names."""
    columns: dict[int, PlaceColumn] = {}
    for column, texts in parts.items():
        if not texts or column in others or only_counts(" ".join(texts)):
            continue
        found = read_place_column(texts, units)
        before = columns.get(column - 1)
        if not found.name and before is not None and found.figure is not None:
            found = found._replace(name=before.name)
        columns[column] = found
    return columns


def _goes_on(row: list[str], side: int, heading: str) -> bool:
    """Whether a row is still of the heading: it names neither a place nor an indicator, and holds something."""
    return row[side] in ("", heading) and any(row)


def _groups_columns(row: list[str]) -> bool:
    """Whether a row above has headings over several columns, as no title and no line of units does."""
    filled = {cell for cell in row if cell}
    return len(filled) > 1 and not any(read_unit_line(cell) for cell in filled)


def _list_parts(rows: list[list[str]], side: int) -> dict[int, list[str]]:
    """The heading of each column, a part a row; what stands over several columns stands over each."""
    found: dict[int, dict[str, None]] = {column: {} for column in range(len(rows[0]))}
    for number, row in enumerate(rows):
        above = ""
        for column, cell in enumerate(row):
            above = cell or (above if number < len(rows) - 1 and column > side else "")
            if above:
                found[column][above.strip()] = None
    return {column: [*parts] for column, parts in found.items()}


def only_counts(text: str) -> bool:
    """Whether a column only counts its rows or holds remarks."""
    return counts_rows(text) or holds_remarks(text)
