"""Plan, actual and deadline of projects on one axis of time, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liantu.drawings.svg_text import (
    escape_attribute,
    format_coordinate,
    format_point,
    format_position,
    text_width,
    wrap_text,
)

#: Pixels of a month.
MONTH = 30
_NAMES, _LINE, _HEAD, _ROOM = 250, 26, 44, 150
#: The widest chart that stands at 1440 pixels: months give way for it, down to half of their width.
_DESK = 1376
_INK, _SOFT, _LATE, _SHADE = "#1d2733", "#555555", "#A61B29", "#F0EDE4"


@dataclass(frozen=True)
class GanttBar:
    """One stage of one project: ``kind`` plan, actual or deadline; without ``first`` and ``last`` only its words.

    ``saved`` are the days it once had: a thin bar under it.
    """

    kind: str
    words: str
    first: date | None
    last: date | None
    late: str = ""
    saved: tuple[date, date] | None = None


@dataclass(frozen=True)
class GanttLine:
    """A project with its address and bars."""

    name: str
    to: str
    bars: Sequence[GanttBar]


@dataclass(frozen=True)
class _Axis:
    """Months from that of the first day on, each so many pixels wide."""

    first: date
    months: int
    month: int

    @property
    def end(self) -> float:
        """Where the last month ends, in pixels."""
        return _NAMES + self.months * self.month

    def x(self, day: date) -> float:
        """Where a day stands, in pixels."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return _NAMES + (months + (day.day - 1) / 31) * self.month


def draw_gantt(
    lines: Sequence[GanttLine],
    first: date,
    last: date,
    today: date,
    title: str,
    words: Mapping[str, str],
    rest_days: Sequence[tuple[date, date]] = (),
    month: int = MONTH,
) -> str:
    """The chart from the month of ``first`` to that of ``last``; ``words`` are today, earlier, unknown.

    It is two drawings side by side, so that a page holds the names where the months scroll. ``rest_days`` are the first
    and last day of each run of rest days, which are shaded; ``month`` is the width of one.
    """
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    fitting = (_DESK - _NAMES - _ROOM) // months
    month = min(month, fitting) if 2 * fitting >= month else month
    axis = _Axis(first, months, month)
    heights = [max(1, len(line.bars)) * _LINE + 8 for line in lines]
    wide, high = int(axis.end) + _ROOM, _HEAD + sum(heights) + 8
    names = [_open("names", 0, _NAMES, high, title)]
    drawn = [
        _open("months", _NAMES, wide - _NAMES, high, title),
        *_draw_shading(rest_days, axis, high),
        *_axis(axis, high),
    ]
    top = float(_HEAD)
    for line, tall in zip(lines, heights, strict=True):
        names += _draw_name(line, top, tall)
        drawn += _line(line, top, axis, words, wide)
        top += tall
    if first <= today:
        x = min(axis.x(today), axis.end)
        drawn.append(f'<path d="M{format_coordinate(x)} {_HEAD - 10}V{high}" stroke="{_LATE}" stroke-dasharray="2 3"/>')
        drawn.append(_text(x + 4, _HEAD - 4, f"{words['today']} {today}", _LATE, 12))
    return "".join([*names, "</svg>", *drawn, "</svg>"])


