"""What a surplus could become beside what the market is: a bar against a band, a line a product, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.svg_text import escape_attribute, format_coordinate, format_position, text_width, wrap_text

_NAMES, _LINE, _WIDTH, _HEAD = 240, 46, 560, 40
_INK, _SOFT, _BAR, _MARKET, _CAP = "#1d2733", "#555555", "#1F5F8B", "#E7E0CF", "#B9A66F"


@dataclass(frozen=True)
class MarketBar:
    """What could be made of a product, its market and the part open to new plants, all in one unit.

    Each line has a scale of its own, from nothing to the larger of the two.
    """

    name: str
    to: str
    makes: float
    market: tuple[float, float]
    cap: tuple[float, float]
    makes_words: str
    market_words: str


@dataclass(frozen=True)
class MarketBarWords:
    """The words of the legend."""

    makes: str
    cap: str
    market: str


def draw_market_bars(bars: Sequence[MarketBar], title: str, words: MarketBarWords) -> str:
    """The drawing: pale the market from low to high, darker the part open to new plants, on it the bar of what is made.

    Links are kept; every figure stands in words beside its bar, so that nothing rests on colour.
    """
    room = max((text_width(bar.market_words, 12) for bar in bars), default=0.0) + 16
    width, height = _NAMES + _WIDTH + room, _HEAD + len(bars) * _LINE + 8
    size = f'width="{format_coordinate(width)}" height="{format_coordinate(height)}"'
    box = f'viewBox="0 0 {format_coordinate(width)} {format_coordinate(height)}"'
    about = f'role="group" aria-label="{escape_attribute(title)}" font-family="inherit"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {about}>']
    parts += _draw_legend(words)
    for number, bar in enumerate(bars):
        parts += _draw_line(bar, _HEAD + number * _LINE)
    return "".join([*parts, "</svg>"])


def _draw_legend(words: MarketBarWords) -> list[str]:
    parts, x = [], float(_NAMES)
    for colour, text in ((_BAR, words.makes), (_CAP, words.cap), (_MARKET, words.market)):
        parts.append(_rectangle(x, 10, 18, 12, colour))
        parts.append(_text(x + 24, 20, text, 12))
        x += 24 + text_width(text, 12) + 26
    return parts


def _draw_line(bar: MarketBar, top: float) -> list[str]:
    scale = _WIDTH / max(bar.makes, bar.market[1], bar.cap[1])
    parts = [f'<a href="{escape_attribute(bar.to)}">'] if bar.to else []
    lines = wrap_text(bar.name, 13, _NAMES - 20)
    parts += [_text(4, top + 20 + 15 * (n - (len(lines) - 1) / 2), line, 13) for n, line in enumerate(lines)]
    parts += ["</a>"] if bar.to else []
    for band, colour in ((bar.market, _MARKET), (bar.cap, _CAP)):
        parts.append(_rectangle(_NAMES + band[0] * scale, top + 4, max((band[1] - band[0]) * scale, 2), 24, colour))
    parts.append(_rectangle(_NAMES, top + 11, max(bar.makes * scale, 2), 10, _BAR))
    parts.append(_text(_NAMES, top + 40, bar.makes_words, 11, _SOFT))
    parts.append(_text(_NAMES + _WIDTH + 12, top + 20, bar.market_words, 12))
    return parts


def _rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    size = f'width="{format_coordinate(width)}" height="{format_coordinate(height)}"'
    return f'<rect {format_position(x, y)} {size} fill="{colour}"/>'


def _text(x: float, y: float, text: str, size: int, colour: str = _INK) -> str:
    return f'<text {format_position(x, y)} font-size="{size}" fill="{colour}">{escape_attribute(text)}</text>'
