"""The terms of an account by measure and status, each group with its sum and its sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.chain.account_factors import OF_A_GAP
from liantu.chain.account_rows import Account, AccountTerm

#: What is added and what is taken away to make a number of several measures.
_OF_A_GAP = {"demand": 1, "supply": -1, "captive": -1}
_SIGNS: Mapping[str, Mapping[str, int]] = {
    **dict.fromkeys(("gap", *OF_A_GAP), _OF_A_GAP),
    "surplus": {"demand": -1, "supply": 1, "captive": 1},
}


@dataclass(frozen=True)
class TermGroup:
    """Terms of one measure and status; ``total`` in the product's unit a year, None when none of them is known.

    ``sign`` is 1 or -1 in a number that is made of several measures, and 0 in one of a single measure.
    """

    measure: str
    status: str
    sign: int
    total: float | None
    terms: Sequence[AccountTerm]


def group_terms(account: Account) -> list[TermGroup]:
    """The terms of an account by measure and status, in the order of their first term."""
    places: dict[tuple[str, str], list[AccountTerm]] = {}
    for term in account["terms"]:
        places.setdefault((term["measure"], term["status"]), []).append(term)
    signs = _SIGNS.get(account["measure"])
    return [
        TermGroup(measure, status, signs.get(measure, 1) if signs else 0, _add_known(terms), terms)
        for (measure, status), terms in places.items()
    ]


def count_unknown_terms(account: Account) -> int:
    """How many terms have no known value, and so are not in the number."""
    return sum(1 for term in account["terms"] if term["value"] is None)


def _add_known(terms: Sequence[AccountTerm]) -> float | None:
    total, known = 0.0, False
    for term in terms:
        if term["value"] is not None:
            total, known = total + term["value"], True
    return total if known else None
