"""What a rule asks of a firm: a fact, a field, an indicator, grades of years before; several by all or any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Condition:
    """One thing asked of a firm, the others None.

    A ``fact`` with evidence; a ``field`` in some ``states`` or an amount within bounds (``below`` and ``above`` without
    the bound itself, ``at_least`` and ``at_most`` with it); an ``indicator`` within bounds; one of some ``grades`` in
    each of so many ``years`` before, or, with no years before (0), by the cut of the year.
    """

    fact: str | None = None
    field: str | None = None
    states: tuple[str, ...] = ()
    indicator: str | None = None
    below: float | None = None
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    grades: tuple[str, ...] = ()
    years: int = 0

    @property
    def bounds(self) -> tuple[tuple[str, float], ...]:
        """The bounds that are set, each with its sign."""
        signs = (("<", self.below), (">", self.above), ("≥", self.at_least), ("≤", self.at_most))
        return tuple((sign, bound) for sign, bound in signs if bound is not None)


@dataclass(frozen=True)
class Conditions:
    """Several conditions, of which all hold or any."""

    each: tuple[Condition, ...]
    needs_all: bool


class ConditionalRule(Protocol):
    """A rule that asks one thing of a firm, or several."""

    @property
    def fact(self) -> str | None:
        """The fact that it asks for by itself."""

    @property
    def several(self) -> Conditions | None:
        """What it asks for instead."""


def list_conditions(rule: ConditionalRule) -> tuple[Condition, ...]:
    """The conditions of a rule that asks several things."""
    return rule.several.each if rule.several else ()


def list_facts(rule: ConditionalRule) -> tuple[str, ...]:
    """The facts that a rule asks for."""
    facts = (rule.fact, *(condition.fact for condition in list_conditions(rule)))
    return tuple(dict.fromkeys(fact for fact in facts if fact))
