"""The versions of graphs that cases are on: a running case stays on its own until it is moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from liantu.library.approvals import Graph, Item
from liantu.model.problems import Problem

Versions = Mapping[tuple[str, str], Graph]
"""Graphs by id and version."""


def find(versions: Versions, graph: str, version: str, item: str, table: str, column: str = "item") -> Item | Problem:
    """An item of a version that may be applied for; what is wrong when there is no such version, or none in it.

    A gate is nothing to apply for.
    """
    if (graph, version) not in versions:
        choices = ", ".join(number for name, number in versions if name == graph) or "—"
        slots = {"graph": graph, "choices": choices}
        return Problem("no_such_version", table, column="version", value=version, slots=slots)
    items = versions[graph, version].items
    if item not in items or items[item].gate:
        choices = ", ".join(known.id for known in items.values() if not known.gate)
        slots = {"graph": graph, "version": version, "choices": choices}
        return Problem("no_such_item", table, column=column, value=item, slots=slots)
    return items[item]


def difference(before: Item | None, after: Item | None) -> list[tuple[str, object, object]]:
    """What differs between two versions of an item: field, before, after; an item that is not there has None."""
    if before is None or after is None:
        return [] if before is after else [("item", before and before.id, after and after.id)]
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(Item))
    return [(name, one, other) for name, one, other in pairs if one != other]
