"""Rules as decision tables: for every combination of answers exactly one rule of an item holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from liantu.library.approvals.graph import Item, ItemRule, Question
from liantu.library.approvals.graph_fields import FieldReader, read_word
from liantu.library.marked_yaml import NodePath
from liantu.model.nearest import suggest_nearest


def check_answers(
    fields: FieldReader, raw: Mapping[str, object], path: NodePath, questions: Mapping[str, Question]
) -> dict[str, tuple[str, ...]]:
    """The choices of each question; unknown questions and choices are noted and left out."""
    found = {}
    for name, written in raw.items():
        if name not in questions:
            fields.wrong("unknown_question", (*path, name), name, nearest=suggest_nearest(name, questions))
            continue
        choices = questions[name].choices
        named = [(where, read_word(element)) for where, element in fields.each(written, (*path, name))]
        for where, choice in named:
            if choice not in choices:
                fields.wrong("not_a_choice", where, choice, choices=", ".join(choices))
        found[name] = tuple(choice for _, choice in named if choice in choices)
    return found


def check_rules(fields: FieldReader, items: Mapping[str, Item], questions: Mapping[str, Question]) -> None:
    """Note each two rules of an item that hold together, and for each item one combination without a rule."""
    for item in items.values():
        path = ("items", item.id, "rules")
        if not item.rules or fields.found_under(path):
            continue
        for rule, other in combinations(item.rules, 2):
            both = find_overlap(rule, other, questions)
            if both is not None:
                fields.wrong("rule_overlap", path, _format_answers(both), one=rule.id, other=other.id)
        missing = find_uncovered_answers(item.rules, questions)
        if missing is not None:
            fields.wrong("rule_gap", path, _format_answers(missing), item=item.id)


def find_overlap(rule: ItemRule, other: ItemRule, questions: Mapping[str, Question]) -> dict[str, str] | None:
    """Answers under which both rules hold, or None when there are none."""
    found = {}
    for name in dict.fromkeys([*rule.when, *other.when]):
        allowed = [c for c in questions[name].choices if _is_met(rule, name, c) and _is_met(other, name, c)]
        if not allowed:
            return None
        found[name] = allowed[0]
    return found


def find_uncovered_answers(rules: Sequence[ItemRule], questions: Mapping[str, Question]) -> dict[str, str] | None:
    """Answers under which no rule holds, or None when there are none.

    >>> fire = Question("fire", {"special": {}, "other": {}})
    >>> find_uncovered_answers([ItemRule("r", {"fire": ("special",)}, True)], {"fire": fire})
    {'fire': 'other'}
    """
    if not rules:
        return {}
    narrow = ((name, choices) for rule in rules for name, choices in rule.when.items())
    name = next((name for name, choices in narrow if len(choices) < len(questions[name].choices)), "")
    if not name or any(_always(rule, questions) for rule in rules):
        return None
    for choice in questions[name].choices:
        remaining = [_drop_question(rule, name) for rule in rules if _is_met(rule, name, choice)]
        missing = find_uncovered_answers(remaining, questions)
        if missing is not None:
            return {name: choice, **missing}
    return None


def _is_met(rule: ItemRule, name: str, choice: str) -> bool:
    return name not in rule.when or choice in rule.when[name]


def _always(rule: ItemRule, questions: Mapping[str, Question]) -> bool:
    return all(len(choices) == len(questions[name].choices) for name, choices in rule.when.items())


def _drop_question(rule: ItemRule, name: str) -> ItemRule:
    return ItemRule(rule.id, {other: choices for other, choices in rule.when.items() if other != name}, rule.applies)


def _format_answers(answers: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={choice}" for name, choice in answers.items())
