"""How far single inputs move a difference: bars to either side of what it is now, with the line where the order turns.

The same drawing shows what a difference is made of: bars from nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import GRID, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width
from liantu.wording.amounts import format_significant

_WIDTH, _NAMES, _BARS, _ROW = 674.0, 218.0, 300.0, 34.0
_NARROW, _NARROW_ROW = 340.0, 58.0
_TALL = 14.0
_HEAD, _NARROW_HEAD = 40.0, 56.0


@dataclass(frozen=True)
class TornadoBar:
    """An input: the difference at its low and at its high value in the unit of the axis, and the words beside it."""

    name: str
    to: str
    at_low: float
    at_high: float
    words: str

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return f"{self.name}: {self.words}"


@dataclass(frozen=True)
class TornadoWords:
    """The words around the bars: which side is whose, what the line of the present is, what the fills are."""

    below: str
    above: str
    now: str
    low: str
    high: str


@dataclass(frozen=True)
class _Scale:
    """Where a difference stands; ``zero`` is the line at which the order turns."""

    axis: LinearAxis
    lowest: float

    def locate(self, value: float) -> float:
        """Where a value stands."""
        return self.axis.locate(value - self.lowest)


def draw_tornado(name: str, bars: Sequence[TornadoBar], base: float, words: TornadoWords, title: str) -> Drawing:
    """The picture at the width of half a desk; ``base`` is the difference now (nothing: bars from nothing)."""
    scale = _choose_scale(bars, base, _NAMES, _BARS)
    bottom = _HEAD + len(bars) * _ROW
    shapes = [*_draw_head(words, scale, base, _WIDTH), *_draw_grid(scale, base, _HEAD, bottom)]
    for number, bar in enumerate(bars):
        middle = _HEAD + (number + 0.5) * _ROW
        shapes.append(draw_link(bar.to, draw_name(0, middle, bar.name, _NAMES - 12, 12.5, INK)))
        shapes += _draw_bar(bar, base, scale, middle)
        shapes += draw_name(_NAMES + _BARS + 14, middle, bar.words, _WIDTH - _NAMES - _BARS - 16, 12.5)
        shapes.append(draw_line(0, middle + _ROW / 2, _WIDTH, middle + _ROW / 2, RULE))
    shapes += _draw_axis(scale, bottom)
    return Drawing(name, title, "; ".join(bar.sentence for bar in bars), _WIDTH, bottom + 24, shapes)


def draw_narrow_tornado(name: str, bars: Sequence[TornadoBar], base: float, words: TornadoWords, title: str) -> Drawing:
    """The picture at the width of a telephone: the name above its bar, the words below."""
    scale = _choose_scale(bars, base, 0.0, _NARROW - 4)
    bottom = _NARROW_HEAD + len(bars) * _NARROW_ROW
    shapes = _draw_head(words, scale, base, _NARROW)
    for number, bar in enumerate(bars):
        top = _NARROW_HEAD + number * _NARROW_ROW
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 12, bar.name, _NARROW / 1.05, 12.5, INK, lines=1)),
            *_draw_grid(scale, base, top + 21, top + 37),
            *_draw_bar(bar, base, scale, top + 29),
            *draw_name(0, top + 48, bar.words, _NARROW, 12, SOFT, lines=1),
        ]
    shapes += _draw_axis(scale, bottom)
    described = "; ".join(bar.sentence for bar in bars)
    return Drawing(f"{name}-narrow", title, described, _NARROW, bottom + 24, shapes)


def _choose_scale(bars: Sequence[TornadoBar], base: float, left: float, width: float) -> _Scale:
    values = [0.0, base, *(value for bar in bars for value in (bar.at_low, bar.at_high))]
    lowest, highest = min(values), max(values)
    margin = (highest - lowest) * 0.04 or 1.0
    return _Scale(LinearAxis(left, width, highest - lowest + 2 * margin), lowest - margin)


def _list_ticks(scale: _Scale) -> list[float]:
    marks = scale.axis.ticks(7)
    step = marks[1] if len(marks) > 1 else scale.axis.highest
    first = int(scale.lowest / step) - 1
    ticks = [step * number for number in range(first, first + len(marks) + 4)]
    return [tick for tick in ticks if scale.lowest <= tick <= scale.lowest + scale.axis.highest]


def _draw_head(words: TornadoWords, scale: _Scale, base: float, room: float) -> list[str]:
    """Whose side is whose, and what the fills and the line of the present are."""
    sides = (f"← {words.below}", f"{words.above} →")
    if room > _NARROW:
        side = "    ".join(sides)
        shapes, y = [draw_text(min(scale.axis.left, room - text_width(side, 12) * 1.05), 12, side, 12, SOFT)], 20.0
    else:
        shapes, y = [draw_text(0, 12 + 16 * number, side, 12, SOFT) for number, side in enumerate(sides)], 36.0
    if not words.low:
        return shapes
    x = scale.axis.left if room > _NARROW else 0.0
    for fill, word in (("#FFFFFF", words.low), (INKS["made"], words.high)):
        shapes += [draw_rectangle(x, y, 18, 11, fill, INKS["made"]), draw_text(x + 23, y + 10, word, 12)]
        x += 23 + text_width(word, 12) + 14
    if base:
        shapes += [draw_line(x + 8, y - 1, x + 8, y + 12, SOFT, 1.4, "3 2"), draw_text(x + 16, y + 10, words.now, 12)]
    return shapes


def _draw_grid(scale: _Scale, base: float, top: float, bottom: float) -> list[str]:
    shapes = [
        draw_line(scale.locate(tick), top, scale.locate(tick), bottom, GRID) for tick in _list_ticks(scale) if tick
    ]
    shapes.append(draw_line(scale.locate(0.0), top, scale.locate(0.0), bottom, INK, 1.6))
    if base:
        shapes.append(draw_line(scale.locate(base), top, scale.locate(base), bottom, SOFT, 1.4, "3 2"))
    return shapes


def _draw_axis(scale: _Scale, bottom: float) -> list[str]:
    """The figures of the axis, without those that would leave it."""
    first, last = scale.axis.left, scale.axis.left + scale.axis.width
    return [
        draw_text(scale.locate(tick), bottom + 14, _write_tick(tick), 12, SOFT, anchor="middle")
        for tick in _list_ticks(scale)
        if first <= scale.locate(tick) - text_width(_write_tick(tick), 12) / 2
        and scale.locate(tick) + text_width(_write_tick(tick), 12) / 2 <= last
    ]


def _write_tick(tick: float) -> str:
    return ("−" if tick < 0 else "") + format_significant(abs(tick))


def _draw_bar(bar: TornadoBar, base: float, scale: _Scale, middle: float) -> list[str]:
    first, drawn = middle - _TALL / 2, []
    for value, fill in ((bar.at_low, "#FFFFFF"), (bar.at_high, INKS["made"])):
        ends = sorted((scale.locate(base), scale.locate(value)))
        if ends[1] - ends[0] > 0:
            drawn.append(draw_rectangle(ends[0], first, ends[1] - ends[0], _TALL, fill, INKS["made"]))
    return drawn
