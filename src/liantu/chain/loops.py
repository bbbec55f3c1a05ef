"""Loops of a production network: a loop that needs as much as it makes has no solution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.integer[Any]]
FloatArray = NDArray[np.floating[Any]]
ROUNDS = 200


class LoopTooStrong(ValueError):
    """A loop of products needs, round after round, at least as much as it makes."""

    def __init__(self, products: tuple[int, ...], radius: float) -> None:
        """Name the products of the loop and its spectral radius."""
        super().__init__(f"a loop of {len(products)} products needs {radius:.3g} of itself per round")
        self.products = products
        self.radius = radius


@dataclass(frozen=True)
class Loops:
    """The products that are in loops, loop after loop."""

    members: IntArray
    starts: IntArray  # where each loop begins among the members
    component: IntArray  # of every product of the network

    @classmethod
    def of(cls, component: IntArray, sources: IntArray) -> Loops:
        """Every product in a loop is the source of a link inside it; `component` is its loop."""
        inside = np.zeros(len(component), bool)
        inside[sources] = True
        members = np.flatnonzero(inside)
        members = members[np.argsort(component[members], kind="stable")]
        groups = component[members]
        starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1])) if len(members) else members
        return cls(members, starts, component)

    def __len__(self) -> int:
        """How many loops there are."""
        return len(self.starts)

    def __getitem__(self, number: int) -> tuple[int, ...]:
        """The products of a loop."""
        return self.around(int(self.members[self.starts[number]]))

    def around(self, product: int) -> tuple[int, ...]:
        """The products of the loop a product is in."""
        return tuple(self.members[self.component[self.members] == self.component[product]].tolist())


def check_loops(loops: Loops, source: IntArray, target: IntArray, value: FloatArray) -> None:
    """Raise LoopTooStrong when the spectral radius of a loop is 1 or more; the links are those inside loops.

    For any positive x the ratios (A x)_i / x_i bracket the radius; power steps on I + A (which cannot
    oscillate) close the bracket, all loops at once, and most loops are decided in a few steps.
    """
    if not len(loops):
        return
    members, starts = loops.members, loops.starts
    at = np.full(len(loops.component), -1)
    at[members] = np.arange(len(members))
    value, source, target = value.astype(float), at[source], at[target]
    sizes = np.diff(np.append(starts, len(members)))
    group = np.repeat(np.arange(len(loops)), sizes)
    x = np.ones(len(members))
    for _ in range(ROUNDS):
        gained = np.bincount(target, value * x[source], len(members))
        ratio = gained / x
        upper, lower = np.maximum.reduceat(ratio, starts), np.minimum.reduceat(ratio, starts)
        strong = np.flatnonzero(lower >= 1)
        if len(strong):
            raise LoopTooStrong(loops[int(strong[0])], float(lower[strong[0]]))
        if bool(np.all(upper < 1)):
            return
        x = x + gained
        x /= np.maximum.reduceat(x, starts)[group]
        # a zero coefficient can starve a member: keep it positive, the bracket stays valid
        np.maximum(x, 1e-200, out=x)
    for i in np.flatnonzero(upper >= 1):
        here, size = group[source] == i, int(sizes[i])
        matrix = np.zeros((size, size))
        np.add.at(matrix, (target[here] - starts[i], source[here] - starts[i]), value[here])
        radius = float(np.abs(np.linalg.eigvals(matrix)).max())
        if radius >= 1:
            raise LoopTooStrong(loops[int(i)], radius)
