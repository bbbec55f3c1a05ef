"""Total requirements of a production network: x = f + A x, swept level by level.

Demand runs from what is made to what it needs. Outside loops one pass is exact; loops are solved one level at a
time. No draw is factorised, so a thousand draws cost a thousand passes and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from liantu.chain.loop_totals import Unsolved, drawn_totals, typical_totals
from liantu.chain.loops import LoopNotConverged, LoopTooStrong
from liantu.chain.topology import FloatArray, IntArray, LoopLinks, ProductNetwork, SweepOrder, order_network

__all__ = [
    "LoopNotConverged",
    "LoopTooStrong",
    "ProductNetwork",
    "SweepOrder",
    "order_network",
    "solve_requirement_draws",
    "solve_requirements",
]

CHUNK = 256  # draws solved together: 5,000 products in float32 take 5 MB
THREADS = 2

Draws = NDArray[np.float32]
Totals = Callable[[LoopLinks, NDArray[Any], NDArray[Any]], NDArray[Any]]


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
    _sweep_levels(order, x, order.network.typical[order.links].astype(np.float64), typical_totals)
    total: NDArray[np.float64] = x[order.place]
    return total


def solve_requirement_draws(
    order: SweepOrder, final_draws: FloatArray, coefficient_draws: FloatArray, rows: IntArray | None = None
) -> Draws:
    """Total demand of every product (rows) in every draw (columns), in float32 and to its sixth digit.

    `coefficient_draws` has a row per link of the network, in the network's order; or `rows` says which of its
    rows is each link's. `final_draws` is (products, draws), or (products,) when it is the same in every draw.
    Raises LoopTooStrong when a loop needs in some draw as much as it makes, LoopNotConverged when it is too close.
    """
    products, count = order.network.products, coefficient_draws.shape[1]
    final = np.asarray(final_draws)
    fits = final.shape in ((products,), (products, count))
    draws = len(coefficient_draws) if rows is None else len(rows)
    if not fits or draws != len(order.network.source):
        raise ValueError("final demand and coefficients do not fit the network")
    links = order.links if rows is None else rows[order.links]
    result = np.empty((products, count), np.float32)

    def part(first: int) -> None:
        """Solve the draws of a chunk."""
        columns = slice(first, min(first + CHUNK, count))
        chunk = np.broadcast_to(final[:, None], result.shape) if final.ndim == 1 else final
        result[:, columns] = solve_chunk(order, chunk[:, columns], np.asarray(coefficient_draws[links, columns]))

    with ThreadPoolExecutor(THREADS) as pool:  # NumPy and SciPy let go of the interpreter lock in every step
        list(pool.map(part, range(0, count, CHUNK)))
    return result


def solve_chunk(order: SweepOrder, final: FloatArray, coefficients: FloatArray) -> Draws:
    """One chunk of draws; the coefficients are already in the order's order of links."""
    x = np.empty(final.shape, np.float32)
    x[order.place] = final
    _sweep_levels(order, x, coefficients, drawn_totals)
    return x.take(order.place, axis=0)


def _sweep_levels(order: SweepOrder, x: NDArray[Any], coefficients: NDArray[Any], totals: Totals) -> None:
    """Turn final demand (places, or places x draws) into total demand, in place."""
    for level in order.levels:
        if level.arriving is not None:
            x[level.arriving.target] += level.arriving.demand(x, coefficients[level.arriving.links])
        if level.within is not None:
            loop, values = level.within, coefficients[level.within.sweep.links]
            try:
                x[loop.sweep.target] = totals(loop, x[loop.sweep.target], values)
            except Unsolved as unsolved:
                raise _reason(order, loop, values, unsolved) from unsolved


def _reason(order: SweepOrder, loop: LoopLinks, values: NDArray[Any], unsolved: Unsolved) -> LoopNotConverged:
    """Why amounts were not found in a draw; raises LoopTooStrong when a loop needs as much as it makes."""
    links = order.links[loop.sweep.links]
    order.loops.check(order.network.source[links], order.network.target[links], values[:, unsolved.draw])
    product = int(np.flatnonzero(order.place == loop.sweep.target[unsolved.member])[0])
    return LoopNotConverged(order.loops.around(product))
