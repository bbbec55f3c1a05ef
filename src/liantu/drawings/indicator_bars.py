"""A firm's indicators, a row each on a scale of its own: its value as a bar, with marks for what it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import choose_axis
from liantu.drawings.meanings import FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import format_coordinate, text_width

_ROW, _TALL, _HEAD = 54.0, 14.0, 26.0
_MARKS = ("benchmark", "mean", "next")


@dataclass(frozen=True)
class IndicatorBar:
    """An indicator: the firm's value in words, and benchmark, mean of the district and value for the next grade.

    ``marks`` has those that may be told, by kind; a value that is unknown is None.
    """

    name: str
    value: float | None
    words: str
    marks: dict[str, float]
    points: str


@dataclass(frozen=True)
class MarkWords:
    """The words of the legend: benchmark, mean and what the next grade takes; heading of the points."""

    benchmark: str
    mean: str
    next: str
    points: str


def draw_indicator_bars(
    bars: Sequence[IndicatorBar], words: MarkWords, title: str, *, name: str = "indicators", width: float = 955.0
) -> Drawing:
    """The rows: name and value above the bar, marks across it; units differ, so no row is compared with another."""
    right = width - max((text_width(bar.points, 12.5) for bar in bars), default=0.0) * 1.06 - 16
    shapes = [*_draw_legend(words), draw_text(width, 14, words.points, 12, SOFT, anchor="end")]
    for number, bar in enumerate(bars):
        top = _HEAD + number * _ROW
        room = right - text_width(bar.words, 12.5) - 24
        shapes += [
            draw_line(0, top, width, top, RULE),
            *draw_name(0, top + 14, bar.name, room, bold=True),
            draw_text(right, top + 17, bar.words, 12.5, anchor="end"),
            draw_text(width, top + 43, bar.points, 12.5, bold=True, anchor="end"),
            *_draw_bar(bar, top + 31, right),
        ]
    described = "; ".join(f"{bar.name}: {bar.words}, {bar.points}" for bar in bars)
    return Drawing(name, title, described, width, _HEAD + len(bars) * _ROW + 4, shapes)


def _draw_bar(bar: IndicatorBar, top: float, right: float) -> list[str]:
    """The bar from zero to the value, dark where it reaches the benchmark; hatched where the value is unknown."""
    if bar.value is None:
        return [draw_rectangle(0, top, 40, _TALL, FILLS["unknown"], INKS["unknown"], dash="2 3")]
    axis = choose_axis(0, right - 6, [bar.value, *bar.marks.values()])
    reaches = bar.value >= bar.marks.get("benchmark", bar.value)
    fill = INKS["made"] if reaches else FILLS["made"]
    drawn = [draw_rectangle(0, top, axis.measure(max(bar.value, 0.0)), _TALL, fill, INKS["made"])]
    for kind in _MARKS:
        if (value := bar.marks.get(kind)) is not None and value >= 0:
            drawn.append(_draw_mark(kind, axis.locate(value), top))
    return drawn


def _draw_mark(kind: str, x: float, top: float) -> str:
    """A full line is the benchmark, a dashed one the mean, a triangle what the next grade takes."""
    if kind == "next":
        points = f"{format_coordinate(x - 5)},{format_coordinate(top - 6)} {format_coordinate(x + 5)},"
        points += f"{format_coordinate(top - 6)} {format_coordinate(x)},{format_coordinate(top + 2)}"
        return f'<polygon points="{points}" fill="{INKS["short"]}"/>'
    return draw_line(
        x, top - 4, x, top + _TALL + 4, INK, 2 if kind == "benchmark" else 1.4, "" if kind == "benchmark" else "3 2"
    )


def _draw_legend(words: MarkWords) -> list[str]:
    drawn, x = [], 6.0
    for kind, label in zip(_MARKS, (words.benchmark, words.mean, words.next), strict=True):
        drawn += [_draw_mark(kind, x, 8 if kind == "next" else 2), draw_text(x + 10, 14, label, 12)]
        x += 10 + text_width(label, 12) * 1.06 + 22
    return drawn
