"""Whether nodes make one hierarchy: known parents, no circle, one index, no aggregate without parts or weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from liantu.model.circles import find_circles
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem
from liantu.outlook.index.scheme import IndexNode


def check_hierarchy(nodes: Sequence[IndexNode], file: str) -> list[Problem]:
    """Everything that keeps some nodes from being one index."""
    return [*_check_parents(nodes, file), *_check_top(nodes, file), *_check_aggregates(nodes, file)]


def _check_parents(nodes: Sequence[IndexNode], file: str) -> Iterator[Problem]:
    ids = [node.id for node in nodes]
    for node in nodes:
        if node.parent and node.parent not in ids:
            slots = {"node": node.id, "nearest": suggest_nearest(node.parent, ids)}
            yield Problem("index_unknown_parent", file=file, value=node.parent, slots=slots)
    for circle in find_circles((node.id, node.parent) for node in nodes if node.parent):
        yield Problem("index_circle", file=file, value=" → ".join(circle))


def _check_top(nodes: Sequence[IndexNode], file: str) -> Iterator[Problem]:
    parents = {node.parent for node in nodes}
    roots = [node.id for node in nodes if not node.parent]
    tops = [node for node in roots if node in parents]
    if len(tops) != 1:
        yield Problem("index_one_top", file=file, value=", ".join(tops) or "—")
    for node in roots:
        if node not in parents:
            yield Problem("index_alone", file=file, value=node)


def _check_aggregates(nodes: Sequence[IndexNode], file: str) -> Iterator[Problem]:
    parts: dict[str, list[float | None]] = {}
    for node in nodes:
        parts.setdefault(node.parent, []).append(node.weight)
    for parent, weights in parts.items():
        if parent and not any(weight is None or weight != 0 for weight in weights):
            yield Problem("index_weights_zero", file=file, value=parent)
    for node in nodes:
        if node.id in parts and node.direction != 1:
            yield Problem("index_direction_of_aggregate", file=file, value=node.id)
