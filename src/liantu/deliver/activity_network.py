"""An item graph as a network of numbers, and the two sweeps over it: when things are done, how long is left after."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from liantu.library.approvals import Graph

FloatArray = NDArray[np.floating[Any]]
#: After an item that the end does not wait for.
NEVER = -np.inf


@dataclass(frozen=True)
class ActivityNetwork:
    """Items so ordered that each comes after what it waits for; ``before`` holds the positions it waits for."""

    items: tuple[str, ...]
    before: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]

    @classmethod
    def from_graph(cls, graph: Graph, recommended: bool = True) -> ActivityNetwork:
        """The network of a graph, in the order of the file as far as that is possible.

        Prerequisites that are only recommended are kept unless they are not wanted.
        """
        names = list(graph.items)
        place = {name: number for number, name in enumerate(names)}
        before = [
            {place[b.item] for b in graph.items[name].after if recommended or b.kind != "recommended"} for name in names
        ]
        order = _ordered(before)
        position = {old: new for new, old in enumerate(order)}
        return cls(
            tuple(names[old] for old in order),
            tuple(tuple(sorted(position[b] for b in before[old])) for old in order),
            tuple(sorted(position[place[name]] for name in graph.end)),
        )

    def serial(self) -> ActivityNetwork:
        """One after the other: what may come before the end, the ends, and what comes after them."""
        late = self.downstream | set(self.ends)
        groups = [0 if n not in late else 1 if self.leads[n] else 2 for n in range(len(self.items))]
        order = sorted(range(len(self.items)), key=lambda n: (groups[n], n))
        position = {old: new for new, old in enumerate(order)}
        chain = tuple((n - 1,) if n else () for n in range(len(order)))
        return ActivityNetwork(
            tuple(self.items[n] for n in order), chain, tuple(sorted(position[n] for n in self.ends))
        )

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
        waited = {b for before in self.before for b in before}
        return replace(self, ends=tuple(n for n in range(len(self.items)) if n not in waited))


def compute_finishes(network: ActivityNetwork, elapsed: FloatArray) -> FloatArray:
    """When each item is done at the earliest (items x columns), from how long each takes (the same shape)."""
    finish = np.empty_like(elapsed)
    for n, before in enumerate(network.before):
        row = finish[n]
        row[:] = 0
        for b in before:
            np.maximum(row, finish[b], out=row)
        row += elapsed[n]
    return finish


def compute_tails(network: ActivityNetwork, elapsed: FloatArray) -> FloatArray:
    """How long it takes at least from an item's finish to the end (items x columns); ``NEVER`` where none waits."""
    tail = np.full_like(elapsed, NEVER)
    tail[list(network.ends)] = 0
    through = np.empty_like(elapsed[0])
    for n in range(len(network.items) - 1, -1, -1):
        if network.before[n]:
            np.add(tail[n], elapsed[n], out=through)
            for b in network.before[n]:
                np.maximum(tail[b], through, out=tail[b])
    return tail


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
