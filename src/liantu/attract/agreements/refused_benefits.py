"""Which benefits no clause may promise on a day, and where that stands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from liantu.attract.agreements.clause_checks import POLICY
from liantu.library.policy import read_policy

#: The rule in force by date.
_RULE = "attract/refused_benefits_rule"


class RefusedBenefits(NamedTuple):
    """``kinds`` are the keys of the policy; ``zh`` and ``en`` name the rule of the day, None where it is not known;
    ``status`` says whether it was read at the issuer.
    """

    kinds: tuple[str, ...]
    zh: str | None
    en: str | None
    clause: str | None
    status: str


def read_refused_benefits(as_of: date) -> RefusedBenefits:
    """The benefits that are not offered on a day, with the rule of that day that forbids them."""
    kinds = tuple(read_policy(POLICY).value_on(as_of) or ())
    policy = read_policy(_RULE)
    rule = policy.value_on(as_of) or {}
    return RefusedBenefits(kinds, rule.get("zh"), rule.get("en"), rule.get("clause"), policy.status)
