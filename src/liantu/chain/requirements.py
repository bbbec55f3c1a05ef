"""Total requirements of a production network: x = f + A x, swept level by level.

Demand runs from what is made to what it needs. Outside loops one pass is exact; inside a loop the pass
repeats until nothing moves. Nothing is factorised, so a thousand draws cost a thousand passes and no more.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from liantu.chain.loops import LoopTooStrong
from liantu.chain.topology import FloatArray, IntArray, ProductNetwork, Sweep, SweepOrder, order_network

__all__ = [
    "LoopTooStrong",
    "ProductNetwork",
    "SweepOrder",
    "order_network",
    "solve_requirement_draws",
    "solve_requirements",
]

CHUNK = 256  # draws solved together: 5,000 products in float32 take 5 MB
THREADS = 2
MAX_ROUNDS = 5_000
SMALL = 64  # members of loops below which one balance solves them at once; draws never do

Draws = NDArray[np.float32]


def solve_requirements(order: SweepOrder, final: FloatArray) -> NDArray[np.float64]:
    """Total demand of every product for a final demand, with typical coefficients.

    >>> made = ProductNetwork(2, np.array([0]), np.array([1]), *[np.array([v]) for v in (1.9, 2.0, 2.1)])
    >>> solve_requirements(order_network(made), np.array([10.0, 1.0])).tolist()
    [10.0, 21.0]
    """
    final = np.asarray(final, np.float64)
    if final.shape != (order.network.products,):
        raise ValueError(f"final demand must have {order.network.products} amounts, one per product")
    x = np.empty(len(final))
    x[order.place] = final
    _sweep_levels(order, x, order.network.typical[order.links].astype(np.float64), 1e-12)
    total: NDArray[np.float64] = x[order.place]
    return total


def solve_requirement_draws(
    order: SweepOrder, final_draws: FloatArray, coefficient_draws: FloatArray, rows: IntArray | None = None
) -> Draws:
    """Total demand of every product (rows) in every draw (columns), in float32.

    `coefficient_draws` has a row per link of the network, in the network's order; or `rows` says which of its
    rows is each link's. `final_draws` is (products, draws), or (products,) when it is the same in every draw.
    """
    products, count = order.network.products, coefficient_draws.shape[1]
    final = np.asarray(final_draws)
    fits = final.shape in ((products,), (products, count))
    given = len(coefficient_draws) if rows is None else len(rows)
    if not fits or given != len(order.network.source):
        raise ValueError("final demand and coefficients do not fit the network")
    links = order.links if rows is None else rows[order.links]
    result = np.empty((products, count), np.float32)

    def part(first: int) -> None:
        columns = slice(first, min(first + CHUNK, count))
        here = np.broadcast_to(final[:, None], result.shape) if final.ndim == 1 else final
        coefficients = np.asarray(coefficient_draws[links, columns], np.float32)
        result[:, columns] = solve_chunk(order, here[:, columns], coefficients)

    with ThreadPoolExecutor(THREADS) as pool:  # NumPy and SciPy let go of the interpreter lock in every step
        list(pool.map(part, range(0, count, CHUNK)))
    return result


def solve_chunk(order: SweepOrder, final: FloatArray, coefficients: Draws) -> Draws:
    """One chunk of draws; the coefficients are already in the order's order of links."""
    x = np.empty(final.shape, np.float32)
    x[order.place] = final
    _sweep_levels(order, x, coefficients, 1e-6)
    return x.take(order.place, axis=0)


def _sweep_levels(order: SweepOrder, x: NDArray[Any], coefficients: NDArray[Any], tolerance: float) -> None:
    """Turn final demand (places, or places x draws) into total demand, in place."""
    for level in order.levels:
        if level.arriving is not None:
            x[level.arriving.target] += _follow(level.arriving, x, coefficients)
        if level.within is not None:
            _iterate_loops(order, level.within, x, coefficients, tolerance)


def _follow(sweep: Sweep, x: NDArray[Any], coefficients: NDArray[Any]) -> NDArray[Any]:
    """Demand that a set of links places on each of its targets."""
    needs = x.take(sweep.source, axis=0)
    needs *= coefficients[sweep.links]
    if needs.ndim == 1:
        alone: NDArray[Any] = np.add.reduceat(needs, sweep.first)
        return alone
    moved: NDArray[Any] = sweep.total @ needs
    return moved


def _iterate_loops(
    order: SweepOrder, loop: Sweep, x: NDArray[Any], coefficients: NDArray[Any], tolerance: float
) -> None:
    """Repeat the links of a level's loops until no demand moves by more than the tolerance."""
    outside = x[loop.target]
    if x.ndim == 1 and len(outside) <= SMALL:
        x[loop.target] = _solve_dense(loop, outside, coefficients)
        return
    before = outside
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(MAX_ROUNDS):
            after = outside + _follow(loop, x, coefficients)
            x[loop.target] = after
            moved = np.abs(after - before)
            if bool(np.all(moved <= tolerance * np.abs(after))) and bool(np.all(np.isfinite(after))):
                return
            before = after
    still = np.nan_to_num(moved, nan=np.inf).reshape(len(loop.target), -1).max(axis=1)
    worst = int(loop.target[int(np.argmax(still))])
    product = int(np.flatnonzero(order.place == worst)[0])
    raise LoopTooStrong(order.loops.around(product), 1.0)


def _solve_dense(loop: Sweep, outside: NDArray[Any], coefficients: NDArray[Any]) -> NDArray[Any]:
    """The few products of small loops as a dense system."""
    # places of a level are sorted, and every member of a loop is a target
    at = np.searchsorted(loop.target, loop.source)
    to = np.searchsorted(loop.first, np.arange(len(at)), side="right") - 1
    size = len(outside)
    needs = np.bincount(to * size + at, coefficients[loop.links], size * size).reshape(size, size)
    solved: NDArray[Any] = np.linalg.solve(np.eye(size) - needs, outside)
    return solved
