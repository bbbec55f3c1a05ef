"""Plan, actual and deadline of projects on one axis of time, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liantu.web.drawings.text import attribute, number, width, wrap

_NAMES, _MONTH, _LINE, _HEAD = 250, 30, 26, 44
_INK, _SOFT, _LATE = "#1d2733", "#555555", "#A61B29"


@dataclass(frozen=True)
class Bar:
    """One stage of one project: ``kind`` plan, actual or deadline; without ``first`` and ``last`` only its words."""

    kind: str
    words: str
    first: date | None
    last: date | None
    late: str = ""


@dataclass(frozen=True)
class Line:
    """A project with its address and bars."""

    name: str
    to: str
    bars: Sequence[Bar]


def gantt(lines: Sequence[Line], first: date, last: date, today: date, title: str, words: Mapping[str, str]) -> str:
    """The chart from the month of ``first`` to that of ``last``; ``words`` are today, earlier, unknown."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    heights = [max(1, len(line.bars)) * _LINE + 8 for line in lines]
    wide, high = _NAMES + months * _MONTH + 150, _HEAD + sum(heights) + 8
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-label="{attribute(title)}" font-family="inherit">',
        *_axis(first, months, high),
    ]
    top = float(_HEAD)
    for line, tall in zip(lines, heights, strict=True):
        drawn += _line(line, top, tall, first, months, words, wide)
        top += tall
    if first <= today:
        x = min(_x(today, first), _NAMES + months * _MONTH)
        drawn.append(f'<path d="M{number(x)} {_HEAD - 10}V{high}" stroke="{_LATE}" stroke-dasharray="2 3"/>')
        drawn.append(_text(x + 4, _HEAD - 4, f"{words['today']} {today}", _LATE, 11))
    return "".join([*drawn, "</svg>"])


def _axis(first: date, months: int, high: float) -> list[str]:
    drawn = []
    for n in range(months):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        x = _NAMES + n * _MONTH
        strong = month == 0 or n == 0
        ink = "#9AA8B8" if strong else "#E3E8EE"
        drawn.append(f'<path d="M{x} {14 if strong else 24}V{high}" stroke="{ink}"/>')
        if strong:
            drawn.append(_text(x + 3, 12, str(year), _INK, 12))
        drawn.append(_text(x + 3, 26, str(month + 1), _SOFT, 10.5))
    return drawn


def _line(
    line: Line, top: float, tall: float, first: date, months: int, words: Mapping[str, str], wide: float
) -> list[str]:
    drawn = [f'<path d="M0 {number(top)}H{number(wide)}" stroke="#C9D3DF"/>']
    rows = wrap(line.name, 12.5, _NAMES - 14, 2 if tall > 40 else 1)
    label = "".join(_text(4, top + 18 + n * 16, row, "#0B5394", 12.5) for n, row in enumerate(rows))
    drawn.append(f'<a href="{attribute(line.to)}"><title>{attribute(line.name)}</title>{label}</a>')
    for n, bar in enumerate(line.bars):
        drawn += _bar(bar, top + 4 + n * _LINE, first, months, words)
    if not line.bars:
        drawn.append(_text(_NAMES + 6, top + 20, words["unknown"], _SOFT, 12))
    return drawn


def _bar(bar: Bar, top: float, first: date, months: int, words: Mapping[str, str]) -> list[str]:
    ink = _LATE if bar.late else _INK
    said = f"{bar.words} · {bar.late}" if bar.late else bar.words
    begin, end = bar.first or bar.last, bar.last or bar.first
    if begin is None or end is None:
        return [_text(_NAMES + 6, top + 16, f"{said} · {words['unknown']}", _SOFT, 12)]
    right_most = _NAMES + months * _MONTH
    if end < first:
        return [_text(_NAMES + 6, top + 16, f"◀ {said} · {words['earlier']} {begin}", _SOFT, 12)]
    left = max(_NAMES, min(_x(begin, first), right_most - 6))
    right = max(left + 6, min(_x(end, first) + 1, right_most))
    if bar.kind == "deadline":
        tick = f'<path d="M{number(right)} {number(top)}v22" stroke="{ink}" stroke-width="3"/>'
        return [tick, _text(right + 6, top + 16, said, ink, 12)]
    fill, tall, down = ("#DCEBF7", 18, 3) if bar.kind == "plan" else ("#0B5394", 10, 7)
    edge = f'stroke="{_LATE}" stroke-width="3"' if bar.late else 'stroke="#0B5394"'
    shape = (
        f'<rect x="{number(left)}" y="{number(top + down)}" width="{number(right - left)}" height="{tall}" '
        f'fill="{fill}" {edge}/>'
    )
    before = left - _NAMES > width(said, 12) + 10 and right + width(said, 12) > right_most + 140
    at = left - width(said, 12) - 6 if before else right + 6
    return [shape, _text(at, top + 16, said, ink, 12)]


def _x(day: date, first: date) -> float:
    months = (day.year - first.year) * 12 + day.month - first.month
    return _NAMES + (months + (day.day - 1) / 31) * _MONTH


def _text(x: float, y: float, words: str, ink: str, size: float) -> str:
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{size}" fill="{ink}">{attribute(words)}</text>'
