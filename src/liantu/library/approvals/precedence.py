"""What items wait for and are held for: every name is known, and nothing waits for itself, however far around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from liantu.library.approvals.graph import Item, Prerequisite, Validity
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.marked_yaml import NodePath
from liantu.model.nearest import suggest_nearest


def check_precedence(fields: FieldReader, items: Mapping[str, Item]) -> None:
    """Note unknown prerequisites, and each circle by the names in it."""
    for item in items.values():
        for place, before in _place_prerequisites(item):
            if before.item not in items:
                nearest = suggest_nearest(before.item, items)
                fields.wrong("unknown_item", (*_item_path(item), *place), before.item, nearest=nearest)
    for circle in find_circles({item.id: [before.item for before in item.after] for item in items.values()}):
        fields.wrong("items_in_circle", _item_path(items[circle[0]]), " → ".join([*circle, circle[0]]))


def check_validity(fields: FieldReader, items: Mapping[str, Item]) -> None:
    """Note what a decision is held for that is unknown, or comes before the decision itself."""
    for item in items.values():
        for path, validity in _list_validities(item):
            for number, name in enumerate(validity.begin):
                where = (*path, "begin", number)
                if name not in items:
                    fields.wrong("unknown_item", where, name, nearest=suggest_nearest(name, items))
                elif name == item.id or name in _list_earlier(items, item.id):
                    fields.wrong("begins_before", where, name, item=item.id)


def _list_validities(item: Item) -> Iterator[tuple[NodePath, Validity]]:
    """Those of an item and of its rules, with where they stand."""
    if item.validity:
        yield ("items", item.id, "validity"), item.validity
    for number, rule in enumerate(item.rules):
        if rule.changes.get("validity"):
            yield ("items", item.id, "rules", number, "validity"), rule.changes["validity"]


def _list_earlier(items: Mapping[str, Item], name: str) -> set[str]:
    """Everything that an item waits for, near or far."""
    found, left = set[str](), [name]
    while left:
        waits = {before.item for before in items[left.pop()].after if before.item in items} - found
        found |= waits
        left += waits
    return found


def _place_prerequisites(item: Item) -> Iterator[tuple[NodePath, Prerequisite]]:
    """Each with its place in the list: of an alternative that of its group and its own."""
    for number, group in enumerate(item.choices):
        for place, before in enumerate(group):
            yield ((number, "any", place) if before.choice else (number,)), before


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
