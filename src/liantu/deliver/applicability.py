"""Which items a project needs, from answers about it, and which rule said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import polars as pl

from liantu.library.approvals import Graph, Item, ItemRule
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

_COLUMNS = {"item": pl.String, "applies": pl.String, "rule": pl.String, "because": pl.String, "open": pl.String}


@dataclass(frozen=True)
class ApplicableGraph:
    """A graph for one project. What does not apply is gone from it; what is not known to apply stays.

    ``table`` has a row an item: ``applies`` (``yes``, ``no``, ``unknown``), the ``rule`` that fired, the answers
    ``because`` of which it did, and the questions still ``open``.
    """

    graph: Graph
    table: pl.DataFrame


def select_applicable(graph: Graph, answers: Mapping[str, str]) -> ApplicableGraph:
    """The items that apply under the answers. Raises Problems when an answer or its question is unknown.

    A question without an answer leaves its items in: an unknown permission is never dropped.
    """
    _check(graph, answers)
    rows: list[tuple[str, ...]] = []
    applicable: dict[str, Item] = {}
    for item in graph.items.values():
        applies, rule, changes, questions = _decide(item, answers)
        because = ", ".join(f"{name}={answers[name]}" for name in questions if name in answers)
        waiting = ", ".join(name for name in questions if name not in answers) if applies == "unknown" else ""
        rows.append((item.id, applies, rule, because, waiting))
        if applies != "no":
            applicable[item.id] = _apply_rule(item, changes)
    table = pl.DataFrame(rows, schema=_COLUMNS, orient="row")
    return ApplicableGraph(_select_items(graph, applicable), table)


def build_binding_graph(graph: Graph, answers: Mapping[str, str]) -> Graph:
    """The graph that the running cases of a project are held to. Every item stands, for there may be a case of it; it
    has the days of its rule, and waits only for what applies. Raises Problems as ``select_applicable`` does."""
    _check(graph, answers)
    found = {item.id: _decide(item, answers) for item in graph.items.values()}
    items = {}
    for item in graph.items.values():
        changed = _apply_rule(item, found[item.id].changes)
        after = tuple(before for before in changed.after if found[before.item].applies != "no")
        items[item.id] = replace(changed, after=after)
    return replace(graph, items=items)


class _Decision(NamedTuple):
    """Whether an item applies, by which rule, what that changes, and which questions were looked at."""

    applies: str
    rule: str = ""
    changes: Mapping[str, Any] = {}
    questions: Sequence[str] = ()


def _decide(item: Item, answers: Mapping[str, str]) -> _Decision:
    """Of an item with a condition by that, else by its rules; an item with neither applies."""
    if item.when is not None:
        return _decide_by_condition(item.id, item.when, answers)
    return _decide_by_rules(item.rules, answers) if item.rules else _Decision("yes")


def _decide_by_condition(item: str, condition: Mapping[str, tuple[str, ...]], answers: Mapping[str, str]) -> _Decision:
    fits = [_fits(name, choices, answers) for name, choices in condition.items()]
    applies = "no" if "no" in fits else "unknown" if "unknown" in fits else "yes"
    return _Decision(applies, f"{item}.when", questions=list(condition))


def _decide_by_rules(rules: Sequence[ItemRule], answers: Mapping[str, str]) -> _Decision:
    possible = [rule for rule in rules if _possible(rule, answers)]
    names = " / ".join(rule.id for rule in possible)
    questions = list(dict.fromkeys(name for rule in possible for name in rule.when))
    if len(possible) == 1:  # the rules leave no gap, so this one will hold whatever is answered further
        (rule,) = possible
        return _Decision("yes" if rule.applies else "no", names, rule.changes, questions)
    applies = "unknown" if any(rule.applies for rule in possible) else "no"
    return _Decision(applies, names, questions=questions)


def _possible(rule: ItemRule, answers: Mapping[str, str]) -> bool:
    return all(_fits(name, choices, answers) != "no" for name, choices in rule.when.items())


def _fits(name: str, choices: tuple[str, ...], answers: Mapping[str, str]) -> str:
    if name not in answers:
        return "unknown"
    return "yes" if answers[name] in choices else "no"


def _apply_rule(item: Item, changes: Mapping[str, Any]) -> Item:
    """An item with what its rule says; a rule's days take the item's own range away."""
    ranged = {"low": changes.get("low"), "high": changes.get("high")} if "days" in changes else {}
    return replace(item, **{**changes, **ranged})


def _select_items(graph: Graph, applicable: Mapping[str, Item]) -> Graph:
    """The graph of some items; a prerequisite that is not among them holds nobody up."""
    items = {
        item.id: replace(item, after=tuple(before for before in item.after if before.item in applicable))
        for item in applicable.values()
    }
    end = tuple(id for id in graph.end if id in items)
    if not end:
        raise Problems([Problem("no_end_left", value=", ".join(graph.end))])
    return replace(graph, items=items, end=end)


def _check(graph: Graph, answers: Mapping[str, str]) -> None:
    problems = []
    for name, choice in answers.items():
        question = graph.questions.get(name)
        if question is None:
            slots = {"nearest": suggest_nearest(name, graph.questions)}
            problems.append(Problem("unknown_question", value=name, slots=slots))
        elif choice not in question.choices:
            slots = {"choices": ", ".join(question.choices)}
            problems.append(Problem("not_a_choice", table=name, value=choice, slots=slots))
    if problems:
        raise Problems(problems)
