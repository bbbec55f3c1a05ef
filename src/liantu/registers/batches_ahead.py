"""Work on batches in turn, a few of them at a time: the next are worked on while one is written."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

Batch = TypeVar("Batch")
Result = TypeVar("Result")
#: Batches in memory at once, as there are processors: more than four are not filled by one reader.
_WORKERS = min(4, os.cpu_count() or 1)
#: The largest block, in bytes, that a C library may learn to keep for others when it is freed.
_LARGEST_KEPT = (1 << 25) - (1 << 16)


def choose_size(count: int, largest: int, workers: int = _WORKERS) -> int:
    """How many of so many rows a batch gets, at most ``largest``: so that all processors have as many batches, and none
    waits for the last one of another.

    >>> choose_size(200_000, 65_536, 2), choose_size(300_000, 65_536, 2), choose_size(0, 65_536, 2)
    (50000, 50000, 1)
    """
    rounds = -(-count // (largest * workers))
    return max(1, -(-count // max(1, rounds * workers)))


def map_batches(work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
    """What work makes of each batch, in order; it has to be a function that lets others run, as of Polars and NumPy.

    >>> list(map_batches(str.upper, ["a", "b", "c"]))
    ['A', 'B', 'C']
    """
    _keep_freed_memory()
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(_WORKERS) as pool:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > _WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _keep_freed_memory() -> None:
    """Have the C library keep blocks that are freed for the next: it hands back what is larger than any block that it
    saw freed, and a page that is taken anew is filled with zeros first. Of glibc; others lose nothing."""
    np.empty(_LARGEST_KEPT, np.uint8)
