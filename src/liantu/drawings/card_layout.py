"""Where cards stand in their columns, and where long links pass the columns between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from liantu.drawings.crossings import Link, order_cards

#: The room that a passing line takes in a column.
_LANE = 16.0


@dataclass(frozen=True)
class CardLayout:
    """The order of each column, the top of each card, and the lanes that long links run through."""

    order: Mapping[int, Sequence[str]]
    tops: Mapping[str, float]
    tall: float
    lanes: Mapping[Link, Sequence[tuple[int, str]]]

    def cards(self) -> Iterator[str]:
        """All cards, column by column from the top."""
        for column in sorted(self.order):
            yield from self.order[column]

    def passes(self, source: str, target: str) -> Iterator[tuple[int, float]]:
        """The columns that a link passes, with the height at which it does."""
        for column, lane in self.lanes.get((source, target), ()):
            yield column, self.tops[lane] + _LANE / 2


def lay_out_cards(
    column_of: Mapping[str, int],
    heights: Mapping[str, float],
    links: Sequence[Link],
    *,
    above: float,
    folded: int | None = None,
) -> CardLayout:
    """Each column stacked in few crossings, short ones in the middle.

    A link over several columns is given a lane in each, so that it runs behind no card; links of one end
    that has many share theirs. The column ``folded`` has no say in the order of the others: they stay where
    they are when it is unfolded.
    """
    lanes = _lanes(column_of, links)
    held: dict[int, list[str]] = {}
    for key, column in column_of.items():
        held.setdefault(column, []).append(key)
    for own in lanes.values():
        for column, lane in own:
            if lane not in held.setdefault(column, []):
                held[column].append(lane)
    steps: list[Link] = []
    for source, target in links:
        stops = [source, *(lane for _column, lane in lanes.get((source, target), ())), target]
        steps += pairwise(stops)
    late = held.pop(folded, []) if folded is not None else []
    order = order_cards(held, list(dict.fromkeys(steps)))
    if folded is not None and late:
        order = {folded: _sort_by_targets(late, order, steps), **order}
    high = {key: heights.get(key, _LANE) for keys in order.values() for key in keys}
    tall = max((sum(high[key] + above for key in keys) for keys in order.values()), default=0.0)
    tops = {}
    for keys in order.values():
        top = (tall - sum(high[key] + above for key in keys)) / 2
        for key in keys:
            tops[key] = top + above / 2
            top += high[key] + above
    cards = {column: [key for key in keys if key in column_of] for column, keys in order.items()}
    return CardLayout({column: keys for column, keys in cards.items() if keys}, tops, tall, lanes)


def _sort_by_targets(keys: Sequence[str], order: Mapping[int, Sequence[str]], links: Sequence[Link]) -> list[str]:
    """Keys in the order of what they lead to."""
    place = {key: index for column in order.values() for index, key in enumerate(column)}
    ends = {key: [place[b] for a, b in links if a == key and b in place] for key in keys}
    return sorted(keys, key=lambda key: sum(ends[key]) / len(ends[key]) if ends[key] else len(place))


def _lanes(column_of: Mapping[str, int], links: Sequence[Link]) -> dict[Link, list[tuple[int, str]]]:
    long = [(a, b) for a, b in links if column_of[b] - column_of[a] > 1]
    out, into = Counter(a for a, _ in long), Counter(b for _, b in long)
    found = {}
    for a, b in long:
        shared = f"from {a}" if out[a] >= into[b] else f"to {b}"
        found[a, b] = [(column, f"{shared} @{column}") for column in range(column_of[a] + 1, column_of[b])]
    return found
