"""After how many days a firm runs out, when another has stopped: stocks along the way add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StopTimes:
    """Days until each firm (column) runs out when each shocked firm (row) stops; infinite: it is not reached.

    ``earliest`` takes a stock that nobody states as none; ``known`` counts only ways on which every stock is stated.
    The truth lies at or after ``earliest``; where ``known`` is finite, at or before it.
    """

    earliest: NDArray[np.float64]
    known: NDArray[np.float64]


def compute_stop_times(
    supplier: Numbers, customer: Numbers, stock_days: Vector, firms: Numbers, size: int
) -> StopTimes:
    """The first day on which each firm lacks an input it cannot do without, along the shortest way.

    One entry a link of an essential input: the customer runs ``stock_days`` days on its stock of it after the
    supplier has stopped (NaN: not stated). A firm that has another supplier of the input is still reached: the
    result is when the shock arrives, not how much of it; that is `production_loss`.

    Raises ValueError when a stock is negative or a link names no firm.

    >>> chain = compute_stop_times(np.array([0, 1]), np.array([1, 2]), np.array([5.0, np.nan]), np.array([0]), 3)
    >>> chain.earliest.tolist(), chain.known.tolist()
    ([[0.0, 5.0, 5.0]], [[0.0, 5.0, inf]])
    """
    if (stock_days < 0).any():
        raise ValueError("a stock is negative")
    ends = np.concatenate([supplier, customer, firms])
    if len(ends) and not (ends.min() >= 0 and ends.max() < size):
        raise ValueError(f"a link or a shock names a firm that is not among the {size}")
    stated = ~np.isnan(stock_days)
    earliest = _find_distances(supplier, customer, np.where(stated, stock_days, 0.0), firms, size)
    known = _find_distances(supplier[stated], customer[stated], stock_days[stated], firms, size)
    return StopTimes(earliest, known)


def _find_distances(
    supplier: Numbers, customer: Numbers, days: Vector, firms: Numbers, size: int
) -> NDArray[np.float64]:
    # Of several links between two firms the shortest counts; adding them up, as a sparse matrix would, is wrong.
    order = np.lexsort((days, customer, supplier))
    supplier, customer, days = supplier[order], customer[order], days[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (supplier[1:] != supplier[:-1]) | (customer[1:] != customer[:-1])
    graph = csr_array((days[first], (supplier[first], customer[first])), shape=(size, size))
    return np.asarray(dijkstra(graph, indices=firms), dtype=np.float64).reshape(len(firms), size)
