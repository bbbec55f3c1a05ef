"""How far projects came, a square a project and stage: pale those that went on, dark those that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import FILLS, INK, INKS, RULE, SOFT
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text

_ROW, _SQUARE, _HEAD = 28.0, 14.0, 22.0
#: The part of the width that labels take at most; longer ones are broken.
_LABELS = 0.27
#: The widest heading of what is counted apart, and the room before that column.
_SEPARATE, _GAP = 92.0, 24.0


@dataclass(frozen=True)
class FunnelCount:
    """How many reached a stage, how many stand there, with their words, and the address of those."""

    to: str
    reached: int
    standing: int
    standing_words: str
    late: bool


@dataclass(frozen=True)
class FunnelRow:
    """A stage: its projects, how long the way to it took, and those that are counted apart, if any are."""

    label: str
    counted: FunnelCount
    time_words: str
    separate: FunnelCount | None = None


@dataclass(frozen=True)
class FunnelHeads:
    """What stands above the squares, above those who stand there, and above those that are counted apart."""

    reached: str
    standing: str
    separate: str = ""


@dataclass(frozen=True)
class _Places:
    """Where the squares begin and how far they stand from each other; where the other columns end and begin."""

    left: float
    step: float
    standing: float
    separate: float


def draw_stage_funnel(
    rows: Sequence[FunnelRow], heads: FunnelHeads, title: str, *, name: str = "stage-funnel", width: float = 478.0
) -> Drawing:
    """The stages in their order, the first above; squares are smaller where many projects are."""
    separate_lines = wrap_text(heads.separate, 12, _SEPARATE, 3) if heads.separate else []
    places = _find_places(rows, heads, separate_lines, width)
    shapes = [
        *(draw_text(places.left, 13 + 14 * n, line, 12, SOFT) for n, line in enumerate(_wrap_head(heads, places))),
        draw_text(places.standing, 13, heads.standing, 12, SOFT, anchor="end"),
        *(draw_text(places.separate, 13 + 14 * n, line, 12, SOFT) for n, line in enumerate(separate_lines)),
    ]
    head = 14.0 * (max(len(separate_lines), len(_wrap_head(heads, places)), 1) - 1)
    top = _HEAD + head
    for row in rows:
        lines = wrap_text(row.label, 13, width * _LABELS / 1.06, 3)
        more = _room_of_lines(len(lines))
        top += more
        shapes.append(draw_link(row.counted.to, _draw_label(lines, places.left - 8, top + 13)))
        shapes += _draw_squares(row.counted, places.left, top, places.step)
        end = places.left + row.counted.reached * places.step + 4
        count = str(row.counted.reached)
        shapes.append(draw_text(end, top + 13, count, 13.5, bold=True))
        shapes.append(draw_text(end + text_width(count, 13.5) + 8, top + 13, row.time_words, 12, SOFT))
        shapes.append(_draw_standing(row.counted, places.standing, top + 13, "end"))
        if row.separate:
            shapes += _draw_separate(row.separate, places, top)
        top += _ROW + more
    if heads.separate:
        x = places.separate - _GAP / 2
        shapes.append(draw_line(x, _HEAD + head - 6, x, top - 6, RULE))
    return Drawing(name, title, "; ".join(_describe(row, heads) for row in rows), width, top, shapes)


def _room_of_lines(count: int) -> float:
    """What a label of more than one line needs above and below the row, so that it does not touch the next.

    >>> [_room_of_lines(count) for count in (1, 2, 3)]
    [0.0, 3.0, 10.0]
    """
    return 0.0 if count < 2 else 3.0 + 7.0 * (count - 2)


def _find_places(rows: Sequence[FunnelRow], heads: FunnelHeads, separate_lines: Sequence[str], width: float) -> _Places:
    """The columns: labels, squares with times, those who stand there, and what is counted apart."""
    left = min(max((text_width(row.label, 13) * 1.06 for row in rows), default=0.0), width * _LABELS) + 10
    words = [text_width(row.counted.standing_words, 12.5) * 1.06 for row in rows]
    room = max([*words, text_width(heads.standing, 12)])
    times = max((text_width(row.time_words, 12) for row in rows), default=0.0)
    separate = [row.separate for row in rows if row.separate]
    heading = max((text_width(line, 12) for line in separate_lines), default=0.0)
    separate_words = max((text_width(count.standing_words, 12.5) * 1.06 + 26 for count in separate), default=0.0)
    highest = max((row.counted.reached for row in rows), default=1)
    highest_separate = max((count.reached for count in separate), default=0)
    fixed = max(separate_words, heading - highest_separate * 5) + _GAP if heads.separate else 0.0
    step = min(16.0, (width - left - room - times - 42 - fixed) / max(highest + highest_separate, 1))
    beside = max(highest_separate * step + separate_words, heading) + _GAP if heads.separate else 0.0
    return _Places(left, step, width - beside, width - beside + _GAP)


def _wrap_head(heads: FunnelHeads, places: _Places) -> Sequence[str]:
    """The words above the squares, broken where those who stand there begin."""
    room = places.standing - text_width(heads.standing, 12) - 10 - places.left
    return wrap_text(heads.reached, 12, room, 2)


def _describe(row: FunnelRow, heads: FunnelHeads) -> str:
    counted = row.counted
    words = f"{row.label}: {counted.reached}, {row.time_words}, {counted.standing_words}"
    return f"{words}, {heads.separate} {row.separate.reached}, {row.separate.standing_words}" if row.separate else words


def _draw_separate(count: FunnelCount, places: _Places, top: float) -> list[str]:
    """The squares of what is counted apart, how many reached the stage, and how many stand there."""
    end = places.separate + count.reached * places.step + 4
    reached = draw_text(end, top + 13, str(count.reached), 13.5, bold=True)
    words = end + text_width(str(count.reached), 13.5) + 8
    return [
        *_draw_squares(count, places.separate, top, places.step),
        draw_link(count.to, [reached]),
        *([_draw_standing(count, words, top + 13, "start")] if count.standing else []),
    ]


def _draw_standing(count: FunnelCount, x: float, y: float, anchor: str) -> str:
    ink = INKS["missing"] if count.late else INK
    return draw_text(x, y, count.standing_words, 12.5, ink, bold=count.late, anchor=anchor)


def _draw_label(lines: Sequence[str], x: float, y: float) -> list[str]:
    first = y - 7 * (len(lines) - 1)
    return [draw_text(x, first + 14 * n, line, 13, bold=True, anchor="end") for n, line in enumerate(lines)]


def _draw_squares(row: FunnelCount, left: float, top: float, step: float) -> list[str]:
    """Those that went on, then those that stand there; a row of very many is one bar in two parts."""
    passed = row.reached - row.standing
    if step < 5:
        return [
            draw_rectangle(left, top, passed * step, _SQUARE, FILLS["made"], INKS["made"]),
            draw_rectangle(left + passed * step, top, row.standing * step, _SQUARE, INKS["made"], INKS["made"]),
        ]
    return [
        draw_rectangle(
            left + number * step,
            top,
            step - 2,
            _SQUARE,
            INKS["made"] if number >= passed else FILLS["made"],
            INKS["made"],
        )
        for number in range(row.reached)
    ]
