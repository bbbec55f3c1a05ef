"""What items wait for: every name is known, and nothing waits for itself, however far around."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from liantu.library.approvals.graph import Item
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.marked_yaml import NodePath
from liantu.model.nearest import suggest_nearest


def check_precedence(fields: FieldReader, items: Mapping[str, Item]) -> None:
    """Note unknown prerequisites, and each circle by the names in it."""
    for item in items.values():
        for number, before in enumerate(item.after):
            if before.item not in items:
                nearest = suggest_nearest(before.item, items)
                fields.wrong("unknown_item", (*_item_path(item), number), before.item, nearest=nearest)
    for circle in find_circles({item.id: [before.item for before in item.after] for item in items.values()}):
        fields.wrong("items_in_circle", _item_path(items[circle[0]]), " → ".join([*circle, circle[0]]))


def find_circles(after: Mapping[str, list[str]]) -> list[list[str]]:
    """Circles that share no link, each beginning with its first item in the given order; A → B: B waits for A.

    >>> find_circles({"A": ["C"], "B": ["A"], "C": ["B"], "D": ["D"]})
    [['A', 'B', 'C'], ['D']]
    """
    links = {item: [before for before in waits if before in after] for item, waits in after.items()}
    place = {item: number for number, item in enumerate(after)}
    found: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(links).prepare()
        except CycleError as error:
            circle = error.args[1][:-1]
            for before, item in zip(circle, [*circle[1:], circle[0]], strict=True):
                links[item].remove(before)
            first = min(range(len(circle)), key=lambda n: place[circle[n]])
            found.append(circle[first:] + circle[:first])
        else:
            return sorted(found, key=lambda circle: place[circle[0]])


def _item_path(item: Item) -> NodePath:
    return ("gates" if item.gate else "items", item.id, "after")
