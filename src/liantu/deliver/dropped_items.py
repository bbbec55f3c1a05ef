"""What is left of an item of a graph, as it is written, once other items are dropped: it waits for none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liantu.deliver.schedule_change import list_written
from liantu.model.problems import Problem


def drop_items(id: str, item: dict[str, object], drop: set[str], file: str, notes: list[Problem]) -> dict[str, object]:
    """An item that waits for, holds and is held for nothing that is dropped."""
    for key in ("after", "holds"):
        remaining = []
        for before in list_written(item.get(key)):
            left = _drop_alternatives(before, drop)
            gone = [name for name in _list_named(before) if name in drop]
            notes += [Problem("prerequisite_dropped", file=file, value=name, slots={"item": id}) for name in gone]
            remaining += [] if left is None else [left]
        if key in item:
            item = {**item, key: remaining}
    return _drop_begun(item, drop)


def _list_named(before: Any) -> list[str]:
    """The items that a prerequisite, as it is written, names."""
    if not isinstance(before, Mapping):
        return [str(before)]
    return [name for member in list_written(before.get("any")) for name in _list_named(member)] or [
        str(before.get("item"))
    ]


def _drop_alternatives(before: Any, drop: set[str]) -> Any:
    """A prerequisite without what is dropped; of two alternatives the other one alone, None when nothing is left."""
    if not isinstance(before, Mapping) or "any" not in before:
        return None if _list_named(before)[0] in drop else before
    left = [member for member in list_written(before["any"]) if _list_named(member)[0] not in drop]
    if len(left) != 1:
        return {**before, "any": left} if left else None
    about = {key: value for key, value in before.items() if key != "any"}
    return {**about, **(left[0] if isinstance(left[0], Mapping) else {"item": left[0]})}


def _drop_begun(item: dict[str, object], drop: set[str]) -> dict[str, object]:
    """An item whose decision is held for nothing that is dropped; without anything left it is held for good."""
    rules = item.get("rules")
    if isinstance(rules, list):
        item = {**item, "rules": [_drop_begun(rule, drop) if isinstance(rule, dict) else rule for rule in rules]}
    validity = item.get("validity")
    if not isinstance(validity, Mapping) or not {str(name) for name in list_written(validity.get("begin"))} & drop:
        return item
    begin = [name for name in list_written(validity.get("begin")) if str(name) not in drop]
    others = {key: value for key, value in item.items() if key != "validity"}
    return {**others, "validity": {**validity, "begin": begin}} if begin else others
