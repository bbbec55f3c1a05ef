"""A line a project: the stages it has been through as a bar, plans as dashed windows, agreed limits as diamonds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import GRID, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import escape_attribute, format_coordinate, text_width, wrap_text

_ROW, _TALL, _HEAD, _WIDTH = 22.6, 12.0, 48.0, 864.0
#: The widest columns of names, of lateness and of stages, and from one line of words to the next: longer ones wrap.
_NAMES, _LATE, _STAGES, _PITCH = 210.0, 122.0, 112.0, 14.0
#: Names and places up to this width stand beside each other, on one line.
_BESIDE = 250.0
#: No name takes more lines.
_LINES = 4
_NARROW, _NARROW_ROW, _GROUP = 340.0, 42.0, 24.0
#: Room at either end of a narrow axis for half a diamond.
_EDGE = 7.0
#: From pale, the first stages, to dark, the last.
_SHADES = ("#EEF3F9", "#D5E2F0", "#AFC8E4", "#82A8D4", "#4F84C0", "#0B5394")


@dataclass(frozen=True)
class StageSpan:
    """A stage that was, from its first day until the next began; ``shade`` from 0, the first stages, to 1, the last."""

    words: str
    first: date
    last: date
    shade: float


@dataclass(frozen=True)
class PlanWindow:
    """The days in which a stage is to be reached by a plan; ``late`` when they are past and it is not."""

    words: str
    first: date
    last: date
    late: bool


@dataclass(frozen=True)
class AgreedLimit:
    """A day that a document sets; ``late`` when it is past and the stage not reached."""

    words: str
    day: date
    late: bool


@dataclass(frozen=True)
class ProjectLine:
    """A project: where it stands, how late it is in words, its stages, plans and limits.

    ``group`` is the heading above it, where a part of the projects begins that stands apart.
    """

    name: str
    to: str
    place: str
    stage: str
    late: str
    documented: bool
    spans: Sequence[StageSpan]
    plans: Sequence[PlanWindow]
    limits: Sequence[AgreedLimit]
    group: str = ""


@dataclass(frozen=True)
class LineWords:
    """The words of the legend: a shade each, plan and limit; and those of the day the page stands on."""

    shades: Sequence[tuple[float, str]]
    plan: str
    limit: str
    today: str


@dataclass(frozen=True)
class _Words:
    """The words of a project in lines: its name with its place below or beside it, how late it is, its stage."""

    name: Sequence[str]
    place: Sequence[str]
    late: Sequence[str]
    stage: Sequence[str]
    beside: bool

    @property
    def height(self) -> float:
        """How tall its row is."""
        names = max(len(self.name), len(self.place)) if self.beside else len(self.name) + len(self.place)
        lines = max(names, len(self.late), len(self.stage))
        return _ROW + (lines - 1) * _PITCH


class _Columns(NamedTuple):
    """Where places begin, at 0 below the names; where the words of lateness begin and end; where stages end."""

    place: float
    late: float
    stage: float
    end: float


@dataclass(frozen=True)
class _Days:
    """A linear axis of days."""

    left: float
    width: float
    first: date
    last: date

    def locate(self, day: date) -> float:
        """Where a day stands; what lies outside stands at the edge."""
        whole = max((self.last - self.first).days, 1)
        return self.left + self.width * min(max((day - self.first).days / whole, 0.0), 1.0)


def draw_project_lines(
    lines: Sequence[ProjectLine], span: tuple[date, date], today: date, words: LineWords, title: str
) -> Drawing:
    """The projects as they are given, words to the left of the bars; what lies ahead is shaded."""
    columns = _find_columns(lines)
    wrapped = [_wrap_words(line, columns) for line in lines]
    days = _Days(columns[-1] + 10, _WIDTH - columns[-1] - 22, *span)
    tops, bottom = _find_tops(lines, [texts.height for texts in wrapped])
    shapes = _draw_frame(days, today, words.today, bottom)
    for line, texts, top in zip(lines, wrapped, tops, strict=True):
        shapes += _draw_group(line.group, top, _WIDTH)
        shapes += _draw_words(line, texts, top + 15.5, columns)
        shapes += _draw_bars(line, top + (_ROW - _TALL) / 2, days)
        shapes.append(draw_line(0, top + texts.height, _WIDTH, top + texts.height, RULE))
    shapes += _draw_legend([*words.shades, (None, words.plan), (None, words.limit)], words.limit, _WIDTH)
    return Drawing("project-lines", title, _describe(lines), _WIDTH, bottom + 4, shapes)


def draw_narrow_project_lines(
    lines: Sequence[ProjectLine], span: tuple[date, date], today: date, words: LineWords, title: str
) -> Drawing:
    """The projects at the width of a telephone: name, lateness and stage above each bar."""
    days = _Days(_EDGE, _NARROW - 2 * _EDGE, *span)
    tops, bottom = _find_tops(lines, [_NARROW_ROW] * len(lines))
    shapes = _draw_frame(days, today, words.today, bottom)
    for line, top in zip(lines, tops, strict=True):
        shapes += _draw_group(line.group, top, _NARROW)
        ink = INKS["missing"] if line.documented else INKS["short"]
        name = wrap_text(line.name, 13, _NARROW - text_width(line.late + line.stage, 12) * 1.06 - 24, 1)[0]
        shapes += [
            draw_link(line.to, [draw_text(0, top + 15, name, 13, bold=True)]),
            draw_text(text_width(name, 13) * 1.06 + 10, top + 15, line.late, 12, ink, bold=True),
            draw_text(_NARROW, top + 15, line.stage, 12, anchor="end"),
            *_draw_bars(line, top + 21, days),
            draw_line(0, top + _NARROW_ROW, _NARROW, top + _NARROW_ROW, RULE),
        ]
    shapes += _draw_legend([(None, words.plan), (None, words.limit)], words.limit, _NARROW)
    return Drawing("project-lines-narrow", title, _describe(lines), _NARROW, bottom + 4, shapes)


def _find_tops(lines: Sequence[ProjectLine], heights: Sequence[float]) -> tuple[list[float], float]:
    """Where each line begins, below its group's heading where it has one, and where the last ends."""
    tops, top = [], _HEAD
    for line, height in zip(lines, heights, strict=True):
        top += _GROUP if line.group else 0.0
        tops.append(top)
        top += height
    return tops, top


