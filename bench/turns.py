"""How long works take that are held against each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Spent:
    """The time that a work takes, in seconds: by the clock, and of all processors together."""

    elapsed: float
    processor: float


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


def find_least(turns: int, works: Mapping[str, Callable[[], object]]) -> dict[str, Spent]:
    """The least time of each work by the clock and of the processors; the works take turns.

    A machine that others use too makes the clock run longer; the time of the processors stays about the same.
    """
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _turn in range(turns):
        for name, work in works.items():
            start, begun = time.perf_counter(), time.process_time()
            work()
            spent[name].append((time.perf_counter() - start, time.process_time() - begun))
    return {name: Spent(*map(min, zip(*times, strict=True))) for name, times in spent.items()}
