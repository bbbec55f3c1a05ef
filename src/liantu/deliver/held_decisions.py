"""Which decisions of a schedule expire before what they are for begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from liantu.deliver.cases.expiry import add_months
from liantu.library.approvals import Graph


@dataclass(frozen=True)
class HeldDecision:
    """``last`` is the last day the decision on an item is held unless one of ``begin`` has begun by then; ``begins``
    when the first of them is expected to."""

    item: str
    last: date
    begin: tuple[str, ...]
    begins: date

    @property
    def lapses(self) -> bool:
        """Whether it will have expired before."""
        return self.begins > self.last


def list_held_decisions(
    graph: Graph, dates: Mapping[str, tuple[date, date]], last: Mapping[str, date | None]
) -> Iterator[HeldDecision]:
    """The decisions of a dated schedule that have a term, without extensions; in the order of the graph.

    ``dates`` are when each item begins and is done; ``last`` has the last day of decisions that are on record already,
    None for one that is held for good.
    """
    for item in graph.items.values():
        validity = item.validity
        if validity is None or not validity.binding or item.id not in dates:
            continue
        expected = [dates[name][0] for name in validity.begin if name in dates]
        day = last[item.id] if item.id in last else add_months(dates[item.id][1], validity.months or 0)
        if expected and day is not None:
            yield HeldDecision(item.id, day, validity.begin, min(expected))
