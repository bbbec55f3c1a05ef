"""Firms by two indicators, a mark a firm by grade, with the lines of benchmark and cap, and one firm ringed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.grade_marks import draw_mark, mark_grade
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import GRID, INK, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import escape_attribute, format_coordinate, text_width
from liantu.wording.amounts import format_significant

_LEFT, _TOP, _BOTTOM, _RIGHT = 44.0, 46.0, 38.0, 12.0
#: The frame ends a little behind what it has to show.
_ROOM = 1.08
#: A value so many times the next lower one is not shown: it would press all others together.
_WIDE = 1.5


@dataclass(frozen=True)
class ScatterPoint:
    """A firm: its two values, the place of its grade from the best (None: no grade), and what it is called."""

    across: float
    up: float
    place: int | None
    words: str
    to: str


@dataclass(frozen=True)
class ScatterLine:
    """A value marked on an axis, with its words; a cap is dashed."""

    value: float
    words: str
    dashed: bool


@dataclass(frozen=True)
class ScatterAxis:
    """An indicator with its unit, its lines, and the end of its frame."""

    words: str
    lines: Sequence[ScatterLine]
    end: float


@dataclass(frozen=True)
class Scatter:
    """All that is drawn; ``ringed`` is a point of ``points`` with the words of its box."""

    across: ScatterAxis
    up: ScatterAxis
    points: Sequence[ScatterPoint]
    grades: Sequence[str]
    ringed: tuple[ScatterPoint, Sequence[str]] | None = None

    def is_inside(self, point: ScatterPoint) -> bool:
        """Whether the frame has room for a point; the page counts the others."""
        return 0 <= point.across <= self.across.end and 0 <= point.up <= self.up.end


def choose_frame(values: Sequence[float], lines: Sequence[float]) -> float:
    """The end of an axis: behind the lines, and behind every value up to the first gap that is wide.

    >>> round(choose_frame([10.0, 20.0, 30.0, 36.0, 400.0], [18.0, 27.0]), 2)
    38.88
    """
    end = max(lines, default=0.0)
    for value in sorted(value for value in values if value > end):
        if end and value > _WIDE * end:
            break
        end = value
    return end * _ROOM


def draw_scatter(
    scatter: Scatter, title: str, description: str, *, name: str = "scatter", size: tuple[float, float] = (762.0, 344.0)
) -> Drawing:
    """The marks of all firms within the frame."""
    width, height = size
    across = LinearAxis(_LEFT, width - _LEFT - _RIGHT, scatter.across.end)
    up = LinearAxis(0, height - _TOP - _BOTTOM, scatter.up.end)
    foot = height - _BOTTOM
    shapes = [*_draw_legend(scatter.grades, width), draw_text(0, 34, scatter.up.words, 12, SOFT)]
    shapes.append(draw_text(width, height - 4, scatter.across.words, 12, SOFT, anchor="end"))
    shapes += across.draw(_TOP, foot, "")
    for value in up.ticks():
        y = foot - up.measure(value)
        shapes.append(draw_line(_LEFT, y, width - _RIGHT, y, GRID))
        shapes.append(draw_text(_LEFT - 6, y + 4, format_significant(value), 12, SOFT, anchor="end"))
    shapes += _draw_lines(scatter, across, up, (width, foot))
    inside = [point for point in scatter.points if scatter.is_inside(point)]
    for point in sorted(inside, key=lambda each: (each.place is None, each.place)):
        mark = draw_mark(
            across.locate(point.across), foot - up.measure(point.up), mark_grade(point.place, len(scatter.grades))
        )
        hint = f"<title>{escape_attribute(point.words)}</title>"
        shapes.append(draw_link(point.to, [f"<g>{hint}{mark}</g>"]))
    shapes += _name_lines(scatter, across, up, (width, foot))
    if scatter.ringed and scatter.is_inside(scatter.ringed[0]):
        shapes += _draw_ring(
            scatter.ringed[0], scatter.ringed[1], across, foot - up.measure(scatter.ringed[0].up), foot
        )
    return Drawing(name, title, description, width, height, shapes)


def _draw_legend(grades: Sequence[str], width: float) -> list[str]:
    drawn, x = [], width - 4
    for place, words in reversed(list(enumerate(grades))):
        x -= text_width(words, 12.5) * 1.06
        drawn.append(draw_text(x, 14, words, 12.5))
        drawn.append(draw_mark(x - 11, 10, mark_grade(place, len(grades))))
        x -= 30
    return drawn


def _draw_lines(scatter: Scatter, across: LinearAxis, up: LinearAxis, corner: tuple[float, float]) -> list[str]:
    """Benchmarks and caps."""
    drawn, (width, foot) = [], corner
    for line in scatter.across.lines:
        if line.value <= scatter.across.end:
            x = across.locate(line.value)
            drawn.append(draw_line(x, _TOP - 6, x, foot, INK, 1.4, "4 3" if line.dashed else ""))
    for line in scatter.up.lines:
        if line.value <= scatter.up.end:
            y = foot - up.measure(line.value)
            drawn.append(draw_line(_LEFT, y, width - _RIGHT, y, INK, 1.4, "4 3" if line.dashed else ""))
    return drawn


def _name_lines(scatter: Scatter, across: LinearAxis, up: LinearAxis, corner: tuple[float, float]) -> list[str]:
    """The words of the lines, upright ones at the top, level ones at the right end: no mark lies over them."""
    drawn, (width, foot) = [], corner
    for number, line in enumerate(scatter.across.lines):
        if line.value <= scatter.across.end:
            x = across.locate(line.value)
            fits = x + 5 + text_width(line.words, 12) * 1.06 <= width
            y, anchor = _TOP + 6 + 16 * number, "start" if fits else "end"
            drawn.append(_draw_edged(x + 5 if fits else x - 5, y, line.words, anchor))
    for line in scatter.up.lines:
        if line.value <= scatter.up.end:
            drawn.append(_draw_edged(width - _RIGHT, foot - up.measure(line.value) - 5, line.words, "end"))
    return drawn


def _draw_edged(x: float, y: float, words: str, anchor: str) -> str:
    """Words that a mark below them leaves readable."""
    edge = '<text paint-order="stroke" stroke="#FFFFFF" stroke-width="5" stroke-linejoin="round" '
    return draw_text(x, y, words, 12, anchor=anchor).replace("<text ", edge, 1)


def _draw_ring(point: ScatterPoint, words: Sequence[str], across: LinearAxis, y: float, foot: float) -> list[str]:
    """A ring around a firm, and a box with its words to the right below."""
    x, room = across.locate(point.across), max(text_width(line, 12.5) for line in words) * 1.06 + 20
    left = min(x + 90, across.left + across.width - room)
    top = min(y + 24, foot - 16 - 17 * len(words))
    place = f'cx="{format_coordinate(x)}" cy="{format_coordinate(y)}"'
    return [
        f'<circle {place} r="10" fill="none" stroke="{INK}" stroke-width="2"/>',
        draw_line(x + 8, y + 6, left, top + 12, INK),
        draw_rectangle(left, top, room, 8 + 17 * len(words), "#FFFFFF", INK),
        *(draw_text(left + 10, top + 17 + 17 * n, line, 12.5, bold=not n) for n, line in enumerate(words)),
    ]
