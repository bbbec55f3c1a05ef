"""How much is needed and when, as bars on one scale: being built, then with what is planned, with its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.svg_text import escape_attribute, format_coordinate, format_position, text_width
from liantu.wording.paper_figures import round_figure

_WIDTH, _LEFT, _BAR, _STEP, _TOP, _SIZE = 620.0, 116.0, 22.0, 38.0, 26.0, 13.0
_RIGHT = 128.0
_INKS = {"operating": "#4C8C6B", "building": "#1F4E79", "planned": "#C1CBD8"}
_LIGHT = {"planned"}
_RANGE, _PLANT, _INK, _GREY = "#9B1C1C", "#2F6B3C", "#1D2733", "#5F6368"


@dataclass(frozen=True)
class NeedPart:
    """A part of a bar: its status, the words within it, its amount."""

    status: str
    words: str
    amount: float


@dataclass(frozen=True)
class NeedBar:
    """A bar: what it is of, its parts from the left, what is written at its end, and its low and high value."""

    name: str
    parts: Sequence[NeedPart]
    words: str
    low: float | None = None
    high: float | None = None


def draw_need_bars(bars: Sequence[NeedBar], title: str, plant: float | None = None, plant_words: str = "") -> str:
    """The drawing, a whisker for a range and a dashed line at the size of a usual plant; values stand at the marks."""
    ends = [sum(part.amount for part in bar.parts) for bar in bars] + [bar.high or 0.0 for bar in bars]
    top = max([*ends, *([plant] if plant and plant < 2.5 * max(ends, default=0) else [])], default=1.0) or 1.0
    scale = (_WIDTH - _LEFT - _RIGHT) / top
    foot = _TOP + len(bars) * _STEP
    tall = foot + 24
    body = [piece for n, bar in enumerate(bars) for piece in _bar(bar, _TOP + n * _STEP, scale)]
    body.append(_line(_LEFT, foot, _WIDTH - _RIGHT / 2, foot, _INK, 0.8))
    for tick in _ticks(top):
        x = _LEFT + tick * scale
        body.append(_line(x, foot, x, foot + 4, _INK, 0.8))
        body.append(_text(x, foot + 17, round_figure(tick), 12.5, _GREY, "middle"))
    if plant and plant <= top:
        x = _LEFT + plant * scale
        body.append(_line(x, 14, x, foot, _PLANT, 1.4, "5 3"))
        end = x - 5 > text_width(plant_words, 12.5) + _LEFT / 2
        body.append(_text(x - 5 if end else x + 5, 14, plant_words, 12.5, _PLANT, "end" if end else "start"))
    box = f'viewBox="0 0 {format_coordinate(_WIDTH)} {format_coordinate(tall)}"'
    size = f'width="{format_coordinate(_WIDTH)}" height="{format_coordinate(tall)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" aria-label="{escape_attribute(title)}" '
        f'font-family="sans-serif"><title>{escape_attribute(title)}</title>{"".join(body)}</svg>'
    )


def _bar(bar: NeedBar, top: float, scale: float) -> list[str]:
    middle = top + _BAR / 2
    drawn, x = [_text(0, middle + 4, bar.name, _SIZE, _INK)], _LEFT
    for part in bar.parts:
        wide = part.amount * scale
        ink = _INKS[part.status]
        size = f'width="{format_coordinate(wide)}" height="{format_coordinate(_BAR)}"'
        drawn.append(f'<rect {format_position(x, top)} {size} fill="{ink}" stroke="#1F4E79" stroke-width="0.8"/>')
        if text_width(part.words, 12.5) + 12 < wide:
            within = _INK if part.status in _LIGHT else "#FFFFFF"
            drawn.append(_text(x + 6, middle + 4, part.words, 12.5, within))
        x += wide
    end = x
    if bar.low is not None and bar.high is not None and bar.high > bar.low:
        left, right = _LEFT + bar.low * scale, _LEFT + bar.high * scale
        drawn.append(_line(left, middle, right, middle, _RANGE, 1.8))
        drawn += [_line(edge, middle - 6, edge, middle + 6, _RANGE, 1.8) for edge in (left, right)]
        end = max(end, right)
    drawn.append(_text(end + 7, middle + 5, bar.words, _SIZE, _INK, bold=True))
    return drawn


def _ticks(top: float) -> list[float]:
    """Round figures along the axis, five or so."""
    step = next(s * 10.0**power for power in range(-6, 12) for s in (1, 2, 5) if top / (s * 10.0**power) <= 6)
    return [step * n for n in range(int(top / step) + 1)]


def _line(x1: float, y1: float, x2: float, y2: float, ink: str, width: float, dash: str = "") -> str:
    ends = " ".join(f'{n}="{format_coordinate(v)}"' for n, v in (("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line {ends} stroke="{ink}" stroke-width="{width}"{dashed}/>'


def _text(x: float, y: float, text: str, size: float, ink: str, anchor: str = "start", *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    where = f'{format_position(x, y)} font-size="{format_coordinate(size)}" text-anchor="{anchor}"{weight}'
    return f'<text {where} fill="{ink}">{escape_attribute(text)}</text>'
