"""Missing amounts on a linear axis of one unit: bars by how firm the need is, whiskers from low to high.

Drawn cell by cell for a table, where number, bar and range are one row, and as a whole for a picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from liantu.drawings.drawing import FACES, Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import GRID, INKS, PATTERNS, RULE, SOFT
from liantu.drawings.narrow_head import draw_narrow_head
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.status_bar import draw_state_legend, draw_status_bar, draw_whisker
from liantu.drawings.svg_text import escape_attribute, format_coordinate, wrap_text

#: Width and height of a cell; the axis begins so far in, and its bars leave so much room for the range in words.
CELL, _CELL_TALL, _INDENT, _WORDS = 380.0, 29.0, 6.0, 92.0
#: How much of the axis the largest bar of another unit takes: long enough to be read, and never the longest.
_ANOTHER = 0.6
_ROW, _HEAD, _WIDTH, _BARS, _ROOM = 28.0, 44.0, 860.0, 214.0, 400.0
_NARROW, _NARROW_ROW, _NARROW_BARS = 340.0, 42.0, 236.0


@dataclass(frozen=True)
class GapBar:
    """A link: the parts of its gap by state and its range, in the unit of the axis; the words beside it.

    ``words`` stand in place of a bar where it would mislead: local supply is large. ``another_unit`` names the unit
    where it is not that of the axis; its bar stands on an axis of that unit and is not to be compared.
    """

    name: str
    to: str
    parts: Mapping[str, float]
    low: float | None
    high: float | None
    range_words: str
    range_label: str
    range_to: str
    gap_words: str
    words: str = ""
    another_unit: str = ""
    strong: bool = False

    @property
    def end(self) -> float:
        """Where the bar or its whisker ends."""
        return max(sum(self.parts.values()), self.high or 0.0)

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        spread = f"{self.range_label} {self.range_words}" if self.range_words else ""
        return ", ".join(filter(None, [self.name, self.words or self.gap_words, "" if self.words else spread]))


def make_cell_axis(bars: Sequence[GapBar]) -> LinearAxis:
    """The axis of the cells: the largest bar in the unit of the axis just fits."""
    return _axis_of(_INDENT, CELL - _INDENT - _WORDS, bars)


def _axis_of(left: float, width: float, bars: Sequence[GapBar], unit: str = "") -> LinearAxis:
    """The axis of a unit, by default of that which the others are not."""
    axis = choose_axis(left, width, [bar.end for bar in bars if bar.another_unit == unit and not bar.words])
    return replace(axis, highest=axis.highest / _ANOTHER) if unit else axis


def draw_axis_cell(axis: LinearAxis, unit: str) -> str:
    """The head of the column, with the hatches that its cells refer to."""
    shapes = [
        draw_text(axis.locate(value), 13, words, 12, SOFT, anchor="start" if value == 0 else "middle")
        for value, words in axis.marks()
    ]
    defined = "".join(PATTERNS[name] for name in ("missing-building", "unknown"))
    words = draw_text(CELL - 2, 13, unit, 12, SOFT, anchor="end")
    return _frame(f"<defs>{defined}</defs>{''.join(shapes)}{words}", 18, unit)


def draw_gap_cell(bar: GapBar, bars: Sequence[GapBar], another: str) -> str:
    """The cell of a link among all of the table; ``another`` are the words for another unit."""
    middle, axis = _CELL_TALL / 2, _axis_of(_INDENT, CELL - _INDENT - _WORDS, bars, bar.another_unit)
    shapes = [draw_rectangle(0, 0, CELL, _CELL_TALL, "#f3f4f6")] if bar.another_unit else []
    if bar.words:
        lines = wrap_text(bar.words, 12, CELL - 10, 2)
        first = middle + 4.5 - (len(lines) - 1) * 7
        shapes += [draw_text(_INDENT, first + number * 14, line, 12) for number, line in enumerate(lines)]
        return _frame("".join(shapes), _CELL_TALL, bar.sentence)
    values = [0.0] if bar.another_unit else axis.ticks()
    shapes += [draw_line(axis.locate(value), 0, axis.locate(value), _CELL_TALL, GRID) for value in values]
    shapes += _draw_bar(bar, middle, axis, 14)
    if bar.another_unit:
        shapes.append(draw_text(CELL - 2, middle + 4.5, another, 12, SOFT, anchor="end"))
    return _frame("".join(shapes), _CELL_TALL, bar.sentence)


def draw_gap_bars(
    bars: Sequence[GapBar], title: str, unit: str, states: Sequence[tuple[str, str]], whisker: str
) -> Drawing:
    """All links one below the other at the width of a desk; ``whisker`` says what the whiskers are."""
    axis = _axis_of(_BARS, _ROOM, bars)
    bottom = _HEAD + len(bars) * _ROW
    shapes, _tall = draw_state_legend(states, "missing", _WIDTH, whisker)
    shapes += axis.draw(_HEAD, bottom, unit)
    for number, bar in enumerate(bars):
        middle = _HEAD + (number + 0.5) * _ROW
        if bar.another_unit:
            shapes.append(draw_rectangle(_BARS, middle - _ROW / 2, _WIDTH - _BARS, _ROW, "#f3f4f6"))
        name = draw_name(0, middle, bar.name, _BARS - 14, ink=INKS["made"], bold=bar.strong)
        shapes.append(draw_link(bar.to, name))
        if bar.words:
            shapes += draw_name(_BARS + 6, middle, bar.words, 500, 12)
        else:
            shapes += _draw_bar(bar, middle, _axis_of(_BARS, _ROOM, bars, bar.another_unit), 14)
        shapes.append(draw_text(_WIDTH, middle + 4.5, bar.gap_words, 13, bold=True, anchor="end"))
        shapes.append(draw_line(0, middle + _ROW / 2, _WIDTH, middle + _ROW / 2, RULE))
    return Drawing("gap-bars", title, "; ".join(bar.sentence for bar in bars), _WIDTH, bottom + 20, shapes)


def draw_narrow_gap_bars(
    bars: Sequence[GapBar], title: str, states: Sequence[tuple[str, str]], whisker: str
) -> Drawing:
    """All links at the width of a telephone: name and amount above each bar."""
    shapes, start = draw_state_legend(states, "missing", _NARROW, whisker)
    top = start + 6
    for bar in bars:
        head, lower = draw_narrow_head(top, _NARROW, bar.name, bar.to, bar.gap_words, strong=bar.strong)
        shapes += head
        if bar.words:
            shapes += draw_name(0, top + 33 + lower, bar.words, _NARROW - 4, 12, SOFT)
        else:
            axis = _axis_of(0, _NARROW_BARS, bars, bar.another_unit)
            shapes += draw_status_bar(0, top + 24 + lower, 12, _measure(bar, axis), "missing")
            shapes += _draw_range(bar, top + 30 + lower, axis)
            shapes.append(draw_text(_NARROW, top + 35 + lower, bar.range_words, 12, SOFT, anchor="end"))
        top += _NARROW_ROW + lower
    height = top + 4
    return Drawing("gap-bars-narrow", title, "; ".join(bar.sentence for bar in bars), _NARROW, height, shapes)


def _measure(bar: GapBar, axis: LinearAxis) -> dict[str, float]:
    return {state: axis.measure(value) for state, value in bar.parts.items()}


def _draw_range(bar: GapBar, middle: float, axis: LinearAxis) -> list[str]:
    if bar.low is None or bar.high is None:
        return []
    return draw_whisker(axis.locate(bar.low), axis.locate(bar.high), middle)


def _draw_bar(bar: GapBar, middle: float, axis: LinearAxis, tall: float) -> list[str]:
    words = draw_text(axis.locate(bar.end) + 7, middle + 4.5, bar.range_words)
    return [
        *draw_status_bar(axis.left, middle - tall / 2, tall, _measure(bar, axis), "missing"),
        *_draw_range(bar, middle, axis),
        draw_link(bar.range_to, [words]) if bar.range_words else "",
    ]


def _frame(inside: str, height: float, label: str) -> str:
    """A small drawing in a cell; one with a link is a group, no image."""
    role = "group" if "<a " in inside else "img"
    size = f'width="{format_coordinate(CELL)}" height="{format_coordinate(height)}"'
    box = f'viewBox="0 0 {format_coordinate(CELL)} {format_coordinate(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pic" role="{role}" aria-label="{escape_attribute(label)}" '
        f'{size} {box} font-family="{FACES}">{inside}</svg>'
    )
