"""A series by month: a bar a month, solid where printed, hollow where derived, with growth as published above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import INK, INKS, SOFT
from liantu.drawings.shapes import draw_line, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_HIGH, _HEAD, _FOOT, _ROOM = 150.0, 62.0, 40.0, 62.0


@dataclass(frozen=True)
class MonthBar:
    """A month or another span: its words, its year, value with words, whether it is derived, growth in words."""

    label: str
    year: str
    value: float
    words: str
    derived: bool = False
    growth: str = ""


@dataclass(frozen=True)
class MonthWords:
    """The words of the legend: printed, derived, growth as published."""

    printed: str
    derived: str
    growth: str


def draw_month_bars(
    bars: Sequence[MonthBar], words: MonthWords, title: str, *, name: str = "months", width: float = 1290.0
) -> Drawing:
    """The bars in order of time, the last that fit; years below the first of each."""
    shown = list(bars)[-max(int(width // _ROOM), 1) :]
    lowest = min([0.0, *(bar.value for bar in shown)])
    highest = max([0.0, *(bar.value for bar in shown)])
    axis = LinearAxis(0.0, _HIGH, highest - lowest)
    foot = _HEAD + axis.measure(highest)
    step = width / max(len(shown), 6)
    shapes = [*_draw_legend(words, width), draw_line(0, foot, width, foot, SOFT)]
    year = ""
    for number, bar in enumerate(shown):
        shapes += _draw_bar(bar, axis, step * (number + 0.5), foot, step)
        bottom = _HEAD + _HIGH + 16
        shapes.append(draw_text(step * (number + 0.5), bottom, bar.label, 12, SOFT, anchor="middle"))
        if bar.year != year:
            shapes.append(draw_text(step * (number + 0.5), bottom + 17, bar.year, 12, INK, bold=True, anchor="middle"))
        year = bar.year
    described = "; ".join(" ".join(filter(None, [bar.year, bar.label, bar.words, bar.growth])) for bar in shown)
    return Drawing(name, title, described, width, _HEAD + _HIGH + _FOOT, shapes)


def _draw_bar(bar: MonthBar, axis: LinearAxis, middle: float, foot: float, step: float) -> list[str]:
    wide = min(0.6 * step, 44.0)
    high = axis.measure(abs(bar.value))
    top = foot - high if bar.value >= 0 else foot
    fill, dash = ("#FFFFFF", "3 2") if bar.derived else (INKS["made"], "")
    drawn = [draw_rectangle(middle - wide / 2, top, wide, high, fill, INKS["made"], dash=dash)]
    y = foot - max(high, 0.0) - 5 if bar.value >= 0 else foot - 5
    drawn.append(draw_text(middle, y, bar.words, 12, INK, anchor="middle"))
    if bar.growth:
        drawn.append(draw_text(middle, y - 15, bar.growth, 12, INKS["short"], bold=True, anchor="middle"))
    return drawn


def _draw_legend(words: MonthWords, width: float) -> list[str]:
    drawn, x = [], 0.0
    for fill, dash, word in ((INKS["made"], "", words.printed), ("#FFFFFF", "3 2", words.derived)):
        drawn.append(draw_rectangle(x + 1, 3, 20, 11, fill, INKS["made"], dash=dash))
        drawn.append(draw_text(x + 27, 13, word, 12))
        x += 27 + text_width(word, 12) * 1.06 + 18
    fits = x + text_width(words.growth, 12) * 1.1 <= width
    drawn.append(draw_text(x if fits else 0, 13 if fits else 29, words.growth, 12, INKS["short"], bold=True))
    return drawn
