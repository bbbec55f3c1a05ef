"""Ratios of parts of a whole beside the ratio of the whole: a bar a part, a line through all for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import FILLS, INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_ROW, _TALL, _HEAD, _NAMES = 22.0, 15.0, 22.0, 136.0
#: From this width on names have twice the room.
_BROAD = 700.0


@dataclass(frozen=True)
class RatioBar:
    """A part with its ratio in words; one that is not told has no value, and the words say why."""

    name: str
    to: str
    value: float | None
    words: str


def draw_ratio_bars(
    bars: Sequence[RatioBar],
    whole: float | None,
    whole_words: str,
    title: str,
    *,
    name: str,
    width: float = 366.0,
) -> Drawing:
    """The bars as they are given; dark ones reach the ratio of the whole, which is the dashed line."""
    values = [bar.value for bar in bars if bar.value is not None] + ([whole] if whole is not None else [])
    room = max((text_width(bar.words, 12.5) for bar in bars), default=0.0) * 1.1 + 10
    names = _NAMES if width < _BROAD else 2 * _NAMES
    axis = LinearAxis(names, width - names - room, max(values, default=0.0))
    shapes: list[str] = []
    wraps = any(text_width(bar.name, 12.5) > names - 10 for bar in bars)
    row = _ROW + (8 if wraps else 0)
    bottom = _HEAD + len(bars) * row
    if whole is not None:
        x = axis.locate(whole)
        shapes.append(draw_line(x, _HEAD - 6, x, bottom, INK, 1.4, "4 3"))
        shapes.append(draw_text(x, _HEAD - 9, whole_words, 12, anchor="middle"))
    for number, bar in enumerate(bars):
        top = _HEAD + number * row
        shapes.append(draw_link(bar.to, draw_name(names - 6, top + 8, bar.name, names - 10, 12.5, anchor="end")))
        shapes += _draw_bar(bar, top, axis, whole)
    described = "; ".join([whole_words, *(f"{bar.name} {bar.words}" for bar in bars)])
    return Drawing(name, title, described, width, bottom + 4, shapes)


def _draw_bar(bar: RatioBar, top: float, axis: LinearAxis, whole: float | None) -> list[str]:
    if bar.value is None:
        fill, ink = FILLS["unknown"], INKS["unknown"]
        words = draw_text(axis.left + 46, top + 12, bar.words, 12, SOFT)
        return [draw_rectangle(axis.left, top, 40, _TALL, fill, ink, dash="2 3"), words]
    reaches = whole is None or bar.value >= whole
    fill = INKS["made"] if reaches else FILLS["made"]
    long = axis.measure(max(bar.value, 0.0))
    room = text_width(bar.words, 12.5) * 1.06
    return [
        draw_rectangle(axis.left, top, long, _TALL, fill, INKS["made"]),
        draw_rectangle(axis.left + long + 3, top + 1, room + 6, _TALL - 2, "#FFFFFF"),
        draw_text(axis.left + long + 6, top + 12, bar.words, 12.5, bold=True),
    ]
