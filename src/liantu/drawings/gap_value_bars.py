"""What missing links are worth, a row each on one axis of money: bars by how firm the need is, whiskers from low to
high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import INKS, RULE, SOFT
from liantu.drawings.narrow_head import draw_narrow_head
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_text
from liantu.drawings.status_bar import draw_state_legend, draw_status_bar, draw_whisker
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _HEAD, _TALL = 32.0, 42.0, 14.0
_WIDTH, _BARS, _BAR_ROOM, _NEEDS = 842.0, 232.0, 268.0, 694.0
_NARROW, _NARROW_ROW, _NARROW_BARS = 340.0, 42.0, 236.0


@dataclass(frozen=True)
class ValueBar:
    """A link: ``parts`` is the value by state, which ends the bar; ``low`` and ``high`` its range, None where unknown.

    ``evidence`` is a word in the ink of ``meaning``; ``strong`` is one that a document names. Words are printed as they
    are: those of the range, of the need by status, and of the gap with its unit.
    """

    name: str
    to: str
    evidence: str
    meaning: str
    strong: bool
    parts: Mapping[str, float]
    low: float | None
    high: float | None
    range_words: str
    need_words: str
    gap_words: str

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return ", ".join(filter(None, [self.name, self.evidence, self.gap_words, self.range_words]))


@dataclass(frozen=True)
class ValueBarWords:
    """The words around the bars: headings of the columns, unit of the axis, states with their words."""

    link: str
    value: str
    need: str
    gap: str
    unit: str
    states: Sequence[tuple[str, str]]


def draw_value_bars(bars: Sequence[ValueBar], words: ValueBarWords, title: str) -> Drawing:
    """The rows at the width of a desk: name, evidence, bar, need by status, gap."""
    axis = choose_axis(_BARS, _BAR_ROOM, [bar.high for bar in bars])
    bottom = _HEAD + len(bars) * _ROW
    shapes, _tall = draw_state_legend(words.states, "missing", _WIDTH)
    shapes += [
        draw_text(0, _HEAD - 8, words.link, 12, SOFT),
        draw_text(_BARS, _HEAD - 8, words.value, 12, SOFT),
        draw_text(_NEEDS, _HEAD - 8, words.need, 12, SOFT, anchor="end"),
        draw_text(_WIDTH, _HEAD - 8, words.gap, 12, SOFT, anchor="end"),
        *axis.draw(_HEAD, bottom, words.unit),
    ]
    for number, bar in enumerate(bars):
        shapes += _draw_row(bar, _HEAD + number * _ROW, axis)
    return Drawing("gap-values", title, _describe(bars, words), _WIDTH, bottom + 20, shapes)


def draw_narrow_value_bars(bars: Sequence[ValueBar], words: ValueBarWords, title: str) -> Drawing:
    """The rows at the width of a telephone: name and gap above each bar."""
    axis = choose_axis(0, _NARROW_BARS, [bar.high for bar in bars])
    shapes, start = draw_state_legend(words.states, "missing", _NARROW)
    top = start + 6
    for bar in bars:
        head, lower = draw_narrow_head(top, _NARROW, bar.name, bar.to, bar.gap_words, strong=bar.strong)
        shapes += [
            *head,
            *_draw_bar(bar, top + 23 + lower, axis, 12),
            draw_text(_NARROW, top + 34 + lower, bar.range_words, 12, SOFT, anchor="end"),
        ]
        top += _NARROW_ROW + lower
    height = top + 2
    return Drawing("gap-values-narrow", title, _describe(bars, words), _NARROW, height, shapes)


def _describe(bars: Sequence[ValueBar], words: ValueBarWords) -> str:
    return "; ".join([f"{words.value} ({words.unit})", *(bar.sentence for bar in bars)])


def _draw_row(bar: ValueBar, top: float, axis: LinearAxis) -> list[str]:
    beside, middle = wrap_text(bar.evidence, 12, 80, 2), top + _ROW / 2
    taken = max(text_width(line, 12) for line in beside) * 1.08 + 16
    return [
        draw_link(bar.to, draw_name(0, middle, bar.name, _BARS - taken, 13, INKS["made"], bold=bar.strong)),
        _lines(_BARS - 8, middle, beside, 12, INKS[bar.meaning], bold=bar.strong, anchor="end"),
        *_draw_bar(bar, middle - _TALL / 2, axis, _TALL),
        draw_text(axis.locate(_end_of(bar)) + 7, middle + 4.5, bar.range_words),
        draw_text(_NEEDS, middle + 4.5, bar.need_words, anchor="end"),
        draw_text(_WIDTH, middle + 4.5, bar.gap_words, 13, bold=True, anchor="end"),
        draw_line(0, top + _ROW, _WIDTH, top + _ROW, RULE),
    ]


def _end_of(bar: ValueBar) -> float:
    return max(sum(bar.parts.values()), bar.high or 0.0)


def _draw_bar(bar: ValueBar, top: float, axis: LinearAxis, tall: float) -> list[str]:
    lengths = {state: axis.measure(value) for state, value in bar.parts.items()}
    drawn = draw_status_bar(axis.left, top, tall, lengths, "missing")
    if bar.low is None or bar.high is None:
        return drawn
    return [*drawn, *draw_whisker(axis.locate(bar.low), axis.locate(bar.high), top + tall / 2)]


def _lines(
    x: float,
    middle: float,
    lines: Sequence[str],
    size: float,
    ink: str = "#1d2733",
    *,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """Lines of words around a height."""
    first = middle + size * 0.36 - (len(lines) - 1) * (size + 1) / 2
    return "".join(
        draw_text(x, first + number * (size + 1), line, size, ink, bold=bold, anchor=anchor)
        for number, line in enumerate(lines)
    )
