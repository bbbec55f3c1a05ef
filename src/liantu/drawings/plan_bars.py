"""What was done of a plan, a line each: the plan as a hollow bar, what was done solid in it, the unknown as hatch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _TALL, _HEAD, _HATCH = 33.0, 13.0, 26.0, 56.0
_NARROW_ROW, _NAMES, _REMARKS, _LINE = 46.0, 190.0, 108.0, 14.0


@dataclass(frozen=True)
class PlanBar:
    """A line: name, a remark beside it, plan and done (None: unknown), both in words; ``behind`` the time gone."""

    name: str
    to: str
    remark: str
    plan: float | None
    done: float | None
    words: str
    behind: bool = False
    total: bool = False


@dataclass(frozen=True)
class PlanWords:
    """The words of the legend, and above the remarks."""

    plan: str
    done: str
    unknown: str
    remark: str
    unit: str


def draw_plan_bars(
    bars: Sequence[PlanBar], words: PlanWords, title: str, *, name: str = "plan-bars", width: float = 660.0
) -> Drawing:
    """The lines as they are given, name and remark before the bar, both figures behind it; the total has its own scale.

    At the width of a telephone they stand above the bar.
    """
    narrow = width < 500
    names, remarks = (0.0, 0.0) if narrow else (_NAMES, _REMARKS)
    room = 0.0 if narrow else max((text_width(bar.words, 12.5) for bar in bars), default=0.0) * 1.06 + 14
    extra = _second_line(bars, width) if narrow else 0.0
    left, row = names + remarks, _NARROW_ROW + extra if narrow else _ROW
    axis = choose_axis(left, width - left - room, [v for bar in bars if not bar.total for v in (bar.plan, bar.done)])
    whole = choose_axis(left, width - left - room, [v for bar in bars if bar.total for v in (bar.plan, bar.done)])
    shapes = _draw_legend(words, names, narrow=narrow)
    for number, bar in enumerate(bars):
        top = _HEAD + number * row
        down = 24.0 + extra if narrow else (row - _TALL) / 2
        shapes += _draw_words(bar, top, width, names, narrow=narrow)
        shapes += _draw_bar(bar, top + down, whole if bar.total else axis)
        shapes.append(draw_line(0, top + row, width, top + row, RULE))
    described = "; ".join(", ".join(filter(None, [bar.name, bar.remark, bar.words])) for bar in bars)
    return Drawing(name, title, described, width, _HEAD + len(bars) * row + 3, shapes)


def _draw_words(bar: PlanBar, top: float, width: float, names: float, *, narrow: bool) -> list[str]:
    ink = INKS["short"] if bar.behind else INK
    if narrow:
        named = [
            draw_text(0, top + 16 + _LINE * n, line, 12.5, bold=bar.total)
            for n, line in enumerate(_wrap_beside(bar, width))
        ]
        return [
            draw_link(bar.to, named),
            draw_text(width, top + 16, bar.words, 12, ink, bold=bar.total, anchor="end"),
        ]
    base = top + _ROW / 2 + 4.5
    lines = wrap_text(bar.name, 12.5 * 1.06, names - 8, 2)
    first = base - 7 * (len(lines) - 1)
    named = [draw_text(0, first + 14 * n, line, 12.5, bold=bar.total) for n, line in enumerate(lines)]
    return [
        draw_link(bar.to, named),
        draw_text(names, base, bar.remark, 12, SOFT),
        draw_text(width, base, bar.words, 12.5, ink, bold=bar.total, anchor="end"),
    ]


def _second_line(bars: Sequence[PlanBar], width: float) -> float:
    """What every row of a telephone is taller where a long name has two lines beside its figures."""
    return _LINE if any(len(_wrap_beside(bar, width)) > 1 for bar in bars) else 0.0


def _wrap_beside(bar: PlanBar, width: float) -> list[str]:
    """The name in the room that the figures leave on a telephone."""
    return wrap_text(bar.name, 12.5, (width - text_width(bar.words, 12) * 1.06 - 10) / (1.06 if bar.total else 1.0), 2)


def _draw_bar(bar: PlanBar, top: float, axis: LinearAxis) -> list[str]:
    """Done within plan; of what is unknown a short hatch, never a bar of no length."""
    hatch = draw_rectangle(
        axis.left, top, min(_HATCH, axis.width), _TALL, FILLS["unknown"], INKS["unknown"], dash="2 3"
    )
    if bar.plan is None and bar.done is None:
        return [hatch]
    ink = INKS["short" if bar.behind else "made"]
    drawn = []
    if bar.plan is not None:
        drawn.append(draw_rectangle(axis.left, top, axis.measure(bar.plan), _TALL, "#FFFFFF", INKS["made"], dash="3 2"))
    if bar.done is not None:
        drawn.append(draw_rectangle(axis.left, top + 2, axis.measure(bar.done), _TALL - 4, ink, ink))
    else:
        wide = min(_HATCH, axis.measure(bar.plan or 0.0))
        drawn.append(draw_rectangle(axis.left, top + 2, wide, _TALL - 4, FILLS["unknown"], INKS["unknown"], dash="2 3"))
    return drawn


def _draw_legend(words: PlanWords, names: float, *, narrow: bool) -> list[str]:
    marks = (("#FFFFFF", "made", "3 2", words.plan), (INKS["made"], "made", "", words.done))
    x, drawn = (0.0 if narrow else names + _REMARKS), []
    for fill, ink, dash, word in (*marks, (FILLS["unknown"], "unknown", "2 3", words.unknown)):
        drawn.append(draw_rectangle(x, 3, 20, 11, fill, INKS[ink], dash=dash))
        drawn.append(draw_text(x + 26, 13, word, 12))
        x += 26 + text_width(word, 12) * 1.06 + 16
    return drawn if narrow else [*drawn, draw_text(names, 13, words.remark, 12, SOFT)]
