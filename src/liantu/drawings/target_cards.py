"""Targets as cards: what can be said of each, a bar from base to target, or what each possible base would need.

The first card may show how its target is made up and is then two cards wide; the last may hold comparisons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.card_rows import GAP, draw_card_rows, find_card_room
from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INKS, SOFT
from liantu.drawings.shapes import draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import text_width, wrap_text
from liantu.drawings.target_bridge import BridgeColumn, draw_bridge, find_bridge_height

_PAD, _LINE, _BAR = 10.0, 17.0, 20.0


@dataclass(frozen=True)
class TargetBar:
    """The base (a range, one figure where low is high) below the target, on an axis of its own from zero."""

    low: float
    high: float
    target: float
    base_words: str
    needed_words: str


@dataclass(frozen=True)
class BaseRow:
    """A possible base and the growth a year that it would need, in per cent."""

    words: str
    growth: float
    growth_words: str


@dataclass(frozen=True)
class CheckRow:
    """A comparison: what is worked out, what it comes to, and how it is to be read."""

    words: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class TargetCard:
    """A target: name, aim and verdict in words; ``meaning`` is made (can be said), short (if …) or unknown (cannot).

    A card of comparisons has ``checks`` and no verdict.
    """

    name: str
    to: str
    aim: str
    verdict: str
    meaning: str
    lines: Sequence[str]
    bar: TargetBar | None = None
    bases: Sequence[BaseRow] = ()
    bridge: Sequence[BridgeColumn] = ()
    unit: str = ""
    checks: Sequence[CheckRow] = ()


def draw_target_cards(
    cards: Sequence[TargetCard], title: str, *, name: str = "targets", width: float = 955.0, across: int = 3
) -> Drawing:
    """The cards, so many beside each other, each row as high as its highest card; a bridge is two of them wide."""
    room = find_card_room(width, across)
    shapes: list[str] = []
    top, left_over = 2.0, list(cards)
    if across > 1 and left_over and left_over[0].bridge:
        drawn, top, left_over = _draw_first_row(left_over, room, across)
        shapes += drawn
    rows, top = draw_card_rows(left_over, top, room, across, _find_height, _draw_card)
    described = "; ".join(" ".join([card.name, card.aim, card.verdict, *card.lines, *_say(card)]) for card in cards)
    return Drawing(name, title, described, width, top, [*shapes, *rows])


def _draw_first_row(cards: Sequence[TargetCard], room: float, across: int) -> tuple[list[str], float, list[TargetCard]]:
    """The bridge with the cards that stand beside it, how far down they reach, and the cards that are left."""
    broad = (across - 1) * room + (across - 2) * GAP
    high = _find_height(cards[0], broad)
    beside: list[TargetCard] = []
    for card in cards[1:]:
        if sum(_find_height(found, room) + GAP for found in [*beside, card]) - GAP > high and beside:
            break
        beside.append(card)
    heights = [_find_height(card, room) for card in beside]
    high = max(high, sum(heights) + GAP * (len(heights) - 1))
    spare = (high - sum(heights) - GAP * (len(heights) - 1)) / max(len(heights), 1)
    drawn = _draw_card(cards[0], 1, 2.0, broad - 2, high)
    top = 2.0
    for card, height in zip(beside, heights, strict=True):
        drawn += _draw_card(card, broad + GAP + 1, top, room - 2, height + spare)
        top += height + spare + GAP
    return drawn, 2.0 + high + GAP, list(cards[1 + len(beside) :])


def _say(card: TargetCard) -> list[str]:
    """The figures of a card in words."""
    bar = [card.bar.base_words, card.bar.needed_words] if card.bar else []
    columns = [" ".join([column.name, column.words, column.range_words, *column.notes]) for column in card.bridge]
    checks = [f"{row.words} = {row.value} {row.note}".strip() for row in card.checks]
    return [*bar, *columns, *(f"{row.words} {row.growth_words}" for row in card.bases), *checks]


def _wrap(words: str, room: float, size: float = 12.0) -> list[str]:
    return wrap_text(words, size, room - 2 * _PAD, 8)


def _find_height(card: TargetCard, room: float) -> float:
    verdict, lines = _wrap(card.verdict, room - 12), [line for words in card.lines for line in _wrap(words, room)]
    head = _LINE * (len(_wrap(card.name, room, 14.5)) + len(_wrap(card.aim, room, 14))) + (
        _LINE * len(verdict) + 10 if verdict else 4
    )
    bar = _BAR + 2 * _LINE + 8 if card.bar else 0.0
    bridge = find_bridge_height(card.bridge, room - 2 * _PAD) if card.bridge else 0.0
    checks = sum(_find_check_height(row, room) for row in card.checks)
    return 2 * _PAD + head + bar + bridge + 19 * len(card.bases) + checks + _LINE * len(lines)


def _find_check_height(row: CheckRow, room: float) -> float:
    return _LINE * (len(_wrap(row.words, room - 70)) + len(_wrap(row.note, room) if row.note else [])) + 5


def _draw_card(card: TargetCard, left: float, top: float, room: float, height: float) -> list[str]:
    drawn = [draw_rectangle(left, top, room, height, "#FFFFFF", SOFT, thick=1.0)]
    x, y = left + _PAD, top + _PAD + 13
    names = _wrap(card.name, room, 14.5)
    drawn.append(draw_link(card.to, [draw_text(x, y + _LINE * n, row, 14.5, bold=True) for n, row in enumerate(names)]))
    y += _LINE * len(names)
    for row in _wrap(card.aim, room, 14):
        drawn.append(draw_text(x, y + 1, row, 14))
        y += _LINE
    if card.verdict:
        drawn += _draw_verdict(card, x, y, room)
        y += _LINE * len(_wrap(card.verdict, room - 12)) + 10
    if card.bar:
        drawn += _draw_bar(card.bar, card.meaning, x, y - 8, room - 2 * _PAD)
        y += _BAR + 2 * _LINE + 8
    if card.bridge:
        drawn += draw_bridge(card.bridge, card.unit, x, y - 12, room - 2 * _PAD)
        y += find_bridge_height(card.bridge, room - 2 * _PAD)
    for check in card.checks:
        drawn += _draw_check(check, x, y, room)
        y += _find_check_height(check, room)
    largest = max((row.growth for row in card.bases), default=0.0)
    for base in card.bases:
        drawn += _draw_base(base, largest, x, y, room - 2 * _PAD)
        y += 19
    rows = [line for words in card.lines for line in _wrap(words, room)]
    return drawn + [draw_text(x, y + _LINE * n, line, 12, SOFT) for n, line in enumerate(rows)]


def _draw_verdict(card: TargetCard, x: float, y: float, room: float) -> list[str]:
    rows = _wrap(card.verdict, room - 12)
    wide = max(text_width(row, 12) for row in rows) * 1.08 + 12
    dash = {"short": DASHES["planned"], "unknown": DASHES["unknown"]}.get(card.meaning, "")
    frame = draw_rectangle(x, y - 9, wide, _LINE * len(rows) + 2, FILLS[card.meaning], INKS[card.meaning], dash=dash)
    words = [draw_text(x + 6, y + 4 + _LINE * n, row, 12, INKS[card.meaning], bold=True) for n, row in enumerate(rows)]
    return [frame, *words]


def _draw_bar(bar: TargetBar, meaning: str, x: float, y: float, whole: float) -> list[str]:
    """What there is, where it is a range its width hatched, what is still needed within dashes, to the target."""
    highest = max(bar.target, bar.high) or 1.0
    low, high, end = (whole * value / highest for value in (bar.low, bar.high, bar.target))
    drawn = [draw_rectangle(x, y, low, _BAR, INKS["made"], INKS["made"])]
    if high > low:
        drawn.append(draw_rectangle(x + low, y, high - low, _BAR, "url(#made-building)", INKS["made"]))
    if end > high:
        drawn.append(draw_rectangle(x + high, y, end - high, _BAR, FILLS["missing"], INKS["missing"], dash="3 2"))
    drawn.append(draw_text(x, y + _BAR + 14, bar.base_words, 12, INKS["made"], bold=True))
    drawn.append(
        draw_text(x + whole, y + _BAR + 14 + _LINE, bar.needed_words, 12, INKS["missing"], bold=True, anchor="end")
    )
    return drawn


def _draw_check(check: CheckRow, x: float, y: float, room: float) -> list[str]:
    rows = _wrap(check.words, room - 70)
    notes = _wrap(check.note, room) if check.note else []
    drawn = [draw_text(x, y + _LINE * n, row, 12.5) for n, row in enumerate(rows)]
    drawn.append(draw_text(x + room - 2 * _PAD, y, check.value, 13, bold=True, anchor="end"))
    y += _LINE * len(rows)
    return drawn + [draw_text(x, y + _LINE * n, row, 12, SOFT) for n, row in enumerate(notes)]


def _draw_base(base: BaseRow, largest: float, x: float, y: float, whole: float) -> list[str]:
    head, tail = 0.42 * whole, 52.0
    length = (whole - head - tail) * base.growth / largest if largest > 0 else 0.0
    return [
        draw_text(x, y, base.words, 12),
        draw_rectangle(x + head, y - 10, length, 12, "#FFFFFF", SOFT, dash="3 2"),
        draw_text(x + head + length + 5, y, base.growth_words, 12, bold=True),
    ]
