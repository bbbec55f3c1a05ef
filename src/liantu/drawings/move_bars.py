"""Before and after as bars, hollow and solid: first the changed products on an axis of their own, then what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.linear_axis import LinearAxis, choose_axis
from liantu.drawings.meanings import INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_name, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width

_WIDTH, _BARS, _ROOM, _ROW = 940.0, 220.0, 330.0, 32.0
_BEFORE, _AFTER = 756.0, 828.0
_NARROW, _NARROW_ROW = 340.0, 50.0
#: Room for the figures of an axis.
_AXIS = 20.0
_BAND = "#eef4fb"


@dataclass(frozen=True)
class MoveBar:
    """A product before and after, in the unit of its axis; None where it is unknown.

    ``word`` says what becomes of it (new in the list, left it, stands later), in the ink of ``meaning``; words are
    printed as they are. ``another_unit`` is the unit where it is not that of the axis.
    """

    name: str
    to: str
    before: float | None
    after: float | None
    before_words: str
    after_words: str
    change_words: str
    word: str = ""
    meaning: str = "short"
    another_unit: str = ""

    @property
    def end(self) -> float:
        """Where the longer of the two ends."""
        return max(self.before or 0.0, self.after or 0.0)

    @property
    def grows(self) -> bool:
        """Whether there is more of it afterwards."""
        return (self.after or 0.0) > (self.before or 0.0)

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        return ", ".join(filter(None, [self.name, f"{self.before_words} → {self.after_words}", self.word]))


@dataclass(frozen=True)
class MoveWords:
    """The words around the bars."""

    changed: str
    follows: str
    before: str
    after: str
    change: str
    another: str
    changed_unit: str
    unit: str
    #: Of a switch, in which all that is made stays as much: that it does, and what a supposed part is called.
    same: str = ""
    supposed: str = ""
    separator: str = " + "


def draw_move_bars(changed: Sequence[MoveBar], following: Sequence[MoveBar], words: MoveWords, title: str) -> Drawing:
    """The picture at the width of a desk."""
    shapes, top = _draw_legend(words), 26.0
    if changed:
        switch = is_switch(changed)
        end = top + 24 + (2 if switch else len(changed)) * _ROW
        shapes.append(draw_rectangle(0, top, _WIDTH, end + _AXIS - top, _BAND))
        shapes += _draw_heads(words.changed, words, top, columns=not switch)
        axis = _axis_of_parts(changed) if switch else _axis_of(changed)
        shapes += axis.draw(top + 22, end, words.changed_unit)
        shapes += (_draw_switch if switch else _draw_rows)(changed, top + 22, words)
        top = end + _AXIS + 6
    shapes += _draw_heads(words.follows, words, top)
    top += 22
    bottom = top + len(following) * _ROW
    shapes += _axis_of(following).draw(top, bottom, words.unit)
    shapes += _draw_rows(following, top, words)
    described = "; ".join(bar.sentence for bar in [*changed, *following])
    return Drawing("moves", title, described, _WIDTH, bottom + 22, shapes)


def _draw_heads(heading: str, words: MoveWords, top: float, *, columns: bool = True) -> list[str]:
    """The heading above bars, and those of the columns of figures beside them."""
    named = ((_BEFORE, words.before), (_AFTER, words.after), (_WIDTH - 4, words.change)) if columns else ()
    return [
        draw_text(6, top + 14, heading, 12, SOFT, bold=True),
        *(draw_text(x, top + 14, word, 12, SOFT, anchor="end") for x, word in named),
    ]


def is_switch(changed: Sequence[MoveBar]) -> bool:
    """Whether plants make another product in the same amount: then what is changed is two bars in parts.

    >>> cell = dict(name="", to="", before_words="", after_words="", change_words="")
    >>> is_switch([MoveBar(before=72, after=42, **cell), MoveBar(before=0, after=30, **cell)])
    True
    >>> is_switch([MoveBar(before=72, after=42, **cell), MoveBar(before=0, after=20, **cell)])
    False
    """
    if len(changed) < 2 or any(bar.another_unit or bar.before is None or bar.after is None for bar in changed):
        return False
    before, after = sum(bar.before or 0.0 for bar in changed), sum(bar.after or 0.0 for bar in changed)
    return abs(before - after) <= 1e-6 * before


def draw_narrow_move_bars(
    changed: Sequence[MoveBar], following: Sequence[MoveBar], words: MoveWords, title: str
) -> Drawing:
    """The picture at the width of a telephone: name and movement above the two bars."""
    shapes, top = _draw_legend(words), 24.0
    groups = ((changed, words.changed, words.changed_unit), (following, words.follows, words.unit))
    for bars, heading, unit in groups:
        if bars:
            shapes += draw_name(0, top + 12, f"{heading}: {unit}", _NARROW, 12, SOFT, bold=True)
            top += 26
        for bar in bars:
            axis = _axis_of(bars, bar.another_unit, 0.0, 220.0)
            room = _NARROW - text_width(bar.change_words, 13) * 1.08 - 12
            shapes += [
                draw_line(0, top, _NARROW, top, RULE),
                draw_link(bar.to, draw_name(0, top + 13, bar.name, room, ink=INKS["made"])),
                draw_text(_NARROW, top + 17, bar.change_words, 13, bold=True, anchor="end"),
                *_draw_pair(bar, top + 34, axis),
                draw_text(_NARROW, top + 38, f"{bar.before_words} → {bar.after_words}", 12, SOFT, anchor="end"),
            ]
            top += _NARROW_ROW
    described = "; ".join(bar.sentence for bar in [*changed, *following])
    return Drawing("moves-narrow", title, described, _NARROW, top + 4, shapes)


def _draw_legend(words: MoveWords) -> list[str]:
    second = 34 + text_width(words.before, 12) + 24
    return [
        draw_rectangle(0, 4, 24, 10, "#FFFFFF", SOFT, dash="4 2"),
        draw_text(30, 14, words.before, 12),
        draw_rectangle(second, 4, 24, 10, INKS["made"]),
        draw_text(second + 30, 14, words.after, 12),
    ]


def _axis_of(bars: Sequence[MoveBar], unit: str = "", left: float = _BARS, width: float = _ROOM) -> LinearAxis:
    return choose_axis(left, width, [bar.end for bar in bars if bar.another_unit == unit])


def _axis_of_parts(changed: Sequence[MoveBar]) -> LinearAxis:
    """The axis of a switch: as long as all that is made together."""
    return choose_axis(_BARS, _ROOM, [sum(bar.before or 0.0 for bar in changed)])


def _draw_rows(bars: Sequence[MoveBar], top: float, words: MoveWords) -> list[str]:
    drawn = []
    for number, bar in enumerate(bars):
        y = top + number * _ROW
        middle, axis = y + _ROW / 2, _axis_of(bars, bar.another_unit)
        ink = INKS[bar.meaning] if bar.meaning == "missing" else INKS["made"]
        if bar.another_unit:
            drawn.append(draw_rectangle(0, y, _WIDTH, _ROW, "#f3f4f6"))
        beside = ", ".join(filter(None, [bar.word, f"{words.another}: {bar.another_unit}" if bar.another_unit else ""]))
        drawn += [
            draw_link(bar.to, draw_name(_BARS - 12, middle, bar.name, _BARS - 20, ink=INKS["made"], anchor="end")),
            *_draw_pair(bar, middle, axis),
            draw_text(
                axis.locate(bar.end) + 8,
                middle + 4.5,
                beside,
                12,
                INKS[bar.meaning] if bar.word else SOFT,
                bold=bool(bar.word),
            ),
            draw_text(_BEFORE, middle + 4.5, bar.before_words, anchor="end"),
            draw_text(_AFTER, middle + 4.5, bar.after_words, 13, bold=True, anchor="end"),
            draw_text(_WIDTH - 4, middle + 4.5, bar.change_words, 13, ink, bold=True, anchor="end"),
            draw_line(0, y + _ROW, _WIDTH, y + _ROW, RULE),
        ]
    return drawn


def _draw_switch(changed: Sequence[MoveBar], top: float, words: MoveWords) -> list[str]:
    """What is made before, hollow, and after, in parts: solid what stays, hatched what is supposed."""
    axis = _axis_of_parts(changed)
    first = [(bar, bar.before or 0.0, "#FFFFFF") for bar in changed if bar.before]
    second = [(bar, bar.after or 0.0, "url(#made-building)" if bar.grows else INKS["made"]) for bar in changed]
    before = words.separator.join(f"{bar.name} {bar.before_words}" for bar, *_look in first)
    after = [f"{bar.name} {bar.after_words}" + (words.supposed if bar.grows else "") for bar in changed if bar.after]
    return [
        *_draw_parts(axis, top + 8, first, SOFT, "4 2"),
        *_draw_parts(axis, top + _ROW + 8, second, INKS["made"]),
        *_draw_switch_words(top + 16, words.before, before, bold=False),
        *_draw_switch_words(top + _ROW + 16, words.after, words.separator.join(after) + words.same, bold=True),
    ]


def _draw_parts(
    axis: LinearAxis, y: float, parts: Sequence[tuple[MoveBar, float, str]], ink: str, dash: str = ""
) -> list[str]:
    """Parts of a bar behind each other: the product, how much, and the fill."""
    drawn, left = [], axis.left
    for _bar, value, fill in parts:
        drawn.append(draw_rectangle(left, y, axis.measure(value), 16, fill, ink, dash=dash))
        left += axis.measure(value)
    return drawn


def _draw_switch_words(middle: float, label: str, sentence: str, *, bold: bool) -> list[str]:
    left = _BARS + _ROOM + 10
    return [
        draw_text(_BARS - 12, middle + 4.5, label, 13, SOFT, anchor="end"),
        *draw_name(left, middle, sentence, _WIDTH - left - 4, bold=bold),
    ]


def _draw_pair(bar: MoveBar, middle: float, axis: LinearAxis) -> list[str]:
    """The hollow bar above the solid one; unknown is hatched, and never of no length."""
    drawn, solid = [], INKS["missing"] if bar.meaning == "missing" else INKS["made"]
    if bar.before is None:
        drawn.append(draw_rectangle(axis.left, middle - 11, 60, 10, "url(#unknown)", SOFT, dash="2 3"))
    elif bar.before > 0:
        drawn.append(draw_rectangle(axis.left, middle - 11, axis.measure(bar.before), 10, "#FFFFFF", SOFT, dash="4 2"))
    if bar.after is None:
        drawn.append(draw_rectangle(axis.left, middle + 1, 60, 10, "url(#unknown)", SOFT, dash="2 3"))
    elif bar.after > 0:
        drawn.append(draw_rectangle(axis.left, middle + 1, axis.measure(bar.after), 10, solid))
    return drawn
