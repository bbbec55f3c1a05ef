"""Policies: numbers and lists set by somebody, each in a file of its own, dated and cited.

``value("chain/nearby_radius", date(2023, 12, 31))`` is the value in force on that day. No such number stands in
the code. ``None`` means repealed or not known; the policy's ``status`` says which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from liantu.model.problems import NoPolicy

_FOLDER = Path(__file__).parent / "policies"
#: The reader in C, where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STATUSES = ("confirmed", "default", "unknown")


@dataclass(frozen=True)
class Policy:
    """One policy with all values it has had; ``applies_to`` and ``statuses`` are as its file gives them."""

    name: str
    zh: str
    en: str
    unit: str | None
    status: str
    values: tuple[tuple[date, Any], ...]
    reference: Mapping[str, str | None]
    note: str
    applies_to: Mapping[str, str | Sequence[str]]
    statuses: Mapping[str, str]

    def value_on(self, day: date) -> Any:
        """The value in force on a day; NoPolicy (a LookupError) before the first."""
        in_force = [value for start, value in self.values if start <= day]
        if not in_force:
            raise NoPolicy(f"policy {self.name} has no value on {day}")
        return in_force[-1]


def list_policies() -> list[str]:
    """All policies, as paths without the ending.

    >>> "chain/nearby_radius" in list_policies()
    True
    """
    return list(_list_names())


@cache
def _list_names() -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(_FOLDER).with_suffix("").as_posix() for path in _FOLDER.rglob("*.yaml")))


@cache
def read_policy(name: str) -> Policy:
    """The policy of that name; LookupError when there is none."""
    path = (_FOLDER / f"{name}.yaml").resolve()
    if not path.is_relative_to(_FOLDER.resolve()) or not path.is_file():
        raise LookupError(f"there is no policy called {name}")
    document = yaml.load(path.read_text(encoding="utf-8"), _LOADER)
    if document["status"] not in STATUSES:
        raise ValueError(f"policy {name}: the status is one of {', '.join(STATUSES)}")
    return Policy(
        name=name,
        zh=document["title"]["zh"],
        en=document["title"]["en"],
        unit=document["unit"],
        status=document["status"],
        values=tuple(sorted(((row["from"], row["value"]) for row in document["values"]), key=lambda row: row[0])),
        reference=document["reference"],
        note=document.get("note", ""),
        applies_to=document.get("applies_to", {}),
        statuses=document.get("statuses", {}),
    )


def read_policy_value(name: str, day: date) -> Any:
    """The value of a policy in force on a day.

    >>> read_policy_value("chain/value_bands", date(2023, 12, 31))
    [10, 30, 100]
    """
    return read_policy(name).value_on(day)
