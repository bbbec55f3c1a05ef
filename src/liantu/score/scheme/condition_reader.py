"""The conditions of a rule in a scheme's file: a list of which all hold, or any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from liantu.score.scheme.conditions import Condition, Conditions
from liantu.score.scheme.node import Node

#: How a field that nobody filled in with an amount above zero may stand.
STATES = ("missing", "zero")


@dataclass(frozen=True)
class KnownNames:
    """What conditions may name; grades are those of the scheme."""

    fields: Iterable[str]
    indicators: Iterable[str]
    grades: Iterable[str]


def read_conditions(node: Node, names: KnownNames, *, after_cut: bool = False) -> Conditions | None:
    """What stands under ``all_of`` or ``any_of``, or None. Grades of the year itself are known ``after_cut`` only."""
    keys = [key for key in ("all_of", "any_of") if node.mapping.get(key) is not None]
    if len(keys) > 1:
        node.wrong("scheme_one_condition", ", ".join(keys), keys[1], wanted="all_of; any_of")
    needs_all = tuple(_read_condition(part, names, after_cut) for part in node.each("all_of"))
    needs_any = tuple(_read_condition(part, names, after_cut) for part in node.each("any_of"))
    if keys and len(needs_all or needs_any) < 2:
        node.wrong("scheme_two_conditions", keys[0], keys[0])
    return Conditions(needs_all or needs_any, bool(needs_all)) if keys else None


def _read_condition(node: Node, names: KnownNames, after_cut: bool) -> Condition:
    years = node.whole("years")
    made = Condition(
        fact=node.text("fact") or None,
        field=_read_name(node, "field", names.fields, "scheme_unknown_field"),
        states=node.texts("states"),
        indicator=_read_name(node, "indicator", names.indicators, "scheme_unknown_indicator"),
        below=node.number("below"),
        above=node.number("above"),
        at_least=node.number("at_least"),
        at_most=node.number("at_most"),
        grades=node.names("grades", names.grades, "scheme_unknown_grade") if names.grades else node.texts("grades"),
        years=1 if years is None else years,
    )
    for state in made.states:
        node.known("states", state, STATES, "scheme_choice")
    node.close()
    _check_condition(node, made, after_cut)
    return made


def _read_name(node: Node, key: str, known: Iterable[str], code: str) -> str | None:
    name = node.text(key) or None
    if name:
        node.known(key, name, known, code)
    return name


def _check_condition(node: Node, made: Condition, after_cut: bool) -> None:
    """It asks one thing, with what belongs to it."""
    kinds = [bool(made.fact), bool(made.field), bool(made.indicator), bool(made.grades)]
    limited = bool(made.field or made.indicator)
    sized = bool(made.bounds) != bool(made.states) if made.field else bool(made.bounds) and not made.states
    if sum(kinds) != 1 or (limited and not sized) or (not limited and bool(made.bounds or made.states)):
        choices = "fact; field + states; field + below, above, at_least, at_most; indicator + …; grades + years"
        node.wrong("scheme_one_condition", next(iter(node.mapping.values()), ""), "", wanted=choices)
    if not made.grades and node.mapping.get("years") is not None:
        node.wrong("scheme_idle", "years", "years")
    node.at_least("years", float(made.years), 0 if after_cut else 1)
