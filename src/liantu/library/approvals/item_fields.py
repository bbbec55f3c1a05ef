"""The parts of an item that are figures or papers: limits, pauses, promise and gaps, materials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liantu.library.approvals.graph import DAYS, STATUSES, UNITS, ItemLimit, ItemPause, Material, Permission
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.marked_yaml import At

SAID = ("basis", "status")
POSSIBLE = ("yes", "no", "unknown")
PARTS = ("main", "secondary", "unknown")


def read_limit(fields: FieldReader, given: Any, at: At) -> ItemLimit:
    """Other days of an item."""
    said = fields.mapping(given, at, ("kind", "days", "unit", *SAID))
    kind = fields.choice(said.get("kind"), (*at, "kind"), DAYS, "statutory")
    unit = fields.choice(said.get("unit"), (*at, "unit"), UNITS, "workday")
    basis = fields.text(said.get("basis"), (*at, "basis"))
    return ItemLimit(kind, fields.days(said.get("days"), (*at, "days")), unit, basis, read_status(fields, said, at))


def read_pause(fields: FieldReader, given: Any, at: At) -> ItemPause:
    """Time an item stands still."""
    said = fields.mapping(given, at, ("days", "unit", "zh", "en"))
    days = fields.days(said.get("days"), (*at, "days"))
    unit = fields.choice(said.get("unit"), (*at, "unit"), UNITS, "workday")
    zh, en = read_texts(fields, said, at, "zh", "en")
    return ItemPause(days or 0, unit, zh, en)


def read_permission(fields: FieldReader, given: Any, at: At) -> Permission:
    """Yes, no or unknown; or that with its conditions, days and source."""
    if given is None:
        return Permission()
    if not isinstance(given, Mapping):
        return Permission(fields.choice(given, at, POSSIBLE, "unknown"))
    said = fields.mapping(given, at, ("possible", "zh", "en", "days", "unit", *SAID))
    zh, en, basis = read_texts(fields, said, at, "zh", "en", "basis")
    return Permission(
        fields.choice(said.get("possible"), (*at, "possible"), POSSIBLE, "unknown"),
        zh,
        en,
        fields.days(said.get("days"), (*at, "days")),
        fields.choice(said.get("unit"), (*at, "unit"), UNITS, "workday"),
        basis,
        read_status(fields, said, at),
    )


def read_materials(fields: FieldReader, given: Any, at: At) -> tuple[Material, ...]:
    """The papers an item wants."""
    found = []
    for where, one in fields.each(given, at, "[{zh: …, part: main}]"):
        said = fields.mapping(one, where, ("id", "zh", "en", "part", *SAID))
        id, zh, en, basis = read_texts(fields, said, where, "id", "zh", "en", "basis")
        part = fields.choice(said.get("part"), (*where, "part"), PARTS, "unknown")
        found.append(Material(id or zh, zh, en, part, basis, read_status(fields, said, where)))
    return tuple(found)


def read_texts(fields: FieldReader, said: Mapping[str, object], at: At, *keys: str) -> list[str]:
    """Texts of several keys, in their order."""
    return [fields.text(said.get(key), (*at, key)) for key in keys]


def read_status(fields: FieldReader, said: Mapping[str, object], at: At) -> str:
    """How sure a figure is; unknown unless said."""
    return fields.choice(said.get("status"), (*at, "status"), STATUSES, "unknown")
