"""What a surplus could become beside what the market is: a bar against a band, a line a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_HEAD, _NARROW = 30.0, 340.0
_MARKET, _CAP = "#E3E7EC", "#F0CE8C"


class _Columns(NamedTuple):
    """How wide a picture, its names, bars and words of fit are, how high a line is, and the rows of words it takes."""

    width: float
    names: float
    bars: float
    fit: float
    row: float
    lines: int


_DESK = _Columns(1372.0, 300.0, 560.0, 200.0, 44.0, 3)
_LAPTOP = _Columns(950.0, 206.0, 270.0, 210.0, 56.0, 4)


@dataclass(frozen=True)
class MarketBar:
    """What could be made of a product, its market and the part open to new plants, all in one unit.

    Each line has a scale of its own, from nothing to the largest of them. ``fit_words`` say whether the market takes
    it, in the ink of ``meaning``.
    """

    name: str
    to: str
    makes: float
    market: tuple[float, float]
    cap: tuple[float, float]
    makes_words: str
    market_words: str
    fit_words: str = ""
    meaning: str = "short"

    @property
    def end(self) -> float:
        """Where the longest of them ends."""
        return max(self.makes, self.market[1], self.cap[1])

    @property
    def sentence(self) -> str:
        """The line as it is read aloud."""
        return ", ".join(filter(None, [self.name, self.makes_words, self.market_words, self.fit_words]))


@dataclass(frozen=True)
class MarketBarWords:
    """The words of the legend, and that each line has a scale of its own."""

    makes: str
    cap: str
    market: str
    scales: str = ""


def draw_market_bars(bars: Sequence[MarketBar], title: str, words: MarketBarWords) -> Drawing:
    """At the width of a desk: pale the market, amber the part open to new plants, on it what could be made."""
    return _draw_columns(bars, title, words, "market-bars", _DESK)


def draw_laptop_market_bars(bars: Sequence[MarketBar], title: str, words: MarketBarWords) -> Drawing:
    """At the width of a narrow desk, with more rows of words."""
    return _draw_columns(bars, title, words, "market-bars-medium", _LAPTOP)


def _draw_columns(bars: Sequence[MarketBar], title: str, words: MarketBarWords, name: str, layout: _Columns) -> Drawing:
    legend, legend_end = _draw_legend(words, layout.names)
    below = 16 if legend_end + text_width(words.scales, 12) > layout.width else 0
    shapes = [*legend, draw_text(layout.width, 15 + below, words.scales, 12, SOFT, anchor="end")]
    right, head = layout.names + layout.bars + 14, _HEAD + below
    further = right + layout.fit + 6
    for number, bar in enumerate(bars):
        top = head + number * layout.row
        middle = top + layout.row / 2
        shapes += [
            draw_line(0, top, layout.width, top, RULE),
            draw_link(bar.to, draw_name(0, middle, bar.name, layout.names - 16, ink=INKS["made"])),
            *_draw_bar(bar, middle - 16, LinearAxis(layout.names, layout.bars, bar.end)),
            *draw_name(right, middle - 9, bar.fit_words, layout.fit, 12.5, INKS[bar.meaning], bold=True, lines=1),
            draw_text(right, middle + 15, bar.makes_words, 12.5),
            *draw_name(further, middle, bar.market_words, layout.width - further - 4, 12, SOFT, lines=layout.lines),
        ]
    height = head + len(bars) * layout.row + 4
    return Drawing(name, title, "; ".join(bar.sentence for bar in bars), layout.width, height, shapes)


def draw_narrow_market_bars(bars: Sequence[MarketBar], title: str, legend: MarketBarWords) -> Drawing:
    """At the width of a telephone: name and words above and below each bar."""
    shapes = [shape for n, part in enumerate(_entries(legend)) for shape in _draw_entry(part, 0, n * 18.0)]
    top = 60.0
    for bar in bars:
        words = [(line, SOFT) for line in wrap_text(bar.market_words, 12, _NARROW, 3)]
        words = [(bar.makes_words, INK), (bar.fit_words, INKS[bar.meaning]), *words]
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 15, bar.name, _NARROW, ink=INKS["made"])),
            *_draw_bar(bar, top + 30, LinearAxis(0, _NARROW, bar.end)),
            *(draw_text(0, top + 76 + 16 * n, line, 12, ink) for n, (line, ink) in enumerate(words)),
        ]
        top += 76 + 16 * len(words)
    described = "; ".join(bar.sentence for bar in bars)
    return Drawing("market-bars-narrow", title, described, _NARROW, top + 4, shapes)


def _entries(words: MarketBarWords) -> list[tuple[str, str]]:
    return [(INKS["made"], words.makes), (_CAP, words.cap), (_MARKET, words.market)]


def _draw_legend(words: MarketBarWords, x: float) -> tuple[list[str], float]:
    """The legend, and where it ends."""
    shapes = []
    for part in _entries(words):
        shapes += _draw_entry(part, x, 4)
        x += 26 + text_width(part[1], 12) * 1.04 + 24
    return shapes, x


def _draw_entry(part: tuple[str, str], x: float, y: float) -> list[str]:
    fill, words = part
    return [draw_rectangle(x, y, 18, 12, fill), draw_text(x + 24, y + 11, words, 12)]


def _draw_bar(bar: MarketBar, top: float, axis: LinearAxis) -> list[str]:
    drawn = [
        draw_rectangle(axis.locate(band[0]), top, max(axis.measure(band[1] - band[0]), 2), 30, fill)
        for band, fill in ((bar.market, _MARKET), (bar.cap, _CAP))
    ]
    return [*drawn, draw_rectangle(axis.left, top + 9, max(axis.measure(bar.makes), 2), 12, INKS["made"])]