def _draw_group(group: str, top: float, width: float) -> list[str]:
    if not group:
        return []
    return [draw_text(0, top - 6, group, 12.5, SOFT, bold=True), draw_line(0, top, width, top, GRID)]


def _describe(lines: Sequence[ProjectLine]) -> str:
    return "; ".join(", ".join(filter(None, [line.name, line.place, line.stage, line.late])) for line in lines)


def _draw_frame(days: _Days, today: date, words: str, bottom: float) -> list[str]:
    """Months, what lies ahead, and the day the page stands on."""
    edge, end = days.locate(today), days.left + days.width
    anchor = "end" if edge - days.left > text_width(words, 12) * 1.06 else "start"
    return [
        draw_rectangle(edge, _HEAD, max(end - edge, 0), bottom - _HEAD, "#F5F7FA"),
        *_draw_months(days, bottom),
        draw_line(edge, _HEAD - 14, edge, bottom, INK, 1.6),
        draw_text(edge - 4 if anchor == "end" else edge + 4, _HEAD - 5, words, 12, bold=True, anchor=anchor),
    ]


def _find_columns(lines: Sequence[ProjectLine]) -> _Columns:
    """Where the words of name and place, of lateness and of the stage stand."""
    name = max((text_width(line.name, 12.5) * 1.06 for line in lines), default=0.0)
    place = max((text_width(line.place, 12) for line in lines), default=0.0)
    beside = place > 0 and name + 12 + place <= _BESIDE
    names = name + 12 + place if beside else min(max(name, place) + 6, _NAMES)
    late = min(max((text_width(line.late, 12) for line in lines), default=0.0) * 1.06, _LATE)
    stages = min(max((text_width(line.stage, 12) for line in lines), default=0.0) + 4, _STAGES)
    first = names + 8
    second = first + late + (12 if late else 0)
    return _Columns(name + 12 if beside else 0.0, first, second, second + stages)


def _wrap_words(line: ProjectLine, columns: _Columns) -> _Words:
    """The words of a line as they fit its columns."""
    aside, first, second, third = columns
    return _Words(
        name=wrap_text(line.name, 12.5 * 1.06, (aside or first) - 8, _LINES),
        place=wrap_text(line.place, 12, first - aside - 4, _LINES) if line.place else [],
        late=wrap_text(line.late, 12 * 1.06, second - first - 8, _LINES) if line.late else [],
        stage=wrap_text(line.stage, 12, third - second, _LINES) if line.stage else [],
        beside=aside > 0,
    )


