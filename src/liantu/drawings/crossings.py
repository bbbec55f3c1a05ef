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
    neighbours = _find_neighbours(links)
    column_of = {card: column for column, cards in present.items() for card in cards}
    best = {column: list(cards) for column, cards in present.items()}
    least = count_crossings(best, links)
    for sweep in range(_SWEEPS):
        if least == 0:
            break
        _sweep(present, neighbours, column_of, rightward=sweep % 2 == 0)
        crossings = count_crossings(present, links)
        if crossings < least:
            least, best = crossings, {column: list(cards) for column, cards in present.items()}
    return best


def _sweep(
    present: dict[int, list[str]],
    neighbours: Mapping[str, Sequence[str]],
    column_of: Mapping[str, int],
    *,
    rightward: bool,
) -> None:
    """Sort every column by where the neighbours of its cards stand in the columns swept before it."""
    for column in sorted(present, reverse=not rightward):
        place = _places(present)
        weights = {}
        for card in present[column]:
            columns = {other: column_of.get(other, column) for other in neighbours[card]}
            near = [
                place[other]
                for other in neighbours[card]
                if (columns[other] < column if rightward else columns[other] > column)
            ]
            weights[card] = sum(near) / len(near) if near else place[card]
        present[column].sort(key=weights.__getitem__)


def _find_neighbours(links: Sequence[Link]) -> Mapping[str, Sequence[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        neighbours[source].append(target)
        neighbours[target].append(source)
    return neighbours


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
