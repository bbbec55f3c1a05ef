"""How a target is made up, as columns that stand on each other: what there is, what is expected, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import DASHES, FILLS, GRID, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text
from liantu.wording.amounts import format_significant

_LINE, _AXIS, _HIGH, _HEAD = 16.0, 44.0, 156.0, 22.0
#: Columns closer than this have no room for what is said of them.
_NARROW = 120.0
#: Conditions stand at the end of what is said of a column, so nothing of it is cut in either language.
_ROWS = 12


@dataclass(frozen=True)
class BridgeColumn:
    """A column from ``start`` to ``end``; ``part`` is base, expected, missing or target.

    ``words`` stand above it, ``name`` and ``notes`` below the axis. ``low`` and ``high`` are a range beside it, which
    ``range_words`` explain.
    """

    part: str
    name: str
    words: str
    start: float
    end: float
    notes: Sequence[str] = ()
    low: float | None = None
    high: float | None = None
    range_words: str = ""


#: Fill, ink and dashes of each part.
_LOOKS = {
    "base": (FILLS["made"], INKS["made"], ""),
    "expected": ("url(#made-building)", INKS["made"], ""),
    "missing": (FILLS["missing"], INKS["missing"], DASHES["planned"]),
    "target": ("#FFFFFF", INK, ""),
}


def find_bridge_height(columns: Sequence[BridgeColumn], room: float) -> float:
    """How high the columns are with what is written above and below, in so wide a room."""
    wide = _find_width(columns, room)
    below = max(len(_wrap_below(column, wide)) for column in columns)
    return _HEAD + _HIGH + _LINE * (below + len(_list_notes(columns, room))) + 8


def draw_bridge(columns: Sequence[BridgeColumn], unit: str, left: float, top: float, room: float) -> list[str]:
    """The columns from the left with lines from each to the next, on one axis from zero; ``unit`` above the axis."""
    axis = choose_axis(0.0, _HIGH, [value for column in columns for value in (column.end, column.high)])
    foot, wide = top + _HEAD + _HIGH, _find_width(columns, room)
    drawn = _draw_axis(axis, unit, left, foot, room)
    for number, column in enumerate(columns):
        x = left + _AXIS + wide * number
        # Words of narrow columns beside each other stand at two heights.
        lift = 15.0 if wide < _NARROW and number % 2 else 0.0
        drawn += _draw_column(column, axis, x, foot, wide, lift)
        if number + 1 < len(columns):
            y = foot - axis.measure(column.end)
            drawn.append(draw_line(x + 0.8 * wide, y, x + 1.2 * wide, y, SOFT, dash="2 3"))
    start = foot + 16 + _LINE * max(len(_wrap_below(column, wide)) for column in columns)
    notes = _list_notes(columns, room)
    return drawn + [draw_text(left, start + _LINE * n, row, 12, SOFT) for n, row in enumerate(notes)]


def _find_width(columns: Sequence[BridgeColumn], room: float) -> float:
    return (room - _AXIS) / len(columns)


def _wrap_below(column: BridgeColumn, wide: float) -> list[str]:
    notes = () if wide < _NARROW else column.notes
    return [row for words in (column.name, *notes) for row in wrap_text(words, 12, wide - 6, _ROWS)]


def _list_notes(columns: Sequence[BridgeColumn], room: float) -> list[str]:
    """What narrow columns leave no room for, as lines of their own below all of them."""
    if _find_width(columns, room) >= _NARROW:
        return []
    noted = [column for column in columns if column.notes or column.range_words]
    texts = [" ".join(filter(None, (column.name, *column.notes, column.range_words))) for column in noted]
    return [row for text in texts for row in wrap_text(text, 12, room, _ROWS)]


def _draw_axis(axis: LinearAxis, unit: str, left: float, foot: float, room: float) -> list[str]:
    drawn = [draw_text(left, foot - _HIGH - 10, unit, 12, SOFT)]
    for value in axis.ticks():
        y = foot - axis.measure(value)
        drawn.append(draw_line(left + _AXIS - 4, y, left + room, y, GRID if value else SOFT))
        drawn.append(draw_text(left + _AXIS - 8, y + 4, format_significant(value), 12, SOFT, anchor="end"))
    return drawn


def _draw_column(column: BridgeColumn, axis: LinearAxis, x: float, foot: float, wide: float, lift: float) -> list[str]:
    fill, ink, dash = _LOOKS[column.part]
    bar, high = 0.6 * wide, axis.measure(column.end - column.start)
    top = foot - axis.measure(column.end)
    drawn = [draw_rectangle(x + 0.2 * wide, top, bar, max(high, 1.0), fill, ink, dash=dash)]
    middle = x + wide / 2
    inside = high > 24 and column.part != "expected" and text_width(column.words, 13.5) < bar
    drawn.append(
        draw_text(middle, top + (17 if inside else -6 - lift), column.words, 13.5, ink, bold=True, anchor="middle")
    )
    if column.low is not None and column.high is not None:
        drawn += _draw_range(column, axis, x + 0.86 * wide, foot, wide)
    rows = _wrap_below(column, wide)
    names = len(wrap_text(column.name, 12, wide - 6, _ROWS))
    for number, row in enumerate(rows):
        y = foot + 16 + _LINE * number
        drawn.append(
            draw_text(middle, y, row, 12, INK if number < names else SOFT, bold=number < names, anchor="middle")
        )
    return drawn


def _draw_range(column: BridgeColumn, axis: LinearAxis, x: float, foot: float, wide: float) -> list[str]:
    low, high = (foot - axis.measure(value or 0.0) for value in (column.low, column.high))
    ends = [draw_line(x - 4, y, x + 4, y, INKS["short"], 1.4) for y in (low, high)]
    rows = wrap_text(column.range_words, 12, 0.75 * wide, 3) if wide >= _NARROW else []
    start = high - 6 - _LINE * (len(rows) - 1)
    words = [draw_text(x, start + _LINE * n, row, 12, INKS["short"], anchor="middle") for n, row in enumerate(rows)]
    return [draw_line(x, low, x, high, INKS["short"], 1.6), *ends, *words]
