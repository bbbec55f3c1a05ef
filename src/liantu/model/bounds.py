"""Which figures of a row have an unknown part, and on which side the true one lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

_STATUSES = ("operating", "building", "planned")


@dataclass(frozen=True)
class Bound:
    """A figure as far as it is known: none of it, a least one, a most one, or all of it."""

    value: float | None
    at_least: bool = False
    at_most: bool = False


def read_bound(row: Mapping[str, object], measure: str) -> Bound:
    """A figure of a balance or gaps row. A zero with an unknown part is unknown, never zero.

    >>> row = {"supply": 0.0, "direct": 5.0, "gap": 5.0, "unknown_supply_by": ["a"], "unknown_demand_by": []}
    >>> read_bound(row, "supply").value, read_bound(row, "direct"), read_bound(row, "gap").at_most
    (None, Bound(value=5.0, at_least=False, at_most=False), True)
    >>> read_bound({"direct": 0.0, "gap": 0.0, "unknown_demand_by": ["b"]}, "gap").value is None
    True
    """
    value = cast(float | None, row[measure])
    supply, demand = bool(row.get("unknown_supply_by")), bool(row.get("unknown_demand_by"))
    if measure in ("gap", "gap_typical", "surplus"):
        # Unknown on both sides, a difference is bounded on neither.
        up, down = (supply, demand) if measure == "surplus" else (demand, supply)
        known = row.get("supply") if measure == "surplus" else row.get("direct")
        if up and value == 0 and not known:
            return Bound(None)
        return Bound(value, at_least=up and not down, at_most=down and not up and bool(value))
    statuses = cast(Sequence[str], row.get("unknown_demand_in") or ())
    unknown = {"supply": supply, "nearby": bool(row.get("unknown_nearby_by")), "direct": demand}
    unknown |= {s: s in statuses for s in _STATUSES}
    part = unknown.get(measure, False)
    return Bound(value if value or not part else None, at_least=part and bool(value))


def read_coverage(row: Mapping[str, object]) -> str:
    """How far what is made here covers the known need of a balance row; empty where no amount of it is needed.

    ``covered``, ``partly``, ``unknown`` (made here, amount unknown), ``unstated`` (nobody speaks of a maker here) or
    ``none`` (a document says that nobody here makes it, or what was made stopped).

    >>> row = {"direct": 5.0, "gap": 5.0, "supply": None, "captive": 0.0, "unknown_supply_by": []}
    >>> read_coverage(row), read_coverage({**row, "supply": 0.0}), read_coverage({**row, "unknown_supply_by": ["a"]})
    ('unstated', 'none', 'unknown')
    >>> read_coverage({**row, "supply": 2.0, "gap": 3.0}), read_coverage({**row, "gap": 0.0})
    ('partly', 'covered')
    >>> read_coverage({**row, "direct": 0.0})
    ''
    """
    if not row["direct"]:
        return ""
    if row["gap"] == 0:
        return "covered"
    if row["supply"] or row["captive"]:
        return "partly"
    if row.get("unknown_supply_by"):
        return "unknown"
    return "unstated" if row["supply"] is None else "none"
