"""Strongly connected products: those that, step by step, need each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.integer[Any]]
#: Up to this many products a closure takes less time than loading SciPy, and a district's commands answer sooner.
FEW = 400


def find_strong_components(count: int, source: IntArray, target: IntArray) -> tuple[int, IntArray]:
    """How many components there are, and the component of each product; links lead from source to target.

    >>> number, component = find_strong_components(3, np.array([0, 1, 1]), np.array([1, 0, 2]))
    >>> number, bool(component[0] == component[1]), bool(component[1] == component[2])
    (2, True, False)
    """
    core, source, target = _core(count, source, target)
    size = len(core)
    component = np.arange(count)
    if size:
        within = np.full(count, -1)
        within[core] = np.arange(size)
        found = (_closure if size <= FEW else _tarjan)(size, within[source], within[target])
        component[core] = count + found  # names that no product outside the core has
    names, component = np.unique(component, return_inverse=True)
    return len(names), component


def _core(count: int, source: IntArray, target: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """The products that both need and are needed once those that are not are taken away, and their links."""
    while True:
        both = np.zeros(count, bool)
        both[source] = True
        needed = np.zeros(count, bool)
        needed[target] = True
        both &= needed
        inside = both[source] & both[target]
        if inside.all():
            return np.flatnonzero(both), source, target
        source, target = source[inside], target[inside]


def _closure(size: int, source: IntArray, target: IntArray) -> IntArray:
    """By squaring: after k rounds every product within 2^k steps is reached."""
    reached = np.eye(size, dtype=np.float32)
    reached[source, target] = 1
    while True:
        further = np.minimum(reached @ reached, 1)
        if np.array_equal(further, reached):
            break
        reached = further
    first: IntArray = (reached * reached.T).argmax(axis=1)
    return first


def _tarjan(size: int, source: IntArray, target: IntArray) -> IntArray:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    graph = csr_matrix((np.ones(len(source), np.int8), (source, target)), shape=(size, size))
    component: IntArray = connected_components(graph, directed=True, connection="strong")[1]
    return component
