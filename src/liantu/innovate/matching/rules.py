"""Weights and thresholds of a match, as a dated policy of the library gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from liantu.library.policy import read_policy_value


@dataclass(frozen=True)
class PhraseWeights:
    """How much each part of a phrase says: the head of an object (its last concept) and every property, the concepts
    before the head, each step to a broader concept, a related concept, all text that no concept covers together, all
    pairs of characters of the phrase together, and all its characters together."""

    head: float
    other: float
    step: float
    related: float
    uncovered: float
    whole: float
    letters: float
    alike: float
    guessed: float


@dataclass(frozen=True)
class MatchRules:
    """How much each field says of object and property, what each factor brings or takes, from how many points of a
    hundred
    a result is returned, and how many a need gets. The policy ``innovate/matching`` says what each number is."""

    phrase: PhraseWeights
    object_fields: Mapping[str, float]
    property_fields: Mapping[str, float]
    covered: float
    around: float
    spelled: float
    spelled_known: float
    indicators: float
    object_share: float
    floor: float
    about: float
    opposite: float
    undirected: Sequence[str]
    functions: Mapping[str, float]
    value: float
    method: float
    unknown_value: float
    band: float
    least: float
    count: int


def make_rules(values: Any) -> MatchRules:
    """Of the values of the policy; TypeError where one is missing or not known."""
    unknown = set(values) - {field.name for field in fields(MatchRules)}
    if unknown:
        raise TypeError(f"the policy innovate/matching has values that no rule reads: {', '.join(sorted(unknown))}")
    return MatchRules(**{**values, "phrase": PhraseWeights(**values["phrase"])})


def read_rules(day: date) -> MatchRules:
    """The rules in force on a day."""
    return make_rules(read_policy_value("innovate/matching", day))
