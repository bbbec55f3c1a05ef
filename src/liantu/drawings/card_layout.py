"""Where cards stand in their columns, and where long links pass the columns between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from liantu.drawings.crossings import Link, order_cards

Lanes = Mapping[Link, Sequence[tuple[int, str]]]

#: The room that a passing line takes in a column.
_LANE = 16.0


@dataclass(frozen=True)
class CardLayout:
    """The order of each column, the top of each card, and the lanes that long links run through."""

    order: Mapping[int, Sequence[str]]
    tops: Mapping[str, float]
    tall: float
    lanes: Lanes

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
    order = _order_columns(_fill_columns(column_of, lanes), _split_links(links, lanes), folded)
    high = {key: heights.get(key, _LANE) + above for keys in order.values() for key in keys}
    tall = max((sum(high[key] for key in keys) for keys in order.values()), default=0.0)
    tops: dict[str, float] = {}
    for keys in order.values():
        top = (tall - sum(high[key] for key in keys)) / 2
        for key in keys:
            tops[key] = top + above / 2
            top += high[key]
    cards = {column: [key for key in keys if key in column_of] for column, keys in order.items()}
    return CardLayout({column: keys for column, keys in cards.items() if keys}, tops, tall, lanes)


def _fill_columns(column_of: Mapping[str, int], lanes: Lanes) -> dict[int, list[str]]:
    """The cards of each column, then the lanes that pass it."""
    filled: dict[int, list[str]] = {}
    for key, column in column_of.items():
        filled.setdefault(column, []).append(key)
    for column, lane in dict.fromkeys(stop for stops in lanes.values() for stop in stops):
        filled.setdefault(column, []).append(lane)
    return filled


def _split_links(links: Sequence[Link], lanes: Lanes) -> list[Link]:
    """Links from column to column: a long one goes through its lanes."""
    steps: list[Link] = []
    for source, target in links:
        stops = [source, *(lane for _column, lane in lanes.get((source, target), ())), target]
        steps += pairwise(stops)
    return steps


def _order_columns(filled: dict[int, list[str]], steps: Sequence[Link], folded: int | None) -> dict[int, list[str]]:
    """Each column in few crossings; the folded one follows the others."""
    if folded is None or not filled.get(folded):
        return order_cards(filled, list(dict.fromkeys(steps)))
    others = {column: keys for column, keys in filled.items() if column != folded}
    order = order_cards(others, list(dict.fromkeys(steps)))
    return {folded: _sort_by_targets(filled[folded], order, steps), **order}


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
