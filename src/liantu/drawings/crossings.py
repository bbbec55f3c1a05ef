"""The order of cards in each column: few crossings, the same for the same chain every time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Link = tuple[str, str]
_SWEEPS = 24


def order_cards(columns: Mapping[int, Sequence[str]], links: Sequence[Link]) -> dict[int, list[str]]:
    """Each column's cards after barycentre sweeps from left and right; the best order seen is kept.

    Ties keep the given order, so the result depends on nothing but what is drawn.
    """
    present = {column: list(cards) for column, cards in sorted(columns.items())}
    neighbours: dict[str, list[str]] = defaultdict(list)
    for one, other in links:
        neighbours[one].append(other)
        neighbours[other].append(one)
    column_of = {card: column for column, cards in present.items() for card in cards}
    best = {column: list(cards) for column, cards in present.items()}
    least = count_crossings(best, links)
    for sweep in range(_SWEEPS):
        if least == 0:
            break
        rightward = sweep % 2 == 0
        for column in sorted(present, reverse=not rightward):
            place = _places(present)
            given = {card: index for index, card in enumerate(present[column])}

            def weight(
                card: str,
                column: int = column,
                rightward: bool = rightward,
                place: Mapping[str, float] = place,
            ) -> float:
                near = [
                    place[other]
                    for other in neighbours[card]
                    if other in column_of and (column_of[other] < column) == rightward and column_of[other] != column
                ]
                return sum(near) / len(near) if near else place[card]

            present[column] = sorted(present[column], key=lambda card: (weight(card), given[card]))
        now = count_crossings(present, links)
        if now < least:
            least, best = now, {column: list(cards) for column, cards in present.items()}
    return best


def count_crossings(columns: Mapping[int, Sequence[str]], links: Sequence[Link]) -> int:
    """How many pairs of links between the same two columns cross.

    >>> count_crossings({0: ["a", "b"], 1: ["x", "y"]}, [("a", "y"), ("b", "x")])
    1
    """
    spot = {card: (column, index) for column, cards in columns.items() for index, card in enumerate(cards)}
    drawn = [tuple(sorted((spot[a], spot[b]))) for a, b in links if a in spot and b in spot]
    count = 0
    for index, (start, end) in enumerate(drawn):
        for other_start, other_end in drawn[index + 1 :]:
            if (start[0], end[0]) == (other_start[0], other_end[0]):
                count += (start[1] - other_start[1]) * (end[1] - other_end[1]) < 0
    return count


def _places(columns: Mapping[int, Sequence[str]]) -> dict[str, float]:
    """How far down each card stands, between 0 and 1, so that columns of different length compare."""
    return {card: (index + 0.5) / len(cards) for cards in columns.values() for index, card in enumerate(cards)}
