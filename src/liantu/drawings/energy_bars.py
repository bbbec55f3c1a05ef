"""Energy of groups as bars in parts: fuel, power and steam filled, what becomes a product hollow behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import DASHES, FILLS, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _NAMES, _BARS, _ROW = 940.0, 250.0, 440.0, 34.0
_NARROW, _NARROW_ROW = 340.0, 58.0
_TALL = 14.0
#: Fill, ink and dashes of each part.
_LOOKS = {
    "fuel": (INKS["made"], INKS["made"], ""),
    "power": ("url(#made-building)", INKS["made"], ""),
    "heat": (FILLS["made"], INKS["made"], ""),
    "feedstock": ("#FFFFFF", INKS["short"], DASHES["planned"]),
    "unknown": (FILLS["unknown"], SOFT, DASHES["unknown"]),
}


@dataclass(frozen=True)
class EnergyBar:
    """A group: its parts in the unit of the axis, whether a part is unknown, and the figure in words."""

    name: str
    to: str
    parts: Mapping[str, float]
    is_open: bool
    words: str

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return sum(self.parts.values())

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return f"{self.name}: {self.words}"


def draw_energy_bars(bars: Sequence[EnergyBar], legend: Mapping[str, str], unit: str, title: str) -> Drawing:
    """The picture at the width of a desk."""
    shapes, top = _draw_legend(legend, _WIDTH)
    axis = choose_axis(_NAMES, _BARS - 40, (bar.end for bar in bars))
    bottom = top + len(bars) * _ROW
    shapes += axis.draw(top, bottom, unit)
    for number, bar in enumerate(bars):
        middle = top + (number + 0.5) * _ROW
        shapes.append(draw_link(bar.to, draw_name(0, middle, bar.name, _NAMES - 12, ink=INKS["made"])))
        shapes += _draw_bar(bar, axis, middle)
        shapes += draw_name(_NAMES + _BARS + 20, middle, bar.words, _WIDTH - _NAMES - _BARS - 22, 12.5, bold=True)
        shapes.append(draw_line(0, middle + _ROW / 2, _WIDTH, middle + _ROW / 2, RULE))
    return Drawing("energy", title, "; ".join(bar.sentence for bar in bars), _WIDTH, bottom + 22, shapes)


def draw_narrow_energy_bars(bars: Sequence[EnergyBar], legend: Mapping[str, str], title: str) -> Drawing:
    """The picture at the width of a telephone: name, bar, figure below each other."""
    shapes, top = _draw_legend(legend, _NARROW)
    axis = choose_axis(0, _NARROW - 40, (bar.end for bar in bars))
    for bar in bars:
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 13, bar.name, _NARROW / 1.08, 13, INKS["made"], bold=True, lines=1)),
            *_draw_bar(bar, axis, top + 29),
            *draw_name(0, top + 47, bar.words, _NARROW, 12, lines=1),
        ]
        top += _NARROW_ROW
    return Drawing("energy-narrow", title, "; ".join(bar.sentence for bar in bars), _NARROW, top + 6, shapes)


def _draw_bar(bar: EnergyBar, axis: LinearAxis, middle: float) -> list[str]:
    drawn, left, first = [], axis.left, middle - _TALL / 2
    for part, value in bar.parts.items():
        if value > 0:
            fill, ink, dash = _LOOKS[part]
            drawn.append(draw_rectangle(left, first, axis.measure(value), _TALL, fill, ink, dash=dash))
            left += axis.measure(value)
    if bar.is_open:
        fill, ink, dash = _LOOKS["unknown"]
        drawn.append(draw_rectangle(left, first, 26, _TALL, fill, ink, dash=dash))
    return drawn


def _draw_legend(legend: Mapping[str, str], room: float) -> tuple[list[str], float]:
    shapes: list[str] = []
    x, y = 0.0, 2.0
    for part, word in legend.items():
        width = 26 + text_width(word, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        fill, ink, dash = _LOOKS[part]
        shapes += [draw_rectangle(x, y, 20, 12, fill, ink, dash=dash), draw_text(x + 26, y + 11, word, 12)]
        x += width + 18
    return shapes, y + 26