def _draw_months(days: _Days, bottom: float) -> list[str]:
    """A line and a word every three months; years where they begin."""
    drawn = []
    months = range(days.first.year * 12 + days.first.month, days.last.year * 12 + days.last.month + 1)
    every = 3 if len(months) * 10 <= days.width else 12
    for number in months:
        year, month = divmod(number - 1, 12)
        if month % every or date(year, month + 1, 1) < days.first:
            continue
        x = days.locate(date(year, month + 1, 1))
        drawn.append(draw_line(x, _HEAD, x, bottom, INK if not month else GRID, 0.8 if not month else 1))
        label = f"{year}" if not month else f"{month + 1:02d}"
        drawn.append(draw_text(x + 3, _HEAD - 19, label, 12, SOFT, bold=not month))
    return drawn


def _draw_words(line: ProjectLine, texts: _Words, base: float, columns: _Columns) -> list[str]:
    """Name with its place, how late and stage, each in its column."""
    aside, first, _second, third = columns
    ink = INKS["missing"] if line.documented else INKS["short"]
    lines = [base + number * _PITCH for number in range(len(texts.name) + len(texts.place) + _LINES)]
    names = [draw_text(0, y, text, 12.5, bold=True) for y, text in zip(lines, texts.name, strict=False)]
    below = lines if texts.beside else lines[len(texts.name) :]
    return [
        draw_link(line.to, names),
        *(draw_text(aside, y, text, 12, SOFT) for y, text in zip(below, texts.place, strict=False)),
        *(draw_text(first, y, text, 12, ink, bold=True) for y, text in zip(lines, texts.late, strict=False)),
        *(draw_text(third, y, text, 12, anchor="end") for y, text in zip(lines, texts.stage, strict=False)),
    ]


def _draw_bars(line: ProjectLine, top: float, days: _Days) -> list[str]:
    """The stages that were, and over them plans and limits."""
    drawn = []
    for span in line.spans:
        left, right = days.locate(span.first), days.locate(span.last)
        bar = draw_rectangle(left, top, right - left, _TALL, _shade(span.shade), "#7794BA", thick=0.8)
        drawn.append(_hint(span.words, bar))
    for plan in line.plans:
        left, right = days.locate(plan.first), days.locate(plan.last)
        ink = INKS["short"] if plan.late else INK
        window = draw_rectangle(left, top + 2.5, max(right - left, 4), _TALL - 5, "#FFFFFF", ink, dash="3 2")
        drawn.append(_hint(plan.words, window))
    for limit in line.limits:
        drawn += _draw_limit(limit, days.locate(limit.day), top + _TALL / 2)
    return drawn


def _draw_limit(limit: AgreedLimit, x: float, y: float) -> list[str]:
    points = " ".join(
        f"{format_coordinate(a)},{format_coordinate(b)}" for a, b in ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))
    )
    fill, ink = (INKS["missing"], INKS["missing"]) if limit.late else ("#FFFFFF", INK)
    return [_hint(limit.words, f'<polygon points="{points}" fill="{fill}" stroke="{ink}" stroke-width="1.3"/>')]


def _shade(place: float) -> str:
    return _SHADES[min(int(place * (len(_SHADES) - 1) + 0.5), len(_SHADES) - 1)]


def _hint(words: str, shape: str) -> str:
    """A shape that says its words when it is pointed at, and to who hears the page."""
    return f"<g><title>{escape_attribute(words)}</title>{shape}</g>"


def _draw_legend(marks: Sequence[tuple[float | None, str]], limit: str, width: float) -> list[str]:
    """What shades, dashes and diamonds mean, above right."""
    drawn, x = [], width
    for shade, label in reversed(marks):
        x -= text_width(label, 12)
        drawn.append(draw_text(x, 12, label, 12))
        x -= 22
        if label == limit:
            drawn += _draw_limit(AgreedLimit("", date.min, late=False), x + 10, 8)
        elif shade is None:
            drawn.append(draw_rectangle(x, 3, 18, 9, "#FFFFFF", INK, dash="3 2"))
        else:
            drawn.append(draw_rectangle(x, 3, 18, 9, _shade(shade), "#7794BA", thick=0.8))
        x -= 12
    return drawn
