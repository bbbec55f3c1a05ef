"""Strongly connected products: those that, step by step, need each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.integer[Any]]
#: Below this many products a closure takes less time than loading SciPy, and a district's commands answer sooner.
FEW = 400


def strong_components(count: int, source: IntArray, target: IntArray) -> tuple[int, IntArray]:
    """How many components there are, and the component of each product; links lead from source to target.

    >>> number, component = strong_components(3, np.array([0, 1, 1]), np.array([1, 0, 2]))
    >>> number, bool(component[0] == component[1]), bool(component[1] == component[2])
    (2, True, False)
    """
    if count <= FEW:
        return _closure(count, source, target)
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    graph = csr_matrix((np.ones(len(source), np.int8), (source, target)), shape=(count, count))
    number, component = connected_components(graph, directed=True, connection="strong")
    return int(number), component


def _closure(count: int, source: IntArray, target: IntArray) -> tuple[int, IntArray]:
    """By squaring: after k rounds every product within 2^k steps is reached."""
    reached = np.eye(count, dtype=np.float32)
    reached[source, target] = 1
    while True:
        further = np.minimum(reached @ reached, 1)
        if np.array_equal(further, reached):
            break
        reached = further
    mutual = (reached * reached.T).astype(bool)
    firsts = mutual.argmax(axis=1) if count else np.empty(0, np.intp)
    names, component = np.unique(firsts, return_inverse=True)
    return len(names), component
