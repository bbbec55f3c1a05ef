"""The parts of an item that are figures or papers: limits, pauses, promise and gaps, materials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liantu.library.approvals.graph import DAYS, STATUSES, UNITS, ItemLimit, ItemPause, Material, Permission, Validity
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.marked_yaml import NodePath

PROVENANCE_KEYS = ("basis", "status")
POSSIBLE = ("yes", "no", "unknown")
VALIDITY_KEYS = ("months", "begin", "extensions", "extension_months", *PROVENANCE_KEYS)
PARTS = ("main", "secondary", "unknown")


def read_limit(fields: FieldReader, raw: Any, path: NodePath) -> ItemLimit:
    """Other days of an item."""
    entry = fields.mapping(raw, path, ("kind", "days", "unit", *PROVENANCE_KEYS))
    kind = fields.choice(entry.get("kind"), (*path, "kind"), DAYS, "statutory")
    unit = fields.choice(entry.get("unit"), (*path, "unit"), UNITS, "workday")
    basis = fields.text(entry.get("basis"), (*path, "basis"))
    days = fields.days(entry.get("days"), (*path, "days"))
    return ItemLimit(kind, days, unit, basis, read_status(fields, entry, path))


def read_pause(fields: FieldReader, raw: Any, path: NodePath) -> ItemPause:
    """Time an item stands still."""
    entry = fields.mapping(raw, path, ("days", "unit", "zh", "en"))
    days = fields.days(entry.get("days"), (*path, "days"))
    unit = fields.choice(entry.get("unit"), (*path, "unit"), UNITS, "workday")
    zh, en = read_texts(fields, entry, path, "zh", "en")
    return ItemPause(days or 0, unit, zh, en)


def read_permission(fields: FieldReader, raw: Any, path: NodePath) -> Permission:
    """Yes, no or unknown; or that with its conditions, days and source."""
    if raw is None:
        return Permission()
    if not isinstance(raw, Mapping):
        return Permission(fields.choice(raw, path, POSSIBLE, "unknown"))
    entry = fields.mapping(raw, path, ("possible", "zh", "en", "days", "unit", *PROVENANCE_KEYS))
    zh, en, basis = read_texts(fields, entry, path, "zh", "en", "basis")
    return Permission(
        fields.choice(entry.get("possible"), (*path, "possible"), POSSIBLE, "unknown"),
        zh,
        en,
        fields.days(entry.get("days"), (*path, "days")),
        fields.choice(entry.get("unit"), (*path, "unit"), UNITS, "workday"),
        basis,
        read_status(fields, entry, path),
    )


def read_validity(fields: FieldReader, raw: Any, path: NodePath) -> Validity | None:
    """How long a decision is held while what it is for has not begun; None when nothing is written."""
    if raw is None:
        return None
    entry = fields.mapping(raw, path, VALIDITY_KEYS, "{months: 24, begin: [G1]}")
    months, times, each = (
        fields.count(entry.get(key), (*path, key)) for key in ("months", "extensions", "extension_months")
    )
    begin = tuple(
        dict.fromkeys(fields.text(name, where) for where, name in fields.each(entry.get("begin"), (*path, "begin")))
    )
    if not begin:
        fields.wrong("missing_key", path, "begin")
    if bool(times) != bool(each):
        fields.wrong("extension_in_part", path, "extensions" if times else "extension_months")
    basis = fields.text(entry.get("basis"), (*path, "basis"))
    return Validity(months, begin, times or 0, each or 0, basis, read_status(fields, entry, path))


def read_materials(fields: FieldReader, raw: Any, path: NodePath) -> tuple[Material, ...]:
    """The papers an item wants."""
    found = []
    for where, element in fields.each(raw, path, "[{zh: …, part: main}]"):
        entry = fields.mapping(element, where, ("id", "zh", "en", "part", *PROVENANCE_KEYS))
        id, zh, en, basis = read_texts(fields, entry, where, "id", "zh", "en", "basis")
        part = fields.choice(entry.get("part"), (*where, "part"), PARTS, "unknown")
        found.append(Material(id or zh, zh, en, part, basis, read_status(fields, entry, where)))
    return tuple(found)


def read_texts(fields: FieldReader, entry: Mapping[str, object], path: NodePath, *keys: str) -> list[str]:
    """Texts of several keys, in their order."""
    return [fields.text(entry.get(key), (*path, key)) for key in keys]


def read_status(fields: FieldReader, entry: Mapping[str, object], path: NodePath) -> str:
    """How sure a figure is; unknown unless said."""
    return fields.choice(entry.get("status"), (*path, "status"), STATUSES, "unknown")
