"""Draws of gaps and of what filling them induces, in chunks small enough for the cache."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from liantu.chain.requirements import CHUNK, solve_chunk
from liantu.chain.topology import FloatArray, IntArray, SweepOrder
from liantu.model.sampling import THREADS, Draws, Triangles


@dataclass(frozen=True)
class DemandTerms:
    """Terms of demand: product `target` needs `weight` times the coefficient in row `row` of the triangles."""

    target: IntArray
    row: IntArray
    weight: FloatArray


def draw_gaps(
    triangles: Triangles,
    needs: DemandTerms,
    supply: FloatArray,
    count: int,
    order: SweepOrder | None = None,
    rows: IntArray | None = None,
) -> tuple[Draws, Draws | None]:
    """Gaps of products (rows) in every draw (columns), and with an order what filling all of them induces.

    `supply` has an amount a product and does not vary. `rows` says which row of the triangles each link of the
    ordered network uses, so that a coefficient has one draw in direct and induced demand alike.
    """
    products, coefficients = len(supply), len(triangles.low)
    weights = csr_matrix(
        (np.asarray(needs.weight, np.float32), (needs.target, needs.row)), shape=(products, coefficients)
    )
    local = np.asarray(supply, np.float32)[:, None]
    gaps = np.empty((products, count), np.float32)
    induced = None if order is None else np.empty_like(gaps)
    links = None if order is None or rows is None else rows[order.links]
    if order is not None and links is None:
        raise ValueError("an order needs the rows of its links")

    def chunks(worker: int) -> None:
        """Draw and solve every chunk that is a worker's."""
        # every worker fills the same two buffers again and again: touching new memory costs more than drawing
        drawn = np.empty((coefficients, CHUNK), np.float32)
        sorted_links = np.empty((0 if links is None else len(links), CHUNK), np.float32)
        for first in range(worker * CHUNK, count, THREADS * CHUNK):
            columns = slice(first, min(first + CHUNK, count))
            triangles.draw(first, drawn)
            gap = np.maximum((weights @ drawn) - local, 0)
            gaps[:, columns] = gap[:, : columns.stop - first]
            if order is not None and induced is not None and links is not None:
                drawn.take(links, axis=0, out=sorted_links, mode="clip")
                total = solve_chunk(order, gap, sorted_links)
                induced[:, columns] = (total - gap)[:, : columns.stop - first]

    _in_threads(chunks)
    return gaps, induced


def _in_threads(work: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
