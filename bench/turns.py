"""How long works take that are held against each other."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def find_medians(turns: int, *works: Callable[[], object]) -> list[float]:
    """The median time of each work in seconds; the works take turns, so that a busy moment hits all.

    Each has one turn before that does not count.
    """
    times: list[list[float]] = [[] for _ in works]
    for turn in range(turns + 1):
        for spent, work in zip(times, works, strict=True):
            start = time.perf_counter()
            work()
            if turn:
                spent.append(time.perf_counter() - start)
    return [median(spent) for spent in times]
