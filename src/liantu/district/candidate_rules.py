"""What the policy says of the factors of candidates, as it is handed to the engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from liantu.attract.candidates.factors import FactorRules
    from liantu.attract.candidates.register_evidence import RegisterRules


class CandidateRules(NamedTuple):
    """Strength by kind of evidence, what matches of a register count for, what a broader or narrower product counts
    for, and the rules of the factors."""

    making: dict[str, float]
    register: RegisterRules
    related: dict[str, float]
    factors: FactorRules


def read_candidate_rules(day: date) -> CandidateRules:
    """The rules in force on a day."""
    from liantu.attract.candidates.factors import FactorRules
    from liantu.attract.candidates.register_evidence import RegisterRules
    from liantu.library.policy import read_policy_value

    stated = read_policy_value("attract/candidate_factors", day)
    numbers = {name: _read_numbers(stated[name]) for name in ("weights", "making", "role", "related")}
    steps = {name: _read_steps(stated[name]) for name in ("capital", "staff", "class", "links")}
    titles = [(str(word), float(value)) for word, value in stated["title"]]
    factors = FactorRules(numbers["weights"], steps["capital"], steps["staff"], steps["class"], titles, steps["links"])
    ended, ends = ([*map(str, stated[name])] for name in ("ended", "ends"))
    register = RegisterRules(numbers["role"], ended, int(stated["class_digits"]), float(stated["longer"]), ends)
    return CandidateRules(numbers["making"], register, numbers["related"], factors)


def _read_numbers(stated: dict[str, float]) -> dict[str, float]:
    return {str(name): float(number) for name, number in stated.items()}


def _read_steps(stated: list[list[float]]) -> list[tuple[float, float]]:
    return [(float(least), float(value)) for least, value in stated]
