"""What a plant costs a year in each place: a bar in parts by kind of cost, its range, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import DASHES, FILLS, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.status_bar import draw_whisker
from liantu.drawings.svg_text import text_width, wrap_text

_ROW = 66.0
_NARROW, _NARROW_ROW = 340.0, 116.0
_TALL = 20.0
#: The stub behind a bar that has a part unknown.
_STUB = 30.0
#: Fill, ink and dashes of each kind of cost: tints of one colour, so that lengths are compared and not hues.
LOOKS = {
    "materials": (FILLS["made"], INKS["made"], ""),
    "energy": (INKS["made"], INKS["made"], ""),
    "freight": ("url(#made-building)", INKS["made"], ""),
    "labour": ("#8FB2D6", INKS["made"], ""),
    "capital": ("#5C728A", INKS["made"], ""),
    "site": ("#C9D3DD", INKS["made"], ""),
    "water": ("#FFFFFF", INKS["made"], ""),
    "tax": ("#FFFFFF", INKS["made"], DASHES["planned"]),
    "unknown": (FILLS["unknown"], SOFT, DASHES["unknown"]),
}


@dataclass(frozen=True)
class Frame:
    """How wide a picture is, and of that the names and the bars; figures stand behind."""

    width: float
    names: float
    bars: float


#: On paper its type of 12 prints at nine points.
DESK, PAPER = Frame(940.0, 176.0, 470.0), Frame(594.0, 124.0, 250.0)


@dataclass(frozen=True)
class SiteCostBar:
    """A place: its known cost by kind in the unit of the axis, the range of it, whether a part is unknown, and words:
    the sum, a unit, against the first, what is to be asked."""

    name: str
    to: str
    parts: Mapping[str, float]
    low: float | None
    high: float | None
    is_open: bool
    total: str
    against: str
    asks: str

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return sum(value for value in self.parts.values() if value > 0)

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return ", ".join(filter(None, [self.name, self.total, self.against, self.asks]))


def draw_site_cost_bars(
    bars: Sequence[SiteCostBar], legend: Mapping[str, str], title: str, whisker: str, frame: Frame = DESK
) -> Drawing:
    """The picture in a frame; ``whisker`` are the words of the range (none: no range is drawn)."""
    shapes, top = _draw_legend(legend, whisker, frame.width)
    axis = _choose_axis(bars, frame.names, frame.bars - _STUB)
    bottom = top + len(bars) * _ROW
    shapes += axis.draw(top, bottom, "")
    left = frame.names + frame.bars + 14
    for number, bar in enumerate(bars):
        first = top + number * _ROW
        middle = first + 24
        shapes.append(
            draw_link(bar.to, draw_name(0, middle, bar.name, frame.names - 12, 13.5, INKS["made"], bold=True))
        )
        shapes += _draw_bar(bar, axis, middle)
        shapes.append(draw_text(left, middle + 1, bar.total, 13, bold=True))
        shapes.append(draw_text(left, middle + 19, bar.against, 12))
        shapes += _draw_asks(bar, frame.names, middle + 28, frame.bars)
        shapes.append(draw_line(0, first + _ROW, frame.width, first + _ROW, RULE))
    return Drawing("site-costs", title, "; ".join(bar.sentence for bar in bars), frame.width, bottom + 22, shapes)


def draw_narrow_site_cost_bars(
    bars: Sequence[SiteCostBar], legend: Mapping[str, str], title: str, whisker: str
) -> Drawing:
    """The picture at the width of a telephone: name, bar, sum, what is to be asked below each other."""
    shapes, top = _draw_legend(legend, whisker, _NARROW)
    axis = _choose_axis(bars, 0.0, _NARROW - _STUB - 4)
    for bar in bars:
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 14, bar.name, _NARROW / 1.08, 13, INKS["made"], bold=True, lines=1)),
            *_draw_bar(bar, axis, top + 36),
            draw_text(0, top + 62, bar.total, 12.5, bold=True),
            draw_text(0, top + 79, bar.against, 12),
            *_draw_asks(bar, 0.0, top + 96, _NARROW, lines=2),
        ]
        top += _NARROW_ROW
    return Drawing("site-costs-narrow", title, "; ".join(bar.sentence for bar in bars), _NARROW, top + 6, shapes)


def _choose_axis(bars: Sequence[SiteCostBar], left: float, width: float) -> LinearAxis:
    return choose_axis(left, width, [value for bar in bars for value in (bar.end, bar.high)])


def _draw_bar(bar: SiteCostBar, axis: LinearAxis, middle: float) -> list[str]:
    drawn, left, first = [], axis.left, middle - _TALL / 2
    for part, value in bar.parts.items():
        if value > 0:
            fill, ink, dash = LOOKS[part]
            drawn.append(draw_rectangle(left, first, axis.measure(value), _TALL, fill, ink, thick=0.8, dash=dash))
            left += axis.measure(value)
    if bar.is_open:
        fill, ink, dash = LOOKS["unknown"]
        drawn.append(draw_rectangle(left, first, _STUB - 4, _TALL, fill, ink, dash=dash))
    if bar.low is not None and bar.high is not None and bar.high > bar.low:
        drawn += draw_whisker(axis.locate(bar.low), axis.locate(bar.high), first - 5)
    return drawn


def _draw_asks(bar: SiteCostBar, left: float, baseline: float, room: float, lines: int = 1) -> list[str]:
    rows = wrap_text(bar.asks, 12, room, lines) if bar.asks else []
    return [draw_text(left, baseline + 14 * number, row, 12, INKS["short"]) for number, row in enumerate(rows)]


def _draw_legend(legend: Mapping[str, str], whisker: str, room: float) -> tuple[list[str], float]:
    shapes: list[str] = []
    x, y = 0.0, 2.0
    for part, word in [*legend.items(), *([("", whisker)] if whisker else [])]:
        width = 26 + text_width(word, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        if part:
            fill, ink, dash = LOOKS[part]
            shapes.append(draw_rectangle(x, y, 20, 12, fill, ink, thick=0.8, dash=dash))
        else:
            shapes += draw_whisker(x, x + 20, y + 6)
        shapes.append(draw_text(x + 26, y + 11, word, 12))
        x += width + 18
    return shapes, y + 30
