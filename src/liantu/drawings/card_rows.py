"""Cards beside and below one another, each row as high as its highest card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

#: Between two cards.
GAP = 10.0
Card = TypeVar("Card")


def find_card_room(width: float, across: int) -> float:
    """How wide each of so many cards beside each other is.

    >>> find_card_room(320, 3)
    100.0
    """
    return (width - GAP * (across - 1)) / across


def draw_card_rows(
    cards: Sequence[Card],
    top: float,
    room: float,
    across: int,
    find_height: Callable[[Card, float], float],
    draw: Callable[[Card, float, float, float, float], list[str]],
) -> tuple[list[str], float]:
    """The shapes of all cards from ``top`` on, and how far down they reach.

    ``draw`` is handed a card, its left and top, its width and the height of its row.
    """
    shapes: list[str] = []
    for start in range(0, len(cards), across):
        row = cards[start : start + across]
        height = max(find_height(card, room) for card in row)
        for number, card in enumerate(row):
            shapes += draw(card, number * (room + GAP) + 1, top, room - 2, height)
        top += height + GAP
    return shapes, top
