"""Tiers of clusters as rows of cards: a bar only where output is stated, a hatched card for what nobody names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, FILLS, INKS, RULE, SOFT, fill_state
from liantu.drawings.shapes import draw_line, draw_link, draw_rectangle, draw_text
from liantu.drawings.svg_text import wrap_text

_GAP, _LINE, _PAD, _BAR, _INDENT = 10.0, 17.0, 9.0, 12.0, 34.0


@dataclass(frozen=True)
class TierCard:
    """A cluster: its name and what is known of it; ``share`` of the size of the tier where output is stated.

    ``state`` is that of the statement (operating: actual, building: expected); ``named`` is false for clusters that the
    source counts and does not name.
    """

    name: str
    to: str
    lines: Sequence[str]
    on_record: bool
    share: float | None = None
    state: str = "operating"
    named: bool = True


@dataclass(frozen=True)
class TierRow:
    """A tier: how many the source states, its name, its cards; of the parts of a tier the first has its count."""

    count: str
    name: str
    cards: Sequence[TierCard]


def draw_tier_rows(
    tiers: Sequence[TierRow], title: str, *, name: str = "tiers", width: float = 780.0, across: int = 3
) -> Drawing:
    """The tiers below each other, so many cards beside each other; on a telephone the head stands above."""
    head = 0.0 if across == 1 else 150.0
    shapes: list[str] = []
    top = 2.0
    for tier in tiers:
        shapes += _draw_head(tier, top, head or width)
        top += 0.0 if head else 28.0
        beside = _choose_across(len(tier.cards), across)
        room = (width - head - _GAP * (beside - 1)) / beside
        top_of_tier = top
        for start in range(0, len(tier.cards), beside):
            row = tier.cards[start : start + beside]
            height = max(_find_height(card, room) for card in row)
            for number, card in enumerate(row):
                shapes += _draw_card(card, head + number * (room + _GAP) + 1, top, room - 2, height)
            top += height + _GAP
        top = max(top, top_of_tier + _find_head_height(tier, head)) if head else top
        shapes.append(draw_line(0, top, width, top, RULE))
        top += _GAP
    described = "; ".join(
        f"{tier.count} {tier.name}: ".lstrip() + ", ".join(": ".join([card.name, *card.lines]) for card in tier.cards)
        for tier in tiers
    )
    return Drawing(name, title, described, width, top, shapes)


def _choose_across(cards: int, across: int) -> int:
    """How many cards stand beside each other: all of a small tier, or one more than usual instead of a row of one."""
    return max(min(cards, across) if cards != across + 1 or across == 1 else cards, 1)


def _break_head(tier: TierRow, room: float) -> list[str]:
    return wrap_text(tier.name, 12.5, room - _INDENT - 8, 6)


def _find_head_height(tier: TierRow, room: float) -> float:
    return 12 + _LINE * len(_break_head(tier, room))


def _draw_head(tier: TierRow, top: float, room: float) -> list[str]:
    words = _break_head(tier, room)
    drawn = [draw_text(_INDENT, top + 18 + 17 * number, line, 12.5, bold=True) for number, line in enumerate(words)]
    return [draw_text(0, top + 21, tier.count, 24, INKS["made"], bold=True), *drawn]


def _break(card: TierCard, room: float) -> tuple[list[str], list[str]]:
    """The name and the lines of a card in its room."""
    lines = [line for words in card.lines for line in wrap_text(words, 12, room - 2 * _PAD, 3)]
    return wrap_text(card.name, 13.5, (room - 2 * _PAD) / 1.05, 3), lines


def _find_height(card: TierCard, room: float) -> float:
    name, lines = _break(card, room)
    bar = _BAR + 8 if card.share is not None else 0.0
    return 2 * _PAD + _LINE * (len(name) + len(lines)) + bar


def _draw_card(card: TierCard, left: float, top: float, room: float, height: float) -> list[str]:
    fill = "#FFFFFF" if card.named else FILLS["unknown"]
    ink, dash = (INKS["made"], "") if card.on_record else (SOFT, "" if card.named else DASHES["unknown"])
    drawn = [draw_rectangle(left, top, room, height, fill, ink, thick=1.6 if card.on_record else 1.0, dash=dash)]
    base = top + _PAD + 13
    name, lines = _break(card, room)
    words = [draw_text(left + _PAD, base + _LINE * n, line, 13.5, bold=True) for n, line in enumerate(name)]
    drawn.append(draw_link(card.to, words))
    base += _LINE * len(name)
    if card.share is not None:
        whole = room - 2 * _PAD
        filled = fill_state("made", card.state)
        drawn.append(draw_rectangle(left + _PAD, base - 8, whole, _BAR, "#FFFFFF", INKS["made"], thick=1.0))
        drawn.append(draw_rectangle(left + _PAD, base - 8, whole * min(card.share, 1.0), _BAR, filled, INKS["made"]))
        base += _BAR + 8
    return drawn + [draw_text(left + _PAD, base + _LINE * n, line, 12, SOFT) for n, line in enumerate(lines)]
