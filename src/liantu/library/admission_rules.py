"""Which clauses on admission hold where a district lies, by the basins and the province it says it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liantu.library.basins import find_basins
from liantu.library.policy import Policy, list_policies, read_policy


@dataclass(frozen=True)
class RiverRule:
    """No chemical project near the banks of a basin's rivers; a ``limit`` (km) of None is drawn case by case."""

    limit: float | None
    classes: tuple[str, ...]
    clause: str
    #: Whether it was read at the issuer; else every verdict by it is to be verified (待核).
    confirmed: bool = False


@dataclass(frozen=True)
class AdmissionRules:
    """The dated policies in force where the district lies, and the province whose own rules are not shipped."""

    rivers: tuple[RiverRule, ...]
    park_clause: str
    province: str | None = None
    #: Classes of chemicals that, hazardous or not, are to be led into chemical parks.
    park_classes: tuple[str, ...] = ()


def read_admission_rules(about: Mapping[str, object], as_of: date) -> AdmissionRules:
    """The rules in force on a day; ``about`` is the district's own description (``region``, ``basins``)."""
    province = str(about.get("region") or "") or None
    stated = about.get("basins")
    basins = find_basins(province, map(str, stated) if isinstance(stated, list) else ())
    policies = [read_policy(name) for name in list_policies() if name.startswith("admission/")]
    rivers = tuple(
        _read_river(policy, as_of)
        for policy in policies
        if policy.applies_to.get("basin") in basins and policy.values[0][0] <= as_of
    )
    park = read_policy("admission/hazardous_in_chemical_park")
    return AdmissionRules(rivers, _clause(park), province, tuple(park.applies_to["gbt4754"]))


def _read_river(policy: Policy, as_of: date) -> RiverRule:
    classes, is_read = tuple(policy.applies_to["gbt4754"]), policy.status == "confirmed"
    return RiverRule(policy.value_on(as_of), classes, _clause(policy), is_read)


def _clause(policy: Policy) -> str:
    return " ".join(filter(None, (policy.reference.get("number"), policy.reference.get("clause"))))
