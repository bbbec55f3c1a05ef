"""A what-if: the graph with items set, added or dropped, scheduled anew, and what that truly moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from liantu.deliver.dropped_items import drop_items
from liantu.deliver.schedule import Schedule
from liantu.deliver.schedule_change import ScheduleChange, read_schedule_change
from liantu.library.approvals import Graph, graph_from_mapping
from liantu.model.problems import Problem, Problems

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
    found = read_schedule_change(graph, change, file)
    notes: list[Problem] = []
    parts = {part: _change_items(graph.document.get(part), found, file, notes) for part in ("items", "gates")}
    ends = found.end or graph.end
    end = [id for id in ends if id not in found.dropped]
    if not end:
        raise Problems([Problem("no_end_left", file=file, value=", ".join(ends))])
    items = {**parts["items"], **found.added}
    changed = graph_from_mapping({**graph.document, **parts, "items": items, "end": end}, file)
    return changed, [*notes, *_find_weakened_gates(graph, changed, found.dropped, file)]


def _change_items(
    written: object, change: ScheduleChange, file: str, notes: list[Problem]
) -> dict[str, dict[str, object]]:
    """The items or gates of a graph, as they are written, without those that are dropped and with what is set."""
    items = {str(id): fields for id, fields in written.items()} if isinstance(written, Mapping) else {}
    remaining = {id: fields for id, fields in items.items() if id not in change.dropped}
    found = {}
    for id, fields in remaining.items():
        changed = _set_fields(fields if isinstance(fields, Mapping) else {}, change.fields.get(id, {}))
        found[id] = drop_items(id, changed, {*change.dropped}, file, notes)
    return found


def compare_schedules(before: Schedule, after: Schedule) -> pl.DataFrame:
    """What moves: items whose start, finish or slack differ, with both; blank where one has no such item."""
    columns = ["start", "finish", "slack"]
    first, second = (found.items.select("item", *columns) for found in (before, after))
    both = first.join(second, on="item", how="full", coalesce=True, suffix="_after", maintain_order="left_right")
    differ = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in columns)
    return both.filter(differ).rename({name: f"{name}_before" for name in columns})


def _find_weakened_gates(before: Graph, after: Graph, dropped: Collection[str], file: str) -> list[Problem]:
    """Gates that wait for less than they did, or are gone: nothing is left to hold works or production back."""
    notes = []
    for gate in (item for item in before.items.values() if item.gate):
        now = {prerequisite.item for prerequisite in after.items[gate.id].after} if gate.id in after.items else set()
        lost = [
            prerequisite.item
            for prerequisite in gate.after
            if prerequisite.item not in now and prerequisite.item not in dropped
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
