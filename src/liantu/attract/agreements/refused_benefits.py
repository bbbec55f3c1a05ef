"""Which benefits no clause may promise on a day, and where that stands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from liantu.attract.agreements.clause_checks import POLICY
from liantu.library.policy import read_policy


class RefusedBenefits(NamedTuple):
    """``kinds`` are the keys of the policy; ``status`` says whether its reference was read at the issuer."""

    kinds: tuple[str, ...]
    issuer: str | None
    number: str | None
    clause: str | None
    status: str


def read_refused_benefits(as_of: date) -> RefusedBenefits:
    """The benefits that are not offered on a day, with the clause that forbids them."""
    policy = read_policy(POLICY)
    reference = policy.reference
    kinds = tuple(policy.value_on(as_of) or ())
    return RefusedBenefits(kinds, reference["issuer"], reference["number"], reference["clause"], policy.status)
