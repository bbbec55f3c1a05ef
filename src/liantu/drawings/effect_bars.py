"""How far each of several figures moves a result: bars to the left and right of what it is now, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _NAMES, _ROW, _HEAD = 960.0, 310.0, 34.0, 30.0
_NARROW, _NARROW_ROW, _NARROW_HEAD = 340.0, 86.0, 44.0
_TALL = 16.0
_LESS, _MORE = "#B9A66F", "#1F5F8B"


@dataclass(frozen=True)
class EffectBar:
    """How far a result falls and rises from what it is now (both not negative, in one unit for all bars)."""

    name: str
    to: str
    falls: float
    rises: float
    words: str


def draw_effect_bars(bars: Sequence[EffectBar], title: str, less: str, more: str) -> Drawing:
    """The drawing at the width of a desk: one scale for all, the middle is the result as it is; figures stand in words
    beside each bar. ``less`` and ``more`` are the words of the legend."""
    room = max((text_width(bar.words, 12) for bar in bars), default=0.0) * 1.06 + 16
    wide = _WIDTH - _NAMES - room
    middle, scale = _place(bars, _NAMES, wide)
    bottom = _HEAD + len(bars) * _ROW
    shapes = _draw_legend(_NAMES, less, more)
    for number, bar in enumerate(bars):
        at_height = _HEAD + (number + 0.5) * _ROW
        shapes.append(draw_line(0, at_height - _ROW / 2, _WIDTH, at_height - _ROW / 2, RULE))
        shapes.append(draw_link(bar.to, draw_name(0, at_height, bar.name, _NAMES - 16, 13)))
        shapes += _draw_bar(bar, middle, scale, at_height)
        shapes.append(draw_text(_NAMES + wide + 12, at_height + 4.5, bar.words, 12))
    shapes.append(draw_line(middle, _HEAD, middle, bottom, SOFT))
    return Drawing("effects", title, _describe(bars), _WIDTH, bottom + 4, shapes)


def draw_narrow_effect_bars(bars: Sequence[EffectBar], title: str, less: str, more: str) -> Drawing:
    """The drawing at the width of a telephone: the name above its bar, the words below."""
    middle, scale = _place(bars, 0.0, _NARROW)
    shapes = _draw_legend(0.0, less, more, below=True)
    for number, bar in enumerate(bars):
        top = _NARROW_HEAD + number * _NARROW_ROW
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_link(bar.to, draw_name(0, top + 17, bar.name, _NARROW / 1.05, 12.5)),
            *_draw_bar(bar, middle, scale, top + 44),
            draw_line(middle, top + 34, middle, top + 54, SOFT),
            *draw_name(0, top + 69, bar.words, _NARROW / 1.05, 12, SOFT),
        ]
    bottom = _NARROW_HEAD + len(bars) * _NARROW_ROW
    return Drawing("effects-narrow", title, _describe(bars), _NARROW, bottom + 4, shapes)


def _place(bars: Sequence[EffectBar], left: float, wide: float) -> tuple[float, float]:
    """Where the result as it is stands, and how many pixels a unit is long."""
    falls, rises = max((bar.falls for bar in bars), default=0.0), max((bar.rises for bar in bars), default=0.0)
    scale = wide / ((falls + rises) or 1.0)
    return left + falls * scale, scale


def _draw_bar(bar: EffectBar, middle: float, scale: float, at_height: float) -> list[str]:
    top = at_height - _TALL / 2
    return [
        draw_rectangle(middle - bar.falls * scale, top, bar.falls * scale, _TALL, _LESS),
        draw_rectangle(middle, top, bar.rises * scale, _TALL, _MORE),
    ]


def _draw_legend(left: float, less: str, more: str, *, below: bool = False) -> list[str]:
    second, down = (left, 18.0) if below else (left + 24 + text_width(less, 12) * 1.06 + 18, 0.0)
    return [
        *(draw_rectangle(left, 6, 18, 12, _LESS), draw_text(left + 24, 16, less, 12)),
        *(draw_rectangle(second, 6 + down, 18, 12, _MORE), draw_text(second + 24, 16 + down, more, 12)),
    ]


def _describe(bars: Sequence[EffectBar]) -> str:
    return "; ".join(f"{bar.name}: {bar.words}" for bar in bars)
