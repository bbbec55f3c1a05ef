"""The rules of a scheme's file beside its groups and its cutting: classes, points, moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from liantu.score.scheme.grading_rules import EFFECTS, TREATMENTS, FirmClass, GradeAdjustment, PointRule
from liantu.score.scheme.indicators import Indicator, ReturnField
from liantu.score.scheme.industry_reader import read_industries
from liantu.score.scheme.node import Node

_STATES = ("missing", "zero")


def read_classes(scheme: Node, grades: Sequence[str]) -> tuple[FirmClass, ...]:
    """Classes that are not graded or not evaluated."""
    return tuple(_class(node, grades) for node in scheme.each("classes"))


def _class(node: Node, grades: Sequence[str]) -> FirmClass:
    zh = node.text("zh", required=True)
    grade = node.text("grade") or None
    if grade and grades:
        node.known("grade", grade, grades, "scheme_unknown_grade")
    made = FirmClass(
        id=node.text("id", required=True),
        zh=zh,
        en=node.text("en") or zh,
        treatment=node.choice("treatment", TREATMENTS[1:], "not_graded"),
        grade=grade,
        industries=read_industries(node),
        facts=node.texts("facts"),
        years=node.number("years"),
        since=node.texts("since"),
        cited=node.cited,
        parts=node.cited_of("treatment", "grade", "industries", "facts", "years", "since"),
    )
    made = replace(made, open=node.cited.status == "unknown" or bool(node.open("id", "zh", "en")))
    node.close()
    node.at_least("years", made.years)
    if made.open:  # what is missing is asked for
        return made
    if (made.years is None) != (not made.since):
        lacks = "years" if made.since else "since"
        node.wrong("scheme_grace", made.id, lacks, missing=lacks)
    if not (made.industries or made.facts or made.since):
        node.wrong("scheme_missing_part", "industries, facts, since", "")
    return made


def read_points(scheme: Node, fields: Mapping[str, ReturnField], groups: Sequence[str]) -> tuple[PointRule, ...]:
    """Points added or deducted."""
    return tuple(_points(node, fields, groups) for node in scheme.each("points"))


def _points(node: Node, fields: Mapping[str, ReturnField], groups: Sequence[str]) -> PointRule:
    zh = node.text("zh", required=True)
    field = node.text("field") or None
    if field:
        node.known("field", field, fields, "scheme_unknown_field")
    states = node.texts("states")
    for state in states:
        node.known("states", state, _STATES, "scheme_choice")
    made = PointRule(
        id=node.text("id", required=True),
        zh=zh,
        en=node.text("en") or zh,
        points=node.number("points"),
        fact=node.text("fact") or None,
        field=field,
        states=states,
        groups=node.names("groups", groups, "scheme_unknown_group"),
        cited=node.cited,
        parts=node.cited_of("points", "fact", "field", "groups"),
    )
    made = replace(made, open=node.cited.status == "unknown" or bool(node.open("id", "zh", "en")))
    node.close()
    if not made.open:
        if made.points is None:
            node.wrong("scheme_missing_part", "points", "points")
        if (made.fact is None) == (field is None) or bool(field) != bool(states):
            node.wrong("scheme_one_condition", made.id, "", wanted="fact; field + states")
    return made


def read_moves(
    scheme: Node, indicators: Mapping[str, Indicator], grades: Sequence[str], groups: Sequence[str]
) -> tuple[GradeAdjustment, ...]:
    """Moves after ranking, in order."""
    return tuple(_move(node, indicators, grades, groups) for node in scheme.each("moves"))


def _move(
    node: Node, indicators: Mapping[str, Indicator], grades: Sequence[str], groups: Sequence[str]
) -> GradeAdjustment:
    zh = node.text("zh", required=True)
    effect = node.choice("effect", EFFECTS, "to")
    grade = node.text("grade") or None
    if grade and grades:
        node.known("grade", grade, grades, "scheme_unknown_grade")
    indicator = node.text("indicator") or None
    if indicator:
        node.known("indicator", indicator, indicators, "scheme_unknown_indicator")
    made = GradeAdjustment(
        id=node.text("id", required=True),
        zh=zh,
        en=node.text("en") or zh,
        effect=effect,
        grade=grade,
        steps=1 if (steps := node.whole("steps")) is None else steps,
        fact=node.text("fact") or None,
        indicator=indicator,
        below=node.number("below"),
        above=node.number("above"),
        groups=node.names("groups", groups, "scheme_unknown_group"),
        cited=node.cited,
        parts=node.cited_of("effect", "grade", "steps", "fact", "indicator", "below", "above", "groups"),
    )
    made = replace(made, open=node.cited.status == "unknown" or bool(node.open("id", "zh", "en")))
    node.close()
    node.at_least("steps", made.steps, 1)
    if not made.open:  # what is missing is asked for
        _check_move(node, made)
    return made


def _check_move(node: Node, move: GradeAdjustment) -> None:
    """A move names a grade or steps, and one condition."""
    if move.effect not in ("up", "down") and move.grade is None:
        node.wrong("scheme_missing_part", "grade", "grade")
    lines = [line for line in (move.below, move.above) if line is not None]
    if (move.fact is None) == (move.indicator is None) or bool(move.indicator) != (len(lines) == 1):
        node.wrong("scheme_one_condition", move.id, "", wanted="fact; indicator + below; indicator + above")
