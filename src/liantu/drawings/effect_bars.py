"""How far each of several figures moves a result: bars to the left and right of what it is now, a line each, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.svg_text import escape_attribute, format_coordinate, format_position, text_width, wrap_text

_NAMES, _LINE, _WIDTH, _HEAD = 300, 34, 460, 40
_INK, _SOFT, _LESS, _MORE = "#1d2733", "#555555", "#B9A66F", "#1F5F8B"


@dataclass(frozen=True)
class EffectBar:
    """How far a result falls and rises from what it is now (both not negative, in one unit for all bars)."""

    name: str
    to: str
    falls: float
    rises: float
    words: str


def draw_effect_bars(bars: Sequence[EffectBar], title: str, less: str, more: str) -> str:
    """The drawing: one scale for all, the middle is the result as it is; figures stand in words beside each bar.

    ``less`` and ``more`` are the words of the legend.
    """
    room = max((text_width(bar.words, 12) for bar in bars), default=0.0) + 24
    width, height = _NAMES + _WIDTH + room, _HEAD + len(bars) * _LINE + 8
    size = f'width="{format_coordinate(width)}" height="{format_coordinate(height)}"'
    box = f'viewBox="0 0 {format_coordinate(width)} {format_coordinate(height)}"'
    about = f'role="group" aria-label="{escape_attribute(title)}" font-family="inherit"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {about}>']
    falls, rises = max((bar.falls for bar in bars), default=0.0), max((bar.rises for bar in bars), default=0.0)
    scale = _WIDTH / ((falls + rises) or 1.0)
    middle = _NAMES + falls * scale
    parts += [_rectangle(_NAMES, 10, 18, 12, _LESS), _text(_NAMES + 24, 20, less, 12)]
    second = _NAMES + 24 + text_width(less, 12) + 26
    parts += [_rectangle(second, 10, 18, 12, _MORE), _text(second + 24, 20, more, 12)]
    for number, bar in enumerate(bars):
        parts += _draw_line(bar, _HEAD + number * _LINE, middle, scale)
    parts.append(_rectangle(middle - 0.5, _HEAD, 1, len(bars) * _LINE, _SOFT))
    return "".join([*parts, "</svg>"])


def _draw_line(bar: EffectBar, top: float, middle: float, scale: float) -> list[str]:
    lines = wrap_text(bar.name, 13, _NAMES - 20)[:2]
    parts = [f'<a href="{escape_attribute(bar.to)}">'] if bar.to else []
    parts += [_text(4, top + 20 + 14 * (n - (len(lines) - 1) / 2), line, 13) for n, line in enumerate(lines)]
    parts += ["</a>"] if bar.to else []
    parts.append(_rectangle(middle - bar.falls * scale, top + 7, bar.falls * scale, 18, _LESS))
    parts.append(_rectangle(middle, top + 7, bar.rises * scale, 18, _MORE))
    parts.append(_text(_NAMES + _WIDTH + 12, top + 20, bar.words, 12))
    return parts


def _rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    size = f'width="{format_coordinate(width)}" height="{format_coordinate(height)}"'
    return f'<rect {format_position(x, y)} {size} fill="{colour}"/>'


def _text(x: float, y: float, text: str, size: int) -> str:
    return f'<text {format_position(x, y)} font-size="{size}" fill="{_INK}">{escape_attribute(text)}</text>'
