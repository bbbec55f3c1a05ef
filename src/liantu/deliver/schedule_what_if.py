"""A what-if: the graph with items set, added or dropped, scheduled anew, and what that truly moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from liantu.deliver.schedule import Schedule
from liantu.library.approvals import Graph, graph_from_mapping
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

KEYS = ("set", "add", "drop", "end")
#: A what-if's days take these of the item, and of its rules, away: they belonged to the days before.
_OF_DAYS = ("low", "high")


def apply_what_if(graph: Graph, change: Mapping[str, Any], file: str = "") -> tuple[Graph, list[Problem]]:
    """The graph under a change ``{set: {id: fields}, add: {id: item}, drop: [id], end: [id]}``, and notes on it.

    A dropped item holds nobody up: what waited for it loses that prerequisite, with a note. Fields that are set
    replace those of the item and of its rules. Raises Problems with everything wrong; the graph is not touched.

    >>> from liantu.deliver.schedule import build_schedule
    >>> given = {"items": {"A1": {"days": 0}, "B1": {"days": 7, "after": ["A1"]}, "C1": {"days": 10, "after": ["B1"]}}}
    >>> after, notes = apply_what_if(graph_from_mapping(given), {"set": {"C1": {"days": 3}}, "drop": ["B1"]})
    >>> build_schedule(after).days, [note.code for note in notes]
    (3, ['prerequisite_dropped'])
    """
    _check(graph, change, file)
    notes: list[Problem] = []
    drop = {str(id) for id in _listed(change.get("drop"))}
    changes = {str(id): fields or {} for id, fields in (change.get("set") or {}).items()}
    document = dict(graph.document)
    for part in ("items", "gates"):
        known = document.get(part)
        written = {str(id): entry for id, entry in known.items()} if isinstance(known, Mapping) else {}
        document[part] = {
            id: _drop_items(
                id, _set_fields(fields if isinstance(fields, Mapping) else {}, changes.get(id, {})), drop, file, notes
            )
            for id, fields in written.items()
            if id not in drop
        }
    added = {str(id): item for id, item in (change.get("add") or {}).items()}
    document["items"] = {**document["items"], **added}
    end = _listed(change.get("end")) or list(graph.end)
    document["end"] = [str(id) for id in end if str(id) not in drop]
    if not document["end"]:
        raise Problems([Problem("no_end_left", file=file, value=", ".join(map(str, end)))])
    changed = graph_from_mapping(document, file)
    return changed, [*notes, *_find_weakened_gates(graph, changed, drop, file)]


def compare_schedules(before: Schedule, after: Schedule) -> pl.DataFrame:
    """What moves: items whose start, finish or slack differ, with both; blank where one has no such item."""
    columns = ["start", "finish", "slack"]
    first, second = (found.items.select("item", *columns) for found in (before, after))
    both = first.join(second, on="item", how="full", coalesce=True, suffix="_after", maintain_order="left_right")
    differ = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in columns)
    return both.filter(differ).rename({name: f"{name}_before" for name in columns})


def _find_weakened_gates(before: Graph, after: Graph, drop: set[str], file: str) -> list[Problem]:
    """Gates that wait for less than they did, or are gone: nothing is left to hold works or production back."""
    notes = []
    for gate in (item for item in before.items.values() if item.gate):
        now = {prerequisite.item for prerequisite in after.items[gate.id].after} if gate.id in after.items else set()
        lost = [
            prerequisite.item
            for prerequisite in gate.after
            if prerequisite.item not in now and prerequisite.item not in drop
        ]
        if lost:
            notes.append(Problem("gate_weakened", file=file, value=gate.id, slots={"items": ", ".join(lost)}))
    return notes


def _set_fields(item: Mapping[str, object], fields: Mapping[str, object]) -> dict[str, object]:
    gone = {*fields, *(_OF_DAYS if "days" in fields else ())}
    remaining = {key: value for key, value in item.items() if key not in gone}
    if "rules" in remaining and isinstance(remaining["rules"], list):
        remaining["rules"] = [
            {key: value for key, value in rule.items() if key not in gone} for rule in remaining["rules"]
        ]
    return {**remaining, **fields}


def _drop_items(id: str, item: dict[str, object], drop: set[str], file: str, notes: list[Problem]) -> dict[str, object]:
    """An item that waits for, holds and is held for nothing that is dropped."""
    for key in ("after", "holds"):
        remaining = []
        for before in _listed(item.get(key)):
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
    return [name for member in _listed(before.get("any")) for name in _list_named(member)] or [str(before.get("item"))]


def _drop_alternatives(before: Any, drop: set[str]) -> Any:
    """A prerequisite without what is dropped; of two alternatives the other one alone, None when nothing is left."""
    if not isinstance(before, Mapping) or "any" not in before:
        return None if _list_named(before)[0] in drop else before
    left = [member for member in _listed(before["any"]) if _list_named(member)[0] not in drop]
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
    if not isinstance(validity, Mapping) or not {str(name) for name in _listed(validity.get("begin"))} & drop:
        return item
    begin = [name for name in _listed(validity.get("begin")) if str(name) not in drop]
    others = {key: value for key, value in item.items() if key != "validity"}
    return {**others, "validity": {**validity, "begin": begin}} if begin else others


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _check(graph: Graph, change: Mapping[str, Any], file: str) -> None:
    problems = [*_shapes(change, file)]
    if not problems:
        named = [("set", str(id)) for id in change.get("set") or {}]
        named += [("drop", str(id)) for id in _listed(change.get("drop"))]
        problems += [
            Problem("unknown_item", file=f"{file} {part}".strip(), value=id, slots=_nearest(id, graph))
            for part, id in named
            if id not in graph.items
        ]
        both = {id for part, id in named if part == "set"} & {id for part, id in named if part == "drop"}
        problems += [Problem("set_and_dropped", file=file, value=id) for id in sorted(both)]
        taken = [str(id) for id in change.get("add") or {} if str(id) in graph.items]
        problems += [Problem("id_taken", file=f"{file} add".strip(), value=id) for id in taken]
    if problems:
        raise Problems(problems)


def _nearest(id: str, graph: Graph) -> dict[str, str]:
    return {"nearest": suggest_nearest(id, graph.items)}


def _shapes(change: Any, file: str) -> Iterable[Problem]:
    if not isinstance(change, Mapping):
        yield Problem("wrong_shape", file=file, value=str(change), slots={"wanted": "{set: {…}, drop: […]}"})
        return
    for key in change:
        if key not in KEYS:
            slots = {"nearest": suggest_nearest(str(key), KEYS)}
            yield Problem("unknown_key", file=file, value=str(key), slots=slots)
    for key in ("set", "add"):
        part = change.get(key) or {}
        if not isinstance(part, Mapping):
            shape = f"{key}: {{C1: {{days: 3}}}}"
            yield Problem("wrong_shape", file=f"{file} {key}".strip(), value=str(part), slots={"wanted": shape})
            continue
        for id, fields in part.items():
            if fields is not None and not isinstance(fields, Mapping):
                slots = {"wanted": f"{id}: {{days: 3}}"}
                yield Problem("wrong_shape", file=f"{file} {key}.{id}".strip(), value=str(fields), slots=slots)
    for key in ("drop", "end"):
        if isinstance(change.get(key), Mapping):
            slots = {"wanted": f"{key}: [B1]"}
            yield Problem("wrong_shape", file=f"{file} {key}".strip(), value=str(change[key]), slots=slots)
