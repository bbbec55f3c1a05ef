"""The order in which a production network is solved: loops found once, then levels from demand upstream."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from liantu.chain.components import find_strong_components
from liantu.chain.loops import Factors, Loops

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

IntArray = NDArray[np.integer[Any]]
FloatArray = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class ProductNetwork:
    """Product by product, through the one process chosen for each product.

    A link says: making one unit of `source` needs `typical` units of `target`. By-products are not links;
    they are offers, and never lower what a loop needs.
    """

    products: int
    source: IntArray
    target: IntArray
    low: FloatArray
    typical: FloatArray
    high: FloatArray

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together and coefficients out of order."""
        links = len(self.source)
        if any(len(a) != links for a in (self.target, self.low, self.typical, self.high)):
            raise ValueError("the arrays of a network must have one length")
        for ends in (self.source, self.target):
            if links and (int(ends.min()) < 0 or int(ends.max()) >= self.products):
                raise ValueError("a link leads to a product outside the network")
        ordered = (self.low >= 0) & (self.low <= self.typical) & (self.typical <= self.high)
        if not bool(np.all(ordered & np.isfinite(self.high))):  # NaN fails the comparisons too
            raise ValueError("coefficients must satisfy 0 <= low <= typical <= high")


@dataclass(frozen=True)
class Sweep:
    """Links followed in one step: demand of `source` times the coefficient, summed by `target`."""

    links: slice  # in the sorted order of links
    source: IntArray  # places, not products; inside loops, where the place stands among the targets
    target: IntArray  # places, each once
    first: IntArray  # where each target's links begin

    def demand(self, x: NDArray[Any], coefficients: NDArray[Any]) -> NDArray[Any]:
        """What these links, with these coefficients, ask of each of their targets."""
        needs = x.take(self.source, axis=0)
        needs *= coefficients
        if needs.ndim == 1:
            alone: NDArray[Any] = np.add.reduceat(needs, self.first)
            return alone
        together: NDArray[Any] = self._sum @ needs
        return together

    @cached_property
    def _sum(self) -> csr_matrix:
        """0/1, targets x links: sums rows of draws far faster than np.add.reduceat does."""
        from scipy.sparse import csr_matrix

        size = len(self.source)
        ends = np.append(self.first, size).astype(np.int32)
        numbers = np.arange(size, dtype=np.int32)
        return csr_matrix((np.ones(size, np.float32), numbers, ends), shape=(len(self.first), size))


@dataclass(frozen=True)
class LoopLinks:
    """The links inside all loops of a level; every member of a loop is the source and the target of one."""

    sweep: Sweep  # the targets are the members, and the sources are numbers of members
    target: IntArray  # of each link, a number of a member as well
    typical: FloatArray  # of each link

    @cached_property
    def factors(self) -> Factors:
        """The typical case, factorised once for all that is solved with it."""
        return Factors(len(self.sweep.target), self.sweep.source, self.target, self.typical)


@dataclass(frozen=True)
class Level:
    """What a level needs from the levels before it, then the loops within it."""

    arriving: Sweep | None
    within: LoopLinks | None


@dataclass(frozen=True)
class SweepOrder:
    """A network made ready for any number of sweeps."""

    network: ProductNetwork
    place: IntArray  # product -> place (products sorted by level)
    links: IntArray  # sorted order of links
    levels: tuple[Level, ...]
    loops: Loops


def order_network(network: ProductNetwork) -> SweepOrder:
    """Condense loops, find levels and sort links; raises LoopError when a loop feeds on itself, or nearly.

    Makers come before what they need. A product whose only loop link has a high value of zero is in no loop.
    """
    n = network.products
    used = network.high > 0
    source, target = np.asarray(network.source)[used], np.asarray(network.target)[used]
    count, component = find_strong_components(n, source, target)
    inner = component[source] == component[target]
    level = _depths(count, component[source[~inner]], component[target[~inner]])[component]

    by_place = np.argsort((level * count + component) * n + np.arange(n))  # ties as they come
    place = np.empty(n, np.intp)
    place[by_place] = np.arange(n)
    loops = Loops.from_components(component, source[inner])
    loops.check(source[inner], target[inner], np.asarray(network.typical)[used][inner])

    positions = np.flatnonzero(used)
    key = level[target] * 2 + inner  # arriving links of a level first, then its loops
    sorted_links = np.argsort((key * n + place[target]) * len(key) + np.arange(len(key)))  # ties as they come
    key, links = key[sorted_links], positions[sorted_links]
    number = _numbers_of_members(place[loops.members], level[by_place])
    starts, targets = place[network.source[links]], place[network.target[links]]
    depth = int(level.max()) + 1 if n else 0
    edges = np.searchsorted(key, np.arange(2 * depth + 1))
    sweeps = _sweeps(np.where(key % 2, number[starts], starts), targets, edges)
    members, typical = number[targets], network.typical[links]
    within = [LoopLinks(s, members[s.links], typical[s.links]) if s else None for s in sweeps[1::2]]
    levels = tuple(Level(*steps) for steps in zip(sweeps[::2], within, strict=True))
    return SweepOrder(network, place, links, levels, loops)


def _numbers_of_members(places: IntArray, level: IntArray) -> IntArray:
    """Where each member of a loop stands among those of its level; `level` is that of every place."""
    number = np.zeros(len(level), np.intp)
    places = np.sort(places)
    number[places] = np.arange(len(places)) - np.searchsorted(level[places], level[places])
    return number


def _sweeps(source: IntArray, target: IntArray, edges: IntArray) -> list[Sweep | None]:
    """The links between each two edges as one step; they are sorted by target."""
    begins = np.empty(len(target), bool)
    begins[:1] = True
    begins[1:] = target[1:] != target[:-1]
    begins[edges[edges < len(target)]] = True
    firsts = np.flatnonzero(begins)
    targets = target[firsts]
    steps = zip(pairwise(edges.tolist()), pairwise(np.searchsorted(firsts, edges).tolist()), strict=True)
    return [
        Sweep(slice(a, b), source[a:b], targets[first:last], firsts[first:last] - a) if a < b else None
        for (a, b), (first, last) in steps
    ]


def _depths(count: int, source: IntArray, target: IntArray) -> IntArray:
    """Longest path to each component: a component is settled when all that lead to it are."""
    depth = np.zeros(count, np.intp)
    waiting = np.bincount(target, minlength=count)
    by_source = np.argsort(source, kind="stable")
    target = target[by_source]
    first = np.searchsorted(source[by_source], np.arange(count + 1))
    front = np.flatnonzero(waiting == 0)
    last = np.empty(count, np.intp)
    step = 0
    while len(front):
        depth[front] = step
        lengths = first[front + 1] - first[front]
        offsets = np.repeat(first[front] - np.cumsum(lengths) + lengths, lengths)
        reached = target[offsets + np.arange(len(offsets))]
        np.subtract.at(waiting, reached, 1)
        ready = reached[waiting[reached] == 0]
        numbers = np.arange(len(ready))
        last[ready] = numbers  # of a component reached by several links, the last link stays
        front = ready[last[ready] == numbers]
        step += 1
    return depth
