"""The critical paths of a schedule: every chain of items that takes as long as the whole, ties included."""

from __future__ import annotations

from collections.abc import Iterator

from liantu.deliver.activity_network import ActivityNetwork

#: More tied paths than this are counted but not listed.
LISTED = 1000


def find_critical_paths(
    network: ActivityNetwork, deciding: list[list[int]], critical: list[bool]
) -> tuple[list[list[str]], int]:
    """The tied paths, first to last item, in the order of the items; and how many there are.

    ``deciding`` has for each item the positions that decided when it began.
    """
    after: dict[int, list[int]] = {n: [] for n, yes in enumerate(critical) if yes}
    begins = set(after)
    for n in after:
        for b in deciding[n]:
            if critical[b]:
                after[b].append(n)
                begins.discard(n)
    counts: dict[int, int] = {}
    for n in sorted(after, reverse=True):
        counts[n] = sum(counts[m] for m in after[n]) or 1
    found = []
    for path in _walk(after, sorted(begins)):
        found.append([network.items[n] for n in path])
        if len(found) == LISTED:
            break
    return found, sum(counts[n] for n in begins)


def _walk(after: dict[int, list[int]], begins: list[int]) -> Iterator[list[int]]:
    """Every chain from a beginning to an item nothing critical follows at once; without recursion."""
    stack = [[n] for n in reversed(begins)]
    while stack:
        path = stack.pop()
        following = after[path[-1]]
        if following:
            stack += [[*path, n] for n in reversed(following)]
        else:
            yield path
