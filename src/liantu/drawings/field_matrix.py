"""Fields by places: what research and what production stands in each cell, and how each field reads.

Research is hollow and rounded, production solid and square; each is also a word. An empty cell says that sources state
nothing there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import format_coordinate, format_position, text_width, wrap_text

_LINE, _PAD, _PILL, _MARK = 15.0, 7.0, 30.0, 32.0


class BoardLook(NamedTuple):
    """How wide a board is, with its columns of directions, fields and readings, and the lines a name may take."""

    width: float
    direction: float = 78.0
    field: float = 150.0
    reading: float = 112.0
    lines: int = 1

    @property
    def mark(self) -> float:
        """How high an item is: its name, and a line below."""
        return _MARK + (self.lines - 1) * 14


#: On a narrow desk names take two lines.
LAPTOP_BOARD = BoardLook(950.0, 68.0, 112.0, 88.0, 2)


@dataclass(frozen=True)
class BoardMark:
    """One item of a cell: the word of its side, name, status in words, address; ``coming`` is not there yet."""

    word: str
    name: str
    status: str
    to: str = ""
    research: bool = True
    coming: bool = False


@dataclass(frozen=True)
class BoardField:
    """A line of the board: direction, name, address, cells by column, what lies beyond each, the reading."""

    direction: str
    name: str
    to: str
    cells: Sequence[Sequence[BoardMark]]
    more: Sequence[str]
    reading: str
    meaning: str


def draw_field_matrix(
    fields: Sequence[BoardField],
    columns: Sequence[str],
    heads: tuple[str, str, str],
    nothing: str,
    title: str,
    *,
    name: str = "board",
    look: BoardLook,
) -> Drawing:
    """The board; ``heads`` stand above directions, fields and readings, ``nothing`` in a cell without an item."""
    room = (look.width - look.direction - look.field - look.reading) / max(len(columns), 1)
    top = 46.0
    lefts = (2.0, look.direction + 4, look.width - look.reading + 4)
    shapes = [draw_text(x, 26, words, 12.5, SOFT, bold=True) for x, words in zip(lefts, heads, strict=True)]
    shapes += [_draw_column(words, look.direction + look.field + n * room, room) for n, words in enumerate(columns)]
    spans: list[tuple[str, float, float]] = []
    for field in fields:
        height = _measure_field(field, look.mark)
        if spans and spans[-1][0] == field.direction:
            spans[-1] = (field.direction, spans[-1][1], top + height)
        else:
            spans.append((field.direction, top, top + height))
        shapes += _draw_field(field, nothing, room, look, top, height)
        top += height + 4
    for words, begin, end in spans:
        shapes.append(draw_rectangle(1, begin, look.direction - 4, end - begin, "#FFFFFF", RULE))
        shapes += _draw_middle(
            words, 1 + (look.direction - 4) / 2, (begin + end) / 2, look.direction - 14, INK, bold=True
        )
    return Drawing(name, title, _describe(fields, columns), look.width, top, shapes)


def draw_field_list(
    fields: Sequence[BoardField],
    columns: Sequence[str],
    title: str,
    *,
    name: str = "board-narrow",
    width: float = 340.0,
) -> Drawing:
    """The fields below each other with what stands in each, for a telephone."""
    shapes: list[str] = []
    top = 2.0
    for field in fields:
        lines = wrap_text(field.name, 13, width - 10, 2)
        shapes += [draw_text(2, top + 13 + _LINE * n, line, 13, bold=True) for n, line in enumerate(lines)]
        top += 4 + _LINE * len(lines)
        shapes.append(draw_text(2, top + 12, field.reading, 12.5, INKS[field.meaning]))
        top += 20
        for place, marks, more in zip(columns, field.cells, field.more, strict=True):
            if marks:
                shapes.append(draw_text(2, top + 12, wrap_text(place, 12, width - 8, 1)[0], 12, SOFT))
                top += 18
            for mark in marks:
                shapes += _draw_mark(mark, 8, top, width - 14)
                top += _MARK
            if more:
                shapes.append(draw_text(8, top + 10, more, 12, SOFT))
                top += 16
        top += 10
    return Drawing(name, title, _describe(fields, columns), width, top, shapes)


def _measure_field(field: BoardField, mark: float) -> float:
    tall = max((len(marks) * mark + (16 if more else 0) for marks, more in zip(field.cells, field.more, strict=True)))
    return max(tall + 2 * _PAD - 2, 40.0)


def _draw_column(words: str, left: float, room: float) -> str:
    frame = draw_rectangle(left + 2, 2, room - 4, 38, "#EEF2F7", RULE)
    return frame + "".join(_draw_middle(words, left + room / 2, 21, room - 14, INK, bold=True))


def _draw_field(field: BoardField, nothing: str, room: float, look: BoardLook, top: float, height: float) -> list[str]:
    middle = top + height / 2
    shapes = [draw_rectangle(look.direction, top, look.field - 4, height, "#FFFFFF", RULE)]
    lines = wrap_text(field.name, 12.5, look.field - 18, 3)
    first = middle - _LINE * len(lines) / 2 + 11
    named = [draw_text(look.direction + 7, first + _LINE * n, line, 12.5, bold=True) for n, line in enumerate(lines)]
    shapes.append(draw_link(field.to, named))
    for number, (marks, more) in enumerate(zip(field.cells, field.more, strict=True)):
        left = look.direction + look.field + number * room
        if not marks:
            shapes.append(draw_rectangle(left + 2, top, room - 4, height, "#FAFBFC", RULE))
            shapes.append(draw_text(left + room / 2, middle + 4, nothing, 12, SOFT, anchor="middle"))
            continue
        shapes.append(draw_rectangle(left + 2, top, room - 4, height, "#FFFFFF", "#8494A7"))
        begin = top + (height - len(marks) * look.mark - (16 if more else 0)) / 2
        for place, mark in enumerate(marks):
            shapes += _draw_mark(mark, left + 8, begin + place * look.mark, room - 16, look.lines)
        if more:
            shapes.append(draw_text(left + 8, begin + len(marks) * look.mark + 11, more, 12, SOFT))
    left = look.width - look.reading + 2
    dash = {"short": DASHES["planned"], "unknown": DASHES["unknown"]}.get(field.meaning, "")
    shapes.append(
        draw_rectangle(
            left, top, look.reading - 4, height, FILLS[field.meaning], INKS[field.meaning], thick=1.5, dash=dash
        )
    )
    ink = INKS[field.meaning]
    return shapes + _draw_middle(
        field.reading, left + (look.reading - 4) / 2, middle, look.reading - 14, ink, bold=True
    )


def _draw_mark(mark: BoardMark, left: float, top: float, room: float, lines: int = 1) -> list[str]:
    ink = INKS["made"]
    look = f'fill="#FFFFFF" stroke="{ink}" rx="7"' if mark.research else f'fill="{ink}" stroke="{ink}" rx="0"'
    # The word of the side is longer in English.
    pill = max(_PILL, text_width(mark.word, 12) + 8)
    size = f'width="{format_coordinate(pill)}" height="15" stroke-width="1.4"'
    frame = f"<rect {format_position(left, top + 1)} {size} {look}/>"
    word = draw_text(left + pill / 2, top + 13, mark.word, 12, ink if mark.research else "#FFFFFF", anchor="middle")
    begin, words = left + pill + 6, room - pill - 6
    names = wrap_text(mark.name, 12, words, lines)
    named = [draw_text(begin, top + 13 + 14 * n, line, 12) for n, line in enumerate(names)]
    status = wrap_text(mark.status, 12, words, 1)[0] if mark.status else ""
    below = draw_text(begin, top + 13 + 14 * len(names), status, 12, INKS["short"] if mark.coming else SOFT)
    return [draw_link(mark.to, [frame, word, *named]), below]


def _draw_middle(words: str, x: float, middle: float, room: float, ink: str, *, bold: bool = False) -> list[str]:
    lines = wrap_text(words, 12.5, room / 1.05, 4)
    first = middle - _LINE * len(lines) / 2 + 11
    return [
        draw_text(x, first + _LINE * n, line, 12.5, ink, bold=bold, anchor="middle") for n, line in enumerate(lines)
    ]


def _describe(fields: Sequence[BoardField], columns: Sequence[str]) -> str:
    parts = []
    for field in fields:
        cells = [
            f"{place}: " + ", ".join(f"{mark.word} {mark.name} {mark.status}" for mark in marks)
            for place, marks in zip(columns, field.cells, strict=True)
            if marks
        ]
        parts.append(f"{field.name} ({field.reading}) " + "; ".join(cells))
    return ". ".join(parts)
