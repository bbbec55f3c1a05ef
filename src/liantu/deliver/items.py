"""What a case needs to know of the item graph; filled from the graph's file by whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Prerequisite:
    """An item that comes before; of the kinds legal, reuse, start_gate, recommended only legal bars a decision."""

    item: str
    kind: str = "legal"


@dataclass(frozen=True)
class Material:
    """A material of an item; only a secondary one may be supplied later."""

    id: str
    zh: str = ""
    en: str = ""
    main: bool = True


@dataclass(frozen=True)
class Item:
    """An item of the approval graph, as far as a case depends on it.

    ``days`` is None where the limit is not known; ``promise`` and ``gaps`` say whether it may be decided on a promise
    and accepted with secondary materials missing.
    """

    id: str
    zh: str = ""
    en: str = ""
    authority: str = ""
    days: int | None = None
    unit: str = "workday"
    after: tuple[Prerequisite, ...] = ()
    promise: bool = False
    gaps: bool = False
    materials: tuple[Material, ...] = ()

    @property
    def legal(self) -> tuple[str, ...]:
        """The items that must be decided first."""
        return tuple(before.item for before in self.after if before.kind == "legal")


Items = Mapping[str, Item]
"""The items of one version of a graph that apply, by id; a prerequisite that is not among them does not apply."""

Versions = Mapping[tuple[str, str], Items]
"""Items by graph and version."""


def difference(before: Item | None, after: Item | None) -> list[tuple[str, object, object]]:
    """What differs between two versions of an item: field, before, after; an item that is not there has None."""
    if before is None or after is None:
        return [] if before is after else [("item", before and before.id, after and after.id)]
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(Item))
    return [(name, one, other) for name, one, other in pairs if one != other]
