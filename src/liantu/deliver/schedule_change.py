"""A change of an item graph: ``{set: {id: fields}, add: {id: item}, drop: [id], end: [id]}``, as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from liantu.library.approvals import Graph
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

KEYS = ("set", "add", "drop", "end")


@dataclass(frozen=True)
class ScheduleChange:
    """``fields`` to set and items to add by id, the ids to drop, and other ends than the graph's, where there are."""

    fields: Mapping[str, Mapping[str, object]]
    added: Mapping[str, object]
    dropped: tuple[str, ...]
    end: tuple[str, ...]


def read_schedule_change(graph: Graph, change: Mapping[str, Any], file: str = "") -> ScheduleChange:
    """A change of a graph, read. Raises Problems with everything wrong in shape; else with everything wrong in it:
    an item that is not there, set and dropped at once, or added again."""
    if problems := [*_check_shapes(change, file)]:
        raise Problems(problems)
    found = ScheduleChange(
        {str(id): fields or {} for id, fields in (change.get("set") or {}).items()},
        {str(id): item for id, item in (change.get("add") or {}).items()},
        tuple(str(id) for id in list_written(change.get("drop"))),
        tuple(str(id) for id in list_written(change.get("end"))),
    )
    if problems := [*_check_items(graph, found, file)]:
        raise Problems(problems)
    return found


def list_written(value: Any) -> list[Any]:
    """What is written as a list, as a single value, or not at all."""
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _check_items(graph: Graph, change: ScheduleChange, file: str) -> Iterator[Problem]:
    """What names items that are not in a graph, or may not be changed so."""
    for part, names in (("set", change.fields), ("drop", change.dropped)):
        for name in names:
            if name not in graph.items:
                slots = {"nearest": suggest_nearest(name, graph.items)}
                yield Problem("unknown_item", file=f"{file} {part}".strip(), value=name, slots=slots)
    for name in sorted({*change.fields} & {*change.dropped}):
        yield Problem("set_and_dropped", file=file, value=name)
    for name in change.added:
        if name in graph.items:
            yield Problem("id_taken", file=f"{file} add".strip(), value=name)


def _check_shapes(change: Any, file: str) -> Iterator[Problem]:
    if not isinstance(change, Mapping):
        yield _wrong_shape(file, "", change, "{set: {…}, drop: […]}")
        return
    for key in change:
        if key not in KEYS:
            slots = {"nearest": suggest_nearest(str(key), KEYS)}
            yield Problem("unknown_key", file=file, value=str(key), slots=slots)
    for key in ("set", "add"):
        yield from _check_mapping(change.get(key) or {}, file, key)
    for key in ("drop", "end"):
        if isinstance(change.get(key), Mapping):
            yield _wrong_shape(file, key, change[key], f"{key}: [B1]")


def _check_mapping(part: object, file: str, key: str) -> Iterator[Problem]:
    """What stands under ``set`` or ``add`` is fields by item."""
    if not isinstance(part, Mapping):
        yield _wrong_shape(file, key, part, f"{key}: {{C1: {{days: 3}}}}")
        return
    for id, fields in part.items():
        if fields is not None and not isinstance(fields, Mapping):
            yield _wrong_shape(file, f"{key}.{id}", fields, f"{id}: {{days: 3}}")


def _wrong_shape(file: str, key: str, written: object, shape: str) -> Problem:
    return Problem("wrong_shape", file=f"{file} {key}".strip(), value=str(written), slots={"wanted": shape})
