"""Industries of a region by how near they stand to what it has, and by how much of them it has: a mark each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import GRID, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_text
from liantu.drawings.svg_text import format_coordinate, text_width
from liantu.wording.amounts import format_significant

_LEFT, _TOP, _BOTTOM, _RIGHT, _MARK, _SIZE = 44.0, 46.0, 40.0, 16.0, 5.0, 12.5
#: Frames end a little behind what they have to show.
_ROOM = 1.06


class IndustryMark(NamedTuple):
    """An industry: its nearness (0 to 1), its quotient, its name, and both in words."""

    density: float
    quotient: float
    name: str
    words: str


class ScatterWords(NamedTuple):
    """What stands at the axes, at the line of 1, and beside the two marks above."""

    across: str
    up: str
    level: str
    present: str
    lacking: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        """Whether two boxes have a point in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def draw_quotient_scatter(
    marks: Sequence[IndustryMark], words: ScatterWords, title: str, *, name: str, width: float, height: float = 400.0
) -> Drawing:
    """Nearness across, quotient up; full marks reach 1. A name that finds no room stands in the table alone."""
    foot = height - _BOTTOM
    across = LinearAxis(_LEFT, width - _LEFT - _RIGHT, max((mark.density for mark in marks), default=1.0) * _ROOM)
    up = LinearAxis(0, foot - _TOP, max([1.2, *(mark.quotient for mark in marks)]) * _ROOM)
    shapes = [*_draw_legend(words, width), draw_text(0, 34, words.up, 12, SOFT)]
    shapes += across.draw(_TOP, foot, "")
    shapes.append(draw_text(width, height - 4, words.across, 12, SOFT, anchor="end"))
    for value in up.ticks():
        y = foot - up.measure(value)
        shapes.append(draw_line(_LEFT, y, width - _RIGHT, y, GRID))
        shapes.append(draw_text(_LEFT - 6, y + 4, format_significant(value), 12, SOFT, anchor="end"))
    line = foot - up.measure(1.0)
    shapes.append(draw_line(_LEFT, line, width - _RIGHT, line, INK, 1.4, "4 3"))
    shapes.append(draw_text(width - _RIGHT, line - 5, words.level, 12, anchor="end"))
    places = [(across.locate(mark.density), foot - up.measure(mark.quotient)) for mark in marks]
    taken = [_Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in places]
    taken.append(_Box(width - _RIGHT - text_width(words.level, 12) * 1.06, line - 17, width, line + 3))
    for mark, (x, y) in zip(marks, places, strict=True):
        shapes.append(_draw_mark(x, y, full=mark.quotient >= 1))
        shapes += _draw_label(mark.name, x, y, taken, _Box(_LEFT, _TOP, width, foot))
    return Drawing(name, title, "; ".join(f"{mark.name} {mark.words}" for mark in marks), width, height, shapes)


def _draw_legend(words: ScatterWords, width: float) -> list[str]:
    drawn, x = [], width - 4
    for text, full in ((words.lacking, False), (words.present, True)):
        x -= text_width(text, _SIZE) * 1.06
        drawn += [draw_text(x, 14, text, _SIZE), _draw_mark(x - 11, 10, full=full)]
        x -= 32
    return drawn


def _draw_mark(x: float, y: float, *, full: bool) -> str:
    fill = INKS["made"] if full else "#FFFFFF"
    place = f'cx="{format_coordinate(x)}" cy="{format_coordinate(y)}"'
    return f'<circle {place} r="{_MARK:g}" fill="{fill}" stroke="{INKS["made"]}" stroke-width="1.6"/>'


def _draw_label(name: str, x: float, y: float, taken: list[_Box], frame: _Box) -> list[str]:
    """The name right, left, above or below the mark, where no other word or mark is; nothing where all are taken."""
    long = text_width(name, _SIZE) * 1.06
    for left, middle in ((x + 9, y), (x - 9 - long, y), (x - long / 2, y - 15), (x - long / 2, y + 15)):
        box = _Box(left, middle - 8, left + long, middle + 8)
        inside = frame.left <= box.left and box.right <= frame.right and frame.top <= box.top
        if inside and box.bottom <= frame.bottom and not any(box.meets(other) for other in taken):
            taken.append(box)
            return [draw_text(left, middle + 4.4, name, _SIZE)]
    return []
