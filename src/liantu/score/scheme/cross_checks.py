"""What does not fit together in a scheme: names that stand twice, indicators that are looked at and nowhere scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from liantu.score.scheme.grading_rules import BACKFILL, GradeAdjustment, PointRule
from liantu.score.scheme.node import Node
from liantu.score.scheme.scheme import Group, Scheme

#: Names of what an evaluation itself adds to a total.
_RESERVED = ("reweighed", "rounding")


def check_across(node: Node, scheme: Scheme) -> None:
    """Tell what two parts of a scheme say against each other; ``node`` is the whole file."""
    _check_ids(node, scheme)
    _check_grades_of_moves(node, scheme)
    for name in _RESERVED:
        if name in scheme.indicators:
            node.wrong("scheme_taken", name, f"indicators.{name}")
    _check_indicators_of_moves(node, scheme)
    for where, name, group in _list_needed(scheme):
        if name in scheme.indicators and not _may_score(group, name):
            node.wrong("scheme_unscored", name, where)


def _check_ids(node: Node, scheme: Scheme) -> None:
    """An id stands once; what gives points has no name of an indicator."""
    moves = [rule.id for rule in scheme.moves]
    taken = [*scheme.indicators, *_RESERVED]
    _check_twice(node, "points", [rule.id for rule in scheme.points], taken)
    _check_twice(node, "limits", [rule.id for rule in scheme.limits], [*taken, *(rule.id for rule in scheme.points)])
    _check_twice(node, "moves", moves)
    _check_twice(node, "classes", [rule.id for rule in scheme.classes])
    if BACKFILL in moves:
        node.wrong("scheme_taken", BACKFILL, "moves")


def _check_twice(node: Node, key: str, names: list[str], others: list[str] | None = None) -> None:
    taken = [*names, *(others or [])]
    for twice in dict.fromkeys(name for name in names if taken.count(name) > 1):
        node.wrong("scheme_twice", twice, key)


def _check_grades_of_moves(node: Node, scheme: Scheme) -> None:
    """The grade of a move is one of every group it is for."""
    ladders = {group.id: [line.grade for line in scheme.cutting_of(group).grades] for group in scheme.groups}
    for number, move in enumerate(scheme.moves, 1):
        for name in move.groups or ladders:
            if move.grade and ladders.get(name) and move.grade not in ladders[name]:
                node.wrong("scheme_grade_elsewhere", move.grade, f"moves[{number}].grade", group=name)


def _check_indicators_of_moves(node: Node, scheme: Scheme) -> None:
    """The indicators of a rule are scored in one of the groups it is for."""
    looking: dict[str, Sequence[PointRule | GradeAdjustment]] = {"points": scheme.points, "moves": scheme.moves}
    for key, rules in looking.items():
        for number, rule in enumerate(rules, 1):
            for name in rule.indicators:
                if name in scheme.indicators and not any(_may_score(group, name) for group in _groups_of(rule, scheme)):
                    node.wrong("scheme_unscored", name, f"{key}[{number}].indicator")


def _groups_of(move: GradeAdjustment | PointRule, scheme: Scheme) -> Iterator[Group]:
    return (group for group in scheme.groups if not move.groups or group.id in move.groups)


def _list_needed(scheme: Scheme) -> Iterator[tuple[str, str, Group]]:
    """Where in the file, which indicator, of which group: what cuttings look at beside the total."""
    for group in scheme.groups:
        for name in scheme.cutting_of(group).needed:
            yield f"groups.{group.id}.cutting" if group.cutting else "cutting", name, group


def _may_score(group: Group, indicator: str) -> bool:
    """Whether a group scores an indicator, or may: of one without items it is not known."""
    return not group.items or indicator in (item.indicator for item in group.items)
