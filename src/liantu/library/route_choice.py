"""Of matrices whose rows are chosen one by one, the one with the largest spectral radius, by policy iteration.

All products are weighed by what they need in all, and each is given the row that needs most weight (Howard 1960;
Protasov 2016, "The spectral simplex method"). Where no row needs more, these very weights prove that no choice has a
radius above the bound (Collatz and Wielandt: a matrix that takes from positive weights less than them has one below 1).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.integer[Any]]
FloatArray = NDArray[np.floating[Any]]
#: How far above the radius the bound is ventured, as a share; and a radius too small to matter.
CLOSE, LEAST = 1e-6, 1e-9
#: By what share a row must need more than the one before to take its place: rounding does not.
MORE = 1e-12
#: By how much the bound is lowered at a time while no choice with a loop is known.
STEP = 100
ROUNDS = 20
#: A handful is enough; where rounding leads round and round, nothing is proven.
IMPROVEMENTS = 1000


def choose_worst(needs: FloatArray, maker: IntArray) -> tuple[IntArray, float, float]:
    """The row for each product with which the spectral radius is largest, that radius, and a bound on all others.

    ``needs[k, j]`` is what row k needs of product j per unit of product ``maker[k]``; every product has a row.

    >>> needs = np.array([[0.0, 0.5], [0.0, 0.1], [0.5, 0.0], [0.4, 0.2]])  # two rows for each of two products
    >>> choice, radius, bound = choose_worst(needs, np.array([0, 0, 1, 1]))
    >>> choice.tolist(), round(radius, 6), bool(radius <= bound < radius * 1.00001)
    ([0, 3], 0.558258, True)
    """
    choice = np.array([np.flatnonzero(maker == product)[0] for product in range(needs.shape[1])])
    scale = _weigh_roughly(needs, maker)
    radius, bound, level, worst = 0.0, np.inf, 1.0, choice
    while bound > max(radius * (1 + 2 * CLOSE), LEAST):
        choice, weights = _improve(needs, maker, choice, level, scale)
        reached = compute_radius(needs[choice] * scale / scale[:, None])
        if weights is not None:
            bound, scale = level, weights
        elif reached < level * (1 - CLOSE):
            break  # rounding decides here, and the bound is the one proven before
        if reached >= radius:  # the last choice may be one that proves the bound, with a smaller radius
            radius, worst = reached, choice
        level = radius * (1 + CLOSE) if radius else bound / STEP
    return worst, radius, bound


def compute_radius(matrix: FloatArray) -> float:
    """The spectral radius of a dense matrix."""
    return float(np.abs(np.linalg.eigvals(matrix)).max())


def _improve(
    needs: FloatArray, maker: IntArray, choice: IntArray, level: float, scale: FloatArray
) -> tuple[IntArray, FloatArray | None]:
    """A choice with a radius of `level` or more, and None; or the last one, with weights that prove there is none."""
    scaled = needs * scale / (level * scale[maker, None])
    products = np.arange(needs.shape[1])
    for _ in range(IMPROVEMENTS):
        try:
            weights = np.linalg.solve(np.eye(len(products)) - scaled[choice], np.ones(len(products)))
        except np.linalg.LinAlgError:
            return choice, None
        if not bool(np.all(weights > 0)):
            return choice, None
        needed = scaled @ weights
        order = np.lexsort((needed, maker))
        neediest = order[np.searchsorted(maker[order], products, side="right") - 1]
        better = needed[neediest] > needed[choice] * (1 + MORE)
        if not better.any():
            return choice, weights * scale
        choice = np.where(better, neediest, choice)
    return choice, None


def _weigh_roughly(needs: FloatArray, maker: IntArray) -> FloatArray:
    """Weights of about the right size, from what is needed in a few rounds: then units (kWh, t) do not matter."""
    weights = np.ones(needs.shape[1])
    for _ in range(ROUNDS):
        largest = np.zeros(len(weights))
        np.maximum.at(largest, maker, needs @ weights)
        weights = weights + largest
        weights = np.maximum(weights / weights.max(), 1e-100)
    return weights
