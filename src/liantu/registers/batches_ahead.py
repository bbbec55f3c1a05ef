"""Work on batches in turn, a few of them at a time: the next are worked on while one is written."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")
#: Batches in memory at once, as there are processors: more than four are not filled by one reader.
_WORKERS = min(4, os.cpu_count() or 1)


def map_batches(work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
    """What work makes of each batch, in order; it has to be a function that lets others run, as of Polars and NumPy.

    >>> list(map_batches(str.upper, ["a", "b", "c"]))
    ['A', 'B', 'C']
    """
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(_WORKERS) as pool:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > _WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
