"""Ladders as stairs: a card a step, each higher than the one before; what is stated beside a square a listed firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INKS, RULE, SOFT, fill_state
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.status_bar import draw_state_legend
from liantu.drawings.svg_text import text_width, wrap_text

_LINE, _PAD, _GAP, _RISE, _SQUARE = 17.0, 9.0, 10.0, 14.0, 12.0
#: Room of the name of a ladder, and the most that a card has.
_HEAD, _BROADEST = 120.0, 300.0


@dataclass(frozen=True)
class StepCard:
    """A step: its name, how many are stated (empty: unknown), lines beside it, and listed firms by state."""

    name: str
    to: str
    stated: str
    lines: Sequence[str]
    listed: Mapping[str, int]


@dataclass(frozen=True)
class LadderRow:
    """A ladder: its name and its steps from the lowest on; things side by side that are no stairs do not rise."""

    name: str
    steps: Sequence[StepCard]
    rises: bool = True


def draw_ladder_steps(
    ladders: Sequence[LadderRow],
    words: Sequence[tuple[str, str]],
    unknown: str,
    title: str,
    *,
    name: str = "ladders",
    width: float = 955.0,
) -> Drawing:
    """The ladders below each other; ``words`` are (state, word) of the squares, ``unknown`` stands for no stated count.

    On a telephone the steps stand below each other, the lowest first.
    """
    draw = _draw_below if width < 500 else _draw_stairs
    shapes, top = draw_state_legend(words, "made", width)
    top += 6
    for ladder in ladders:
        drawn, top = draw(ladder, top, width, unknown)
        shapes += [*drawn, draw_line(0, top, width, top, RULE)]
        top += _GAP
    described = "; ".join(
        f"{ladder.name}: " + ", ".join(": ".join([s.name, s.stated or unknown, *s.lines]) for s in ladder.steps)
        for ladder in ladders
    )
    return Drawing(name, title, described, width, top, shapes)


def _draw_stairs(ladder: LadderRow, top: float, width: float, unknown: str) -> tuple[list[str], float]:
    """The steps beside each other on one ground, each higher than the one before; and where they end."""
    count = max(len(ladder.steps), 1)
    room = min((width - _HEAD - _GAP * (count - 1)) / count, _BROADEST)
    height = max(_find_height(step, room, unknown) for step in ladder.steps)
    each = _RISE if ladder.rises else 0.0
    rise = each * (count - 1)
    shapes = _draw_ladder_name(ladder, top, _HEAD)
    for number, step in enumerate(ladder.steps):
        left, higher = _HEAD + number * (room + _GAP), each * number
        shapes += _draw_card(step, left + 1, top + rise - higher, room - 2, height + higher, unknown)
    return shapes, top + height + rise + _GAP


def _draw_below(ladder: LadderRow, top: float, width: float, unknown: str) -> tuple[list[str], float]:
    """The steps below each other, and where they end."""
    shapes = _draw_ladder_name(ladder, top, width)
    top += _LINE * len(shapes) + 6
    for step in ladder.steps:
        height = _find_height(step, width, unknown)
        shapes += _draw_card(step, 1, top, width - 2, height, unknown)
        top += height + _GAP
    return shapes, top


def _draw_ladder_name(ladder: LadderRow, top: float, room: float) -> list[str]:
    lines = wrap_text(ladder.name, 13.5, room - 10, 4)
    return [draw_text(0, top + 14 + _LINE * n, line, 13.5, bold=True) for n, line in enumerate(lines)]


def _find_height(step: StepCard, room: float, unknown: str) -> float:
    words = [step.stated or unknown, *step.lines]
    lines = sum(len(wrap_text(line, 12, room - 2 * _PAD, 3)) for line in words)
    squares = _count_rows(step, room) * (_SQUARE + 4)
    return 2 * _PAD + _LINE * (len(wrap_text(step.name, 13.5, (room - 2 * _PAD) / 1.05, 3)) + lines) + squares


def _count_rows(step: StepCard, room: float) -> int:
    across = int((room - 2 * _PAD) // (_SQUARE + 4))
    return -(-sum(step.listed.values()) // max(across, 1))


def _draw_card(step: StepCard, left: float, top: float, room: float, height: float, unknown: str) -> list[str]:
    is_known = bool(step.stated) or any(step.listed.values())
    fill = "#FFFFFF" if is_known else FILLS["unknown"]
    dash = "" if is_known else DASHES["unknown"]
    drawn = [draw_rectangle(left, top, room, height, fill, INKS["made"] if is_known else SOFT, dash=dash)]
    base = top + _PAD + 13
    named = wrap_text(step.name, 13.5, (room - 2 * _PAD) / 1.05, 3)
    texts = [draw_text(left + _PAD, base + _LINE * n, line, 13.5, bold=True) for n, line in enumerate(named)]
    lines = [
        line for words in [step.stated or unknown, *step.lines] for line in wrap_text(words, 12, room - 2 * _PAD, 3)
    ]
    if not is_known:
        broad = max([*(text_width(line, 14) for line in named), *(text_width(line, 12) for line in lines)]) * 1.06 + 8
        tall = _LINE * (len(named) + len(lines)) + 4
        drawn.append(draw_rectangle(left + _PAD - 4, top + _PAD - 2, min(broad, room - 8), tall, "#FFFFFF"))
    drawn.append(draw_link(step.to, texts))
    base += _LINE * len(named)
    drawn += [draw_text(left + _PAD, base + _LINE * n, line, 12, SOFT) for n, line in enumerate(lines)]
    return drawn + _draw_squares(step, left + _PAD, base + _LINE * len(lines) - 6, room)


def _draw_squares(step: StepCard, left: float, top: float, room: float) -> list[str]:
    """A square a listed firm, the furthest state first."""
    across = max(int((room - 2 * _PAD) // (_SQUARE + 4)), 1)
    states = [state for state, count in step.listed.items() for _ in range(count)]
    return [
        draw_rectangle(
            left + n % across * (_SQUARE + 4),
            top + n // across * (_SQUARE + 4),
            _SQUARE,
            _SQUARE,
            fill_state("made", state),
            INKS["made"],
            dash=DASHES[state],
        )
        for n, state in enumerate(states)
    ]
