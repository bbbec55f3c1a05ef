"""Clauses on admission that hold for a way of making a product, by date: number, clause, and where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypedDict

from liantu.library.policy import Policy, read_policy

#: Policies on a product that is made of one input.
_OF_INPUT = (
    "admission/gas_to_methanol",
    "admission/gas_to_acetylene",
    "admission/gas_to_ammonia",
    "admission/gas_to_hydrogen",
)
_OF_SIZE = "admission/catalogue_small_plants"
_BENCHMARK = "admission/energy_benchmark"
ANY_INPUT = "any"
_AT_ISSUER = "issuer"


class _Words(TypedDict):
    """The same in both languages."""

    zh: str
    en: str


class _StatedClause(TypedDict):
    """A clause as a policy states it for a day."""

    verdict: str
    act: _Words
    number: str
    clause: _Words
    read_in: str | None
    page: str | None


class RouteClause(NamedTuple):
    """A clause in force: what it says of a product made of an input, below a size (in the product's unit a year; None:
    of any size).
    """

    product: str
    input: str
    below: float | None
    verdict: str
    act_zh: str
    act_en: str
    number: str
    clause_zh: str
    clause_en: str
    #: Where a text of it was read: ``issuer``; ``reprint`` (a reprint, a summary or an analysis); None: recalled.
    read_in: str | None
    #: ``confirmed`` where it was read at the issuer, whose page is recorded; else ``unknown``: to be verified (待核).
    status: str
    page: str | None
    since: date
    policy: str


@dataclass(frozen=True)
class RouteClauses:
    """The clauses in force on a day, and from when the benchmark of energy efficiency counts (None: not yet)."""

    clauses: Sequence[RouteClause]
    benchmark: str | None


def read_route_clauses(as_of: date) -> RouteClauses:
    """The clauses in force on a day, of every route.

    >>> [c.verdict for c in read_route_clauses(date(2023, 12, 31)).clauses if c.product == "methanol"]
    ['forbidden', 'restricted']
    >>> [c.verdict for c in read_route_clauses(date(2024, 8, 1)).clauses if c.product == "methanol"]
    ['restricted', 'restricted']
    """
    found = [clause for name in _OF_INPUT for clause in _read_of_input(read_policy(name), as_of)]
    found += _read_of_size(read_policy(_OF_SIZE), as_of)
    benchmark = read_policy(_BENCHMARK)
    in_force = _start_in_force(benchmark, as_of) is not None
    return RouteClauses(found, str(benchmark.reference["number"]) if in_force else None)


def _start_in_force(policy: Policy, as_of: date) -> date | None:
    return max((start for start, _value in policy.values if start <= as_of), default=None)


def _read_of_input(policy: Policy, as_of: date) -> list[RouteClause]:
    since = _start_in_force(policy, as_of)
    value = policy.value_on(as_of) if since else None
    if value is None or since is None:
        return []
    source = str(policy.applies_to["input"])
    return [_make_clause(policy, value, since, product, source, None) for product in policy.applies_to["products"]]


def _read_of_size(policy: Policy, as_of: date) -> list[RouteClause]:
    since = _start_in_force(policy, as_of)
    value = policy.value_on(as_of) if since else None
    if value is None or since is None:
        return []
    return [
        _make_clause(policy, value, since, product, source, None if limit is None else float(limit))
        for product, limits in value["below"].items()
        for source, limit in limits.items()
    ]


def _make_clause(
    policy: Policy, stated: _StatedClause, since: date, product: str, source: str, below: float | None
) -> RouteClause:
    return RouteClause(
        product=product,
        input=source,
        below=below,
        verdict=stated["verdict"],
        act_zh=stated["act"]["zh"],
        act_en=stated["act"]["en"],
        number=stated["number"],
        clause_zh=stated["clause"]["zh"],
        clause_en=stated["clause"]["en"],
        read_in=stated["read_in"],
        status="confirmed" if stated["read_in"] == _AT_ISSUER and stated["page"] else "unknown",
        page=stated["page"],
        since=since,
        policy=policy.name,
    )