def _open(part: str, left: float, wide: float, high: float, title: str) -> str:
    """The frame of a part of the chart that begins at ``left``."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{part}" width="{wide:g}" height="{high:g}" '
        f'viewBox="{left:g} 0 {wide:g} {high:g}" role="group" aria-label="{escape_attribute(title)}" '
        f'font-family="inherit">'
    )


def _draw_shading(rest_days: Sequence[tuple[date, date]], axis: _Axis, high: float) -> list[str]:
    day, low = axis.month / 31, _HEAD - 12
    return [
        f'<rect class="rest" x="{format_coordinate(axis.x(begin))}" y="{low}" '
        f'width="{format_coordinate(axis.x(end) + day - axis.x(begin))}" height="{format_coordinate(high - low)}" '
        f'fill="{_SHADE}"/>'
        for begin, end in rest_days
    ]


def _axis(axis: _Axis, high: float) -> list[str]:
    drawn = []
    for n in range(axis.months):
        year, month = divmod(axis.first.year * 12 + axis.first.month - 1 + n, 12)
        x = _NAMES + n * axis.month
        strong = month == 0 or n == 0
        ink = "#9AA8B8" if strong else "#E3E8EE"
        drawn.append(f'<path d="M{x} {14 if strong else 24}V{high}" stroke="{ink}"/>')
        if strong:
            drawn.append(_text(x + 3, 12, str(year), _INK, 12))
        drawn.append(_text(x + 3, 26, str(month + 1), _SOFT, 12))
    return drawn


def _draw_name(line: GanttLine, top: float, tall: float) -> list[str]:
    """The name of a project in the column that stays."""
    rows = wrap_text(line.name, 12.5, _NAMES - 14, 2 if tall > 40 else 1)
    label = "".join(_text(4, top + 18 + n * 16, row, "#0B5394", 12.5) for n, row in enumerate(rows))
    named = f'<a href="{escape_attribute(line.to)}"><title>{escape_attribute(line.name)}</title>{label}</a>'
    return [_draw_border(top, _NAMES), named]


def _draw_border(top: float, wide: float) -> str:
    return f'<path d="M0 {format_coordinate(top)}H{format_coordinate(wide)}" stroke="#C9D3DF"/>'


def _line(line: GanttLine, top: float, axis: _Axis, words: Mapping[str, str], wide: float) -> list[str]:
    drawn = [_draw_border(top, wide)]
    for n, bar in enumerate(line.bars):
        drawn += [*_bar(bar, top + 4 + n * _LINE, axis, words), *_draw_saved(bar, top + 4 + n * _LINE, axis)]
    if not line.bars:
        drawn.append(_text(_NAMES + 6, top + 20, words["unknown"], _SOFT, 12))
    return drawn


def _bar(bar: GanttBar, top: float, axis: _Axis, words: Mapping[str, str]) -> list[str]:
    ink = _LATE if bar.late else _INK
    label = f"{bar.words} · {bar.late}" if bar.late else bar.words
    begin, end = bar.first or bar.last, bar.last or bar.first
    if begin is None or end is None:
        return [_text(_NAMES + 6, top + 16, f"{label} · {words['unknown']}", _SOFT, 12)]
    right_most = axis.end
    if end < axis.first:
        return [_text(_NAMES + 6, top + 16, f"◀ {label} · {words['earlier']} {begin}", _SOFT, 12)]
    left = max(_NAMES, min(axis.x(begin), right_most - 6))
    right = max(left + 6, min(axis.x(end) + max(1, axis.month / 31), right_most))
    if bar.kind == "deadline":
        tick = f'<path d="M{format_point(right, top)}v22" stroke="{ink}" stroke-width="3"/>'
        beyond = right + 6 + text_width(label, 12) > axis.end + _ROOM
        return [tick, _text(right - 6 - text_width(label, 12) if beyond else right + 6, top + 16, label, ink, 12)]
    fill, tall, down = ("#DCEBF7", 18, 3) if bar.kind == "plan" else ("#0B5394", 10, 7)
    edge = f'stroke="{_LATE}" stroke-width="3"' if bar.late else 'stroke="#0B5394"'
    shape = (
        f'<rect {format_position(left, top + down)} width="{format_coordinate(right - left)}" height="{tall}" '
        f'fill="{fill}" {edge}/>'
    )
    before = left - _NAMES > text_width(label, 12) + 10 and right + text_width(label, 12) > right_most + _ROOM - 10
    text_left = left - text_width(label, 12) - 6 if before else right + 6
    return [shape, _text(text_left, top + 16, label, ink, 12)]


def _draw_saved(bar: GanttBar, top: float, axis: _Axis) -> list[str]:
    """The thin bar of the days it once had; nothing where it had none, or none on the axis."""
    if bar.saved is None or bar.saved[1] < axis.first:
        return []
    left = max(_NAMES, min(axis.x(bar.saved[0]), axis.end - 6))
    right = max(left + 6, min(axis.x(bar.saved[1]) + max(1, axis.month / 31), axis.end))
    size = f'width="{format_coordinate(right - left)}" height="4"'
    return [f'<rect class="saved" {format_position(left, top + 22)} {size} fill="{_SOFT}"/>']


def _text(x: float, y: float, words: str, ink: str, size: float) -> str:
    return f'<text {format_position(x, y)} font-size="{size}" fill="{ink}">{escape_attribute(words)}</text>'
