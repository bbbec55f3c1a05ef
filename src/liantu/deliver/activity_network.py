"""An item graph as a network of numbers, and the two sweeps over it: when things are done, how long is left after."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from liantu.library.approvals import Graph, Prerequisite

FloatArray = NDArray[np.floating[Any]]
BoolArray = NDArray[np.bool_]
#: After an item that the end does not wait for.
NEVER = -np.inf


@dataclass(frozen=True)
class NetworkLink:
    """What an item waits for: the position ``before``, and a lag after its finish or, ``from_start``, its start.

    ``lag`` is in working days; with ``calendar_days`` those are an estimate of so many 日 until the network is timed.
    Links of an item with the same ``choice`` above zero are alternatives: the earliest is enough.
    """

    before: int
    lag: int = 0
    from_start: bool = False
    choice: int = 0
    calendar_days: int = 0

    @property
    def plain(self) -> bool:
        """Whether the item only follows."""
        return not (self.lag or self.from_start or self.choice or self.calendar_days)


@dataclass(frozen=True)
class ActivityNetwork:
    """Items so ordered that each comes after what it waits for; ``links`` hold what each waits for.

    ``releases`` are the working days before which items do not begin, counted from the start; none when it is empty.
    """

    items: tuple[str, ...]
    links: tuple[tuple[NetworkLink, ...], ...]
    ends: tuple[int, ...]
    releases: tuple[int, ...] = ()

    @classmethod
    def from_graph(cls, graph: Graph, recommended: bool = True) -> ActivityNetwork:
        """The network of a graph, in the order of the file as far as that is possible.

        Prerequisites that are only recommended are kept unless they are not wanted.
        """
        names = list(graph.items)
        place = {name: number for number, name in enumerate(names)}
        waits = [[b for b in graph.items[name].after if recommended or b.kind != "recommended"] for name in names]
        order = _ordered([{place[b.item] for b in before} for before in waits])
        position = {names[old]: new for new, old in enumerate(order)}
        return cls(
            tuple(names[old] for old in order),
            tuple(
                tuple(sorted((_link(b, position[b.item]) for b in waits[old]), key=lambda link: link.before))
                for old in order
            ),
            tuple(sorted(position[name] for name in graph.end)),
        )

    def serial(self) -> ActivityNetwork:
        """One after the other: what may come before the end, the ends, and what comes after them; lags still run."""
        late = self.downstream | set(self.ends)
        groups = [0 if n not in late else 1 if self.leads[n] else 2 for n in range(len(self.items))]
        order = sorted(range(len(self.items)), key=lambda n: (groups[n], n))
        position = {old: new for new, old in enumerate(order)}
        chain = tuple(
            (
                *((NetworkLink(new - 1),) if new else ()),
                *(replace(link, before=position[link.before]) for link in self._list_lags(old)),
            )
            for new, old in enumerate(order)
        )
        return ActivityNetwork(
            tuple(self.items[n] for n in order), chain, tuple(sorted(position[n] for n in self.ends))
        )

    def _list_lags(self, n: int) -> list[NetworkLink]:
        """The links of an item that say more than that it follows; where all alternatives have a lag, those too."""
        lags = [link for link in self.links[n] if link.lag]
        at_once = {link.choice for link in self.links[n] if not link.lag}
        return [link for link in lags if not link.choice or link.choice not in at_once]

    @cached_property
    def before(self) -> tuple[tuple[int, ...], ...]:
        """The positions that each item waits for."""
        return tuple(tuple(link.before for link in links) for links in self.links)

    @cached_property
    def plain(self) -> bool:
        """Whether every item only follows what it waits for: no lag, no start-to-start, no alternatives, no release."""
        return not any(self.releases) and all(link.plain for links in self.links for link in links)

    @cached_property
    def groups(self) -> tuple[tuple[tuple[NetworkLink, ...], ...], ...]:
        """The links of each item in groups of which the earliest is enough."""
        return tuple(_group(links) for links in self.links)

    @cached_property
    def leads(self) -> list[bool]:
        """Whether the end waits for an item."""
        found = [False] * len(self.items)
        for n in range(len(self.items) - 1, -1, -1):
            found[n] = found[n] or n in self.ends
            for b in self.before[n] if found[n] else ():
                found[b] = True
        return found

    @cached_property
    def downstream(self) -> set[int]:
        """What waits, near or far, for an end."""
        found: set[int] = set()
        for n, before in enumerate(self.before):
            if any(b in found or b in self.ends for b in before):
                found.add(n)
        return found

    @cached_property
    def last(self) -> ActivityNetwork:
        """The same network with everything that nothing waits for as its end."""
        waited = {link.before for links in self.links for link in links if not link.from_start}
        return replace(self, ends=tuple(n for n in range(len(self.items)) if n not in waited))


def compute_finishes(network: ActivityNetwork, elapsed: FloatArray, delays: FloatArray | None = None) -> FloatArray:
    """When each item is done at the earliest (items x columns), from how long each takes (the same shape).

    ``delays`` (the same shape) are days that items begin later than they could.
    """
    finish = np.empty_like(elapsed)
    for n, groups in enumerate(network.groups):
        row = finish[n]
        row[:] = network.releases[n] if network.releases else 0
        for group in groups:
            np.maximum(row, _find_earliest(group, finish, elapsed), out=row)
        if delays is not None:
            row += delays[n]
        row += elapsed[n]
    return finish


def compute_tails(network: ActivityNetwork, elapsed: FloatArray) -> FloatArray:
    """How long it takes at least from an item's finish to the end (items x columns); ``NEVER`` where none waits.

    Of a plain network only.
    """
    tail = np.full_like(elapsed, NEVER)
    tail[list(network.ends)] = 0
    through = np.empty_like(elapsed[0])
    for n in range(len(network.items) - 1, -1, -1):
        if network.before[n]:
            np.add(tail[n], elapsed[n], out=through)
            for b in network.before[n]:
                np.maximum(tail[b], through, out=tail[b])
    return tail


def find_deciding(
    network: ActivityNetwork, n: int, finish: FloatArray, elapsed: FloatArray
) -> Iterator[tuple[int, BoolArray]]:
    """What an item waited for until it began, each with the columns in which it decided that."""
    begin = finish[n] - elapsed[n]
    for group in network.groups[n]:
        earliest = _find_earliest(group, finish, elapsed)
        for link in group:
            arrival = _compute_arrival(link, finish, elapsed)
            yield link.before, (arrival == begin) & (earliest == begin)


def trace_critical(network: ActivityNetwork, finish: FloatArray, elapsed: FloatArray) -> BoolArray:
    """Which items are on a chain that decides when the end is done (items x columns)."""
    whole = finish[list(network.ends)].max(axis=0)
    critical = np.zeros(finish.shape, bool)
    for n in network.ends:
        critical[n] = finish[n] == whole
    for n in range(len(network.items) - 1, -1, -1):
        for b, decides in find_deciding(network, n, finish, elapsed):
            critical[b] |= critical[n] & decides
    return critical


def _find_earliest(group: tuple[NetworkLink, ...], finish: FloatArray, elapsed: FloatArray) -> FloatArray:
    """When the first of the alternatives lets an item begin."""
    if len(group) == 1:
        return _compute_arrival(group[0], finish, elapsed)
    found: FloatArray = np.minimum.reduce([_compute_arrival(link, finish, elapsed) for link in group])
    return found


def _compute_arrival(link: NetworkLink, finish: FloatArray, elapsed: FloatArray) -> FloatArray:
    """When a link lets the item begin that waits for it."""
    base: FloatArray = finish[link.before]
    if link.from_start:
        base = base - elapsed[link.before]
    return base + link.lag if link.lag else base


def _link(before: Prerequisite, position: int) -> NetworkLink:
    if before.unit == "workday":
        return NetworkLink(position, before.lag, before.link == "start", before.choice)
    return NetworkLink(position, estimate_working_days(before.lag), before.link == "start", before.choice, before.lag)


def estimate_working_days(days: int) -> int:
    """Working days of so many 日 when it is not known where they lie: five in seven, a part of a week rounded up.

    >>> estimate_working_days(30), estimate_working_days(7)
    (22, 5)
    """
    return -(-days * 5 // 7)


def _group(links: tuple[NetworkLink, ...]) -> tuple[tuple[NetworkLink, ...], ...]:
    groups: dict[object, list[NetworkLink]] = {}
    for number, link in enumerate(links):
        groups.setdefault(link.choice or ("", number), []).append(link)
    return tuple(tuple(group) for group in groups.values())


def _ordered(before: list[set[int]]) -> list[int]:
    """Positions in an order in which nothing comes before what it waits for; the smallest that may goes first."""
    left = [len(b) for b in before]
    after: list[list[int]] = [[] for _ in before]
    for n, waits in enumerate(before):
        for b in waits:
            after[b].append(n)
    ready = [n for n, count in enumerate(left) if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        order.append(heapq.heappop(ready))
        for n in after[order[-1]]:
            left[n] -= 1
            if not left[n]:
                heapq.heappush(ready, n)
    return order
