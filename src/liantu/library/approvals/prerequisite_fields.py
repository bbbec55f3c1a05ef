"""What an item waits for, as it is written: an item, one with its lag, or any of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from liantu.library.approvals.graph import LINKS, PREREQUISITES, UNITS, Prerequisite
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.marked_yaml import NodePath

#: What a prerequisite says of itself beside its kind; an alternative has the kind of its group.
RELATION_KEYS = ("item", "link", "lag", "unit")
PREREQUISITE_KEYS = (*RELATION_KEYS, "kind", "any")


def read_prerequisites(fields: FieldReader, raw: Any, path: NodePath, kind: str) -> tuple[Prerequisite, ...]:
    """All of an item, alternatives one after the other; ``kind`` is that of those which do not say theirs."""
    raw = [raw] if isinstance(raw, Mapping) else raw
    found: dict[str, Prerequisite] = {}
    for number, (where, element) in enumerate(fields.each(raw, path, "[A1, {item: B1, kind: reuse}]"), start=1):
        for place, before in _read_element(fields, element, where, kind, number):
            if not before.item:
                fields.wrong("missing_key", place, "item")
            elif before.item in found:
                fields.wrong("written_twice", place, before.item)
            else:
                found[before.item] = before
    return tuple(found.values())


def _read_element(
    fields: FieldReader, element: Any, where: NodePath, kind: str, number: int
) -> Iterator[tuple[NodePath, Prerequisite]]:
    """One prerequisite, or each alternative of a group."""
    if not isinstance(element, Mapping):
        yield where, Prerequisite(fields.text(element, where), kind)
        return
    entry = fields.mapping(element, where, PREREQUISITE_KEYS)
    kind = fields.choice(entry.get("kind"), (*where, "kind"), PREREQUISITES, kind)
    if "any" not in entry:
        yield where, _read_relation(fields, entry, where, kind, 0)
        return
    for key in entry.keys() & set(RELATION_KEYS):
        fields.wrong("any_and_item", (*where, key), key)
    alternatives = list(fields.each(entry["any"], (*where, "any"), "{any: [A3, P6]}"))
    if len(alternatives) < 2:
        fields.wrong("any_of_one", (*where, "any"), ", ".join(str(written) for _place, written in alternatives))
    for place, written in alternatives:
        relation = fields.mapping(written, place, RELATION_KEYS) if isinstance(written, Mapping) else {"item": written}
        yield place, _read_relation(fields, relation, place, kind, number)


def _read_relation(
    fields: FieldReader, entry: Mapping[str, Any], where: NodePath, kind: str, choice: int
) -> Prerequisite:
    return Prerequisite(
        fields.text(entry.get("item"), where),
        kind,
        fields.choice(entry.get("link"), (*where, "link"), LINKS, "finish"),
        _read_lag(fields, entry.get("lag"), (*where, "lag")),
        fields.choice(entry.get("unit"), (*where, "unit"), UNITS, "workday"),
        choice,
    )


def _read_lag(fields: FieldReader, raw: Any, path: NodePath) -> int:
    """Whole days, none below zero: an item that may begin before another is done waits for its start instead."""
    if isinstance(raw, int | str) and str(raw).strip().startswith("-"):
        fields.wrong("negative_lag", path, raw)
        return 0
    return fields.days(raw, path) or 0
