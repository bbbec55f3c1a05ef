"""Loops of a production network: a loop that needs as much as it makes has no solution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.integer[Any]]
FloatArray = NDArray[np.floating[Any]]
ROUNDS = 200
LEAST = 1e-9  # of what it makes a loop must leave; with less, rounding its coefficients (1e-16) moves the seventh digit
FEW = 64  # members up to which a dense inverse takes less time than a sparse factorisation, and no SciPy


class LoopError(ValueError):
    """The demand of a loop of products cannot be worked out."""

    code: str  # of the problem, as the catalogue words it
    reason: str

    def __init__(self, products: tuple[int, ...]) -> None:
        """Name the products of the loop."""
        super().__init__(f"a loop of {len(products)} products {self.reason}")
        self.products = products


class LoopTooStrong(LoopError):
    """A loop needs, round after round, at least as much as it makes: no amount is enough."""

    code = "loop_too_strong"
    reason = "needs at least as much as it makes"


class LoopNotConverged(LoopError):
    """A loop makes more than it needs, but so little more that rounding decides its amounts."""

    code = "loop_not_converged"
    reason = "did not converge"


class Factors:
    """I - A of a few loops, factorised once: solves x = b + A x for any b (a vector, or a column a draw)."""

    def __init__(self, size: int, source: IntArray, target: IntArray, value: FloatArray) -> None:
        """Raise LinAlgError when I - A is singular."""
        if size <= FEW:
            matrix = -np.bincount(target * size + source, value, size * size)
            matrix[:: size + 1] += 1
            self.solve = np.linalg.inv(matrix.reshape(size, size)).__matmul__
            return
        from scipy.sparse import csc_matrix, identity
        from scipy.sparse.linalg import splu

        needs = csc_matrix((value, (target, source)), shape=(size, size))
        try:
            # I - A keeps its pivots on the diagonal, whatever the units: exchanging rows would only fill it
            options = {"SymmetricMode": True}
            matrix = identity(size, format="csc") - needs
            self.solve = splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options=options).solve
        except RuntimeError as singular:
            raise np.linalg.LinAlgError from singular


@dataclass(frozen=True)
class Loops:
    """The products that are in loops, loop after loop."""

    members: IntArray
    starts: IntArray  # where each loop begins among the members
    component: IntArray  # of every product of the network

    @classmethod
    def from_components(cls, component: IntArray, sources: IntArray) -> Loops:
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

    def check(self, source: IntArray, target: IntArray, value: FloatArray) -> None:
        """Raise LoopTooStrong when the spectral radius of a loop is 1 or more, LoopNotConverged when it is nearly 1.

        The links are those inside loops. For any positive x the ratios (A x)_i / x_i bracket the radius; power steps
        on I + A (which cannot oscillate) close the bracket, all loops at once, and most loops are decided in a few
        steps. The radius of any other is below 1 exactly when amounts above 0 meet a demand of 1 for each product.
        """
        if not len(self):
            return
        position = np.full(len(self.component), -1)
        position[self.members] = np.arange(len(self.members))
        value, source, target = value.astype(float), position[source], position[target]
        starts, sizes = self.starts, np.diff(np.append(self.starts, len(self.members)))
        group = np.repeat(np.arange(len(self)), sizes)
        x = np.ones(len(self.members))
        for _ in range(ROUNDS):
            gained = np.bincount(target, value * x[source], len(x))
            ratio = gained / x
            upper, lower = np.maximum.reduceat(ratio, starts), np.minimum.reduceat(ratio, starts)
            if bool(np.any(lower >= 1)):
                raise LoopTooStrong(self[int(np.argmax(lower))])
            if bool(np.all(upper < 1 - LEAST)):
                return
            x = x + gained
            x /= np.maximum.reduceat(x, starts)[group]
            # a zero coefficient can starve a member: keep it positive, the bracket stays valid
            np.maximum(x, 1e-200, out=x)
        for i in np.flatnonzero(upper >= 1 - LEAST):
            in_loop, size, start = group[source] == i, int(sizes[i]), starts[i]
            try:
                factors = Factors(size, source[in_loop] - start, target[in_loop] - start, value[in_loop])
            except np.linalg.LinAlgError:
                raise LoopTooStrong(self[int(i)]) from None
            amounts = factors.solve(np.ones(size))
            if not bool(np.all(amounts > 0)):
                raise LoopTooStrong(self[int(i)])
            if bool(np.any(LEAST * factors.solve(amounts) > amounts)):
                raise LoopNotConverged(self[int(i)])
