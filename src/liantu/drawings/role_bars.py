"""Firms as bars: those that make a product, trade in it, serve it or only name it, each with the figure in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import DASHES, FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _NAMES, _BARS, _ROW = 940.0, 210.0, 420.0, 28.0
_NARROW, _NARROW_ROW = 340.0, 58.0
_TALL = 14.0
#: Fill, ink and dashes of each role: what is made stands out, what is only named is as good as unknown.
_LOOKS = {
    "makes": (INKS["made"], INKS["made"], ""),
    "trades": (FILLS["made"], INKS["made"], ""),
    "serves": ("#FFFFFF", INKS["made"], DASHES["planned"]),
    "unknown": (FILLS["unknown"], SOFT, DASHES["unknown"]),
}


@dataclass(frozen=True)
class RoleBar:
    """A row: how many firms by role, and the figure in words."""

    name: str
    to: str
    firms: Mapping[str, int]
    words: str

    @property
    def end(self) -> int:
        """Where the bar ends."""
        return sum(self.firms.values())

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return f"{self.name}: {self.words}"


def draw_role_bars(name: str, bars: Sequence[RoleBar], legend: Mapping[str, str], title: str) -> Drawing:
    """The picture at the width of a desk; without a legend the bars are firms and no more."""
    shapes, top = _draw_legend(legend, _WIDTH)
    axis = choose_axis(_NAMES, _BARS, (bar.end for bar in bars))
    bottom = top + len(bars) * _ROW
    shapes += axis.draw(top, bottom, "")
    for number, bar in enumerate(bars):
        middle = top + (number + 0.5) * _ROW
        label = draw_name(0, middle, bar.name, _NAMES - 12, ink=INKS["made"] if bar.to else INK)
        shapes.append(draw_link(bar.to, label))
        shapes += _draw_bar(bar, axis, middle)
        shapes += draw_name(_NAMES + _BARS + 24, middle, bar.words, _WIDTH - _NAMES - _BARS - 26, 12.5)
        shapes.append(draw_line(0, middle + _ROW / 2, _WIDTH, middle + _ROW / 2, RULE))
    return Drawing(name, title, "; ".join(bar.sentence for bar in bars), _WIDTH, bottom + 22, shapes)


def draw_narrow_role_bars(name: str, bars: Sequence[RoleBar], legend: Mapping[str, str], title: str) -> Drawing:
    """The picture at the width of a telephone: name, bar and figure below each other."""
    shapes, top = _draw_legend(legend, _NARROW)
    axis = choose_axis(0, _NARROW - 40, (bar.end for bar in bars))
    for bar in bars:
        label = draw_name(0, top + 13, bar.name, _NARROW / 1.08, 13, INKS["made"] if bar.to else INK, lines=1)
        shapes.append(draw_line(0, top, _NARROW, top, RULE))
        shapes.append(draw_link(bar.to, label))
        shapes += _draw_bar(bar, axis, top + 30)
        shapes += draw_name(0, top + 48, bar.words, _NARROW, 12, lines=1)
        top += _NARROW_ROW
    return Drawing(f"{name}-narrow", title, "; ".join(bar.sentence for bar in bars), _NARROW, top + 6, shapes)


def _draw_bar(bar: RoleBar, axis: LinearAxis, middle: float) -> list[str]:
    drawn, left = [], axis.left
    for role, (fill, ink, dash) in _LOOKS.items():
        count = bar.firms.get(role, 0)
        if count:
            width = axis.measure(count)
            drawn.append(draw_rectangle(left, middle - _TALL / 2, width, _TALL, fill, ink, dash=dash))
            left += width
    return drawn


def _draw_legend(legend: Mapping[str, str], room: float) -> tuple[list[str], float]:
    shapes: list[str] = []
    x, y = 0.0, 2.0
    for role, word in legend.items():
        width = 26 + text_width(word, 12) * 1.04
        if x and x + width > room:
            x, y = 0.0, y + 18
        fill, ink, dash = _LOOKS[role]
        shapes += [draw_rectangle(x, y, 20, 12, fill, ink, dash=dash), draw_text(x + 26, y + 11, word, 12)]
        x += width + 18
    return shapes, y + 26 if legend else 18.0
