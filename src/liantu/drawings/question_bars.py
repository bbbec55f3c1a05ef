"""How far the answers to questions move a result: a bar a question on one axis, from nothing to the farthest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _SUBJECT, _SUBJECT_ROOM, _BARS, _ROOM, _ROW, _HEAD = 940.0, 150.0, 330.0, 500.0, 290.0, 34.0, 24.0
_NARROW, _NARROW_ROW, _NARROW_ROOM, _TALL = 340.0, 64.0, 230.0, 14.0


@dataclass(frozen=True)
class QuestionBar:
    """A question: whom to ask, about what, and how far the answers move; ``effect`` is None where it is unknown.

    ``effect_words`` stand at the mark; ``to`` is where an answer is tried.
    """

    source: str
    subject: str
    to: str
    effect: float | None
    effect_words: str

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return f"{self.source}, {self.subject}: {self.effect_words}"


@dataclass(frozen=True)
class QuestionBarWords:
    """The headings of the columns, and the unit of the axis."""

    source: str
    subject: str
    moves: str
    unit: str


def draw_question_bars(bars: Sequence[QuestionBar], title: str, words: QuestionBarWords) -> Drawing:
    """The rows at the width of a desk: whom, about what, how far."""
    axis = _choose_axis(bars, _BARS, _ROOM)
    bottom = _HEAD + len(bars) * _ROW
    heads = ((0.0, words.source), (_SUBJECT, words.subject), (_BARS, words.moves))
    shapes = [draw_text(x, 14, word, 12, SOFT) for x, word in heads]
    shapes += axis.draw(_HEAD, bottom, words.unit)
    for number, bar in enumerate(bars):
        y = _HEAD + number * _ROW
        middle = y + _ROW / 2
        shapes += [
            draw_line(0, y, _WIDTH, y, RULE),
            *draw_name(0, middle, bar.source, _SUBJECT - 12, bold=True),
            draw_link(bar.to, draw_name(_SUBJECT, middle, bar.subject, _SUBJECT_ROOM, ink=INKS["made"])),
            *_draw_bar(bar, middle, axis),
        ]
    return Drawing("question-bars", title, _describe(bars), _WIDTH, bottom + 20, shapes)


def draw_narrow_question_bars(bars: Sequence[QuestionBar], title: str, words: QuestionBarWords) -> Drawing:
    """The rows at the width of a telephone: whom and about what above each bar."""
    axis = _choose_axis(bars, 0, _NARROW_ROOM)
    shapes = draw_name(0, 10, f"{words.moves} ({words.unit})", _NARROW, 12, SOFT)
    top = 24.0
    for bar in bars:
        room = _NARROW - text_width(bar.source, 13) * 1.08 - 12
        shapes += [
            draw_line(0, top, _NARROW, top, RULE),
            draw_text(0, top + 18, bar.source, 13, bold=True),
            draw_link(bar.to, draw_name(_NARROW, top + 15, bar.subject, room, ink=INKS["made"], anchor="end")),
            *_draw_bar(bar, top + 46, axis),
        ]
        top += _NARROW_ROW
    return Drawing("question-bars-narrow", title, _describe(bars), _NARROW, top + 4, shapes)


def _choose_axis(bars: Sequence[QuestionBar], left: float, room: float) -> LinearAxis:
    return choose_axis(left, room, [bar.effect for bar in bars])


def _describe(bars: Sequence[QuestionBar]) -> str:
    return "; ".join(bar.sentence for bar in bars)


def _draw_bar(bar: QuestionBar, middle: float, axis: LinearAxis) -> list[str]:
    """The bar with its words; where it is unknown how far, hatched and never of no length."""
    if bar.effect is None:
        length, shape = 60.0, draw_rectangle(axis.left, middle - 7, 60, _TALL, "url(#unknown)", SOFT, dash="2 3")
    else:
        length = axis.measure(bar.effect)
        shape = draw_rectangle(axis.left, middle - 7, length, _TALL, INKS["short"])
    return [shape, draw_text(axis.left + length + 6, middle + 4.5, bar.effect_words, 12.5, bold=True)]
