"""Circles in what stands above what: a row that is above itself by way of others."""

from __future__ import annotations

from collections.abc import Iterable


def find_circles(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Circles of pairs of (lower, upper), each from its first row back to it; one for each place they meet.

    >>> find_circles([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")])
    [['a', 'b', 'c', 'a']]
    >>> find_circles([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    []
    """
    above: dict[str, list[str]] = {}
    for lower, upper in pairs:
        above.setdefault(lower, []).append(upper)
    found: list[list[str]] = []
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        places: dict[str, int] = {}
        waiting = [(start, 0)]
        while waiting:
            row, depth = waiting.pop()
            for left in path[depth:]:  # nothing more is above these
                done.add(left)
                del places[left]
            del path[depth:]
            if row in places:
                found.append([*path[places[row] :], row])
            elif row not in done:
                places[row] = len(path)
                path.append(row)
                waiting += [(upper, len(path)) for upper in reversed(above.get(row, []))]
        done.update(path)
    return found
