"""The versions of graphs that cases are on: a running case stays on its own until it is moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from liantu.library.approvals import Graph, Item
from liantu.model.problems import Problem

Versions = Mapping[tuple[str, str], Graph]
"""Graphs by id and version."""


def find_item(
    versions: Versions, graph: str, version: str, item: str, table: str, column: str = "item"
) -> Item | Problem:
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


def find_newest_graph(versions: Versions, graph: str, as_of: date) -> Graph | None:
    """The version in force at a date, the last that had begun; where none had, the one that begins first."""
    candidates = sorted(
        (found.valid_from or "", index, found) for index, found in enumerate(versions.values()) if found.id == graph
    )
    begun = [found for first, _index, found in candidates if first <= as_of.isoformat()]
    return begun[-1] if begun else candidates[0][2] if candidates else None


def compare_items(before: Item | None, after: Item | None) -> list[tuple[str, object, object]]:
    """What differs between two versions of an item: field, before, after; an item that is not there has None."""
    if before is None or after is None:
        return [] if before is after else [("item", before and before.id, after and after.id)]
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(Item))
    return [(name, first, second) for name, first, second in pairs if first != second]


def format_item_part(value: object) -> str:
    """A part of an item as text: ids for what has one, blank for nothing.

    >>> format_item_part(("a", None, 3))
    'a, , 3'
    """
    if isinstance(value, tuple):
        return ", ".join(format_item_part(part) for part in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {format_item_part(part)}" for name, part in value.items())
    labels = (getattr(value, name, None) for name in ("item", "id", "possible"))
    return next((str(label) for label in labels if label), "" if value is None else str(value))
