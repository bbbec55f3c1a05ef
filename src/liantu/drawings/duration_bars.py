"""How long things take beside what is promised: a bar to the median, a whisker to the ninetieth percentile, a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import choose_axis
from liantu.drawings.meanings import INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_rectangle, draw_text
from liantu.drawings.status_bar import draw_whisker
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _TALL, _HEAD = 30.0, 13.0, 40.0


@dataclass(frozen=True)
class DurationBar:
    """An item with the days of its median and ninetieth percentile, and those promised; None where unknown."""

    name: str
    median: float | None
    late_end: float | None
    promised: float | None
    words: str

    @property
    def exceeds(self) -> bool:
        """Whether more than one in ten takes longer than is promised."""
        return None not in (self.late_end, self.promised) and (self.late_end or 0) > (self.promised or 0)


@dataclass(frozen=True)
class DurationWords:
    """The words of the legend and of the axis."""

    median: str
    late_end: str
    promised: str
    unit: str


def draw_duration_bars(
    bars: Sequence[DurationBar],
    words: DurationWords,
    title: str,
    *,
    name: str = "durations",
    width: float = 955.0,
    names: float = 330.0,
) -> Drawing:
    """The items as they are given, on one axis of days; red where one in ten takes longer than promised."""
    room = max((text_width(bar.words, 12.5) for bar in bars), default=0.0) * 1.08 + 12
    longest = [value for bar in bars for value in (bar.median, bar.late_end, bar.promised)]
    axis = choose_axis(names, width - names - room, longest)
    bottom = _HEAD + len(bars) * _ROW
    shapes = [*_draw_legend(words), *axis.draw(_HEAD, bottom, words.unit)]
    for number, bar in enumerate(bars):
        top = _HEAD + number * _ROW
        middle = top + _ROW / 2
        ink = INKS["missing" if bar.exceeds else "made"]
        lines = wrap_text(bar.name, 12.5, names - 12, 2)
        first = middle + 4.5 - 7 * (len(lines) - 1)
        shapes += [draw_text(0, first + 14 * at_line, line, 12.5) for at_line, line in enumerate(lines)]
        if bar.median is not None:
            shapes.append(draw_rectangle(names, middle - _TALL / 2, axis.measure(bar.median), _TALL, ink, ink))
            if bar.late_end is not None:
                shapes += draw_whisker(axis.locate(bar.median), axis.locate(bar.late_end), middle)
        if bar.promised is not None:
            x = axis.locate(bar.promised)
            shapes.append(draw_line(x, middle - 11, x, middle + 11, INK, 2))
        shapes.append(draw_text(width, middle + 4.5, bar.words, 12.5, ink if bar.exceeds else INK, anchor="end"))
        shapes.append(draw_line(0, top + _ROW, width, top + _ROW, RULE))
    described = "; ".join(f"{bar.name}: {bar.words}" for bar in bars)
    return Drawing(name, title, described, width, bottom + 20, shapes)


def _draw_legend(words: DurationWords) -> list[str]:
    x = 30 + text_width(words.median, 12) * 1.06 + 20
    after = x + 34 + text_width(words.late_end, 12) * 1.06 + 20
    return [
        draw_rectangle(0, 4, 22, 11, INKS["made"], INKS["made"]),
        draw_text(28, 14, words.median, 12),
        *draw_whisker(x, x + 26, 9.5),
        draw_text(x + 33, 14, words.late_end, 12),
        draw_line(after, 1, after, 18, INK, 2),
        draw_text(after + 8, 14, words.promised, 12, SOFT),
    ]
