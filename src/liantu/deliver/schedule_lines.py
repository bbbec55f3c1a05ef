"""A what-if about a schedule in lines: ``C7 days 3``, ``A4 promise``, ``B2 drop``, ``C1 after B1``,
``W1 not_before 2026-07-01``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liantu.library.approvals import Graph
from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_whole_number


def read_schedule_lines(graph: Graph, lines: Iterable[str]) -> dict[str, Any]:
    """The lines as a change of the graph; what cannot be read is left to ``apply_what_if`` to refuse.

    Raises Problems for a promise that the graph forbids.

    >>> from liantu.library.approvals import graph_from_mapping
    >>> graph = graph_from_mapping({"items": {"A": {"days": 3}, "B": {"days": 1}}})
    >>> read_schedule_lines(graph, ["A days 2", "A after B", "B drop"])
    {'set': {'A': {'days': 2, 'after': ['B']}}, 'drop': ['B']}
    """
    changed: dict[str, dict[str, Any]] = {}
    drop: list[str] = []
    for line in lines:
        item, how, value = [*line.split(maxsplit=2), "", ""][:3]
        if how == "drop":
            drop.append(item)
        else:
            changed.setdefault(item, {}).update(_read_fields(graph, item, how, value))
    return {"set": changed, "drop": drop}


def _read_fields(graph: Graph, item: str, how: str, value: str) -> dict[str, Any]:
    if how == "days":
        number = read_whole_number(value)
        return {"days": value if number is None else number}
    if how == "promise":
        known = graph.items.get(item)
        if known is not None and known.promise.possible == "no":
            raise Problems([Problem("promise_not_allowed", value=item)])
        # Decided the same day unless the graph says otherwise.
        return {"days": (known.promise.days if known else None) or 0}
    if how == "not_before":
        return {"not_before": value}
    return {"after": value.replace(",", " ").split()}
