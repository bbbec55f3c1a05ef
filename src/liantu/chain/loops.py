"""Loops of a production network: a loop that needs as much as it makes has no solution."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

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


def check_loops(
    products: int, source: IntArray, target: IntArray, value: FloatArray, loops: tuple[tuple[int, ...], ...]
) -> None:
    """Raise LoopTooStrong when the spectral radius of a loop is 1 or more.

    For any positive x the ratios (A x)_i / x_i bracket the radius; power steps on I + A (which cannot
    oscillate) close the bracket, all loops at once, and most loops are decided in a few steps.
    """
    if not loops:
        return
    members = np.concatenate([np.asarray(loop) for loop in loops])
    starts = np.cumsum([0, *(len(loop) for loop in loops)])[:-1]
    at = np.full(products, -1)
    at[members] = np.arange(len(members))
    matrix = csr_matrix((value.astype(float), (at[target], at[source])), shape=(len(members),) * 2)
    group = np.repeat(np.arange(len(loops)), [len(loop) for loop in loops])
    x = np.ones(len(members))
    for _ in range(ROUNDS):
        gained = matrix @ x
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
        inside = slice(int(starts[i]), int(starts[i]) + len(loops[int(i)]))
        radius = float(np.abs(np.linalg.eigvals(matrix[inside, inside].toarray())).max())
        if radius >= 1:
            raise LoopTooStrong(loops[int(i)], radius)
