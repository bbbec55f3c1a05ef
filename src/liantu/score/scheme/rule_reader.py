"""The rules of a scheme's file beside its groups and its cutting: classes, points, moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liantu.score.scheme.condition_reader import STATES, KnownNames, read_conditions
from liantu.score.scheme.grading_rules import EFFECTS, TREATMENTS, FirmClass, GradeAdjustment, PointRule
from liantu.score.scheme.industry_reader import read_industries
from liantu.score.scheme.node import Node
from liantu.score.scheme.point_reader import read_unit


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


def read_points(scheme: Node, names: KnownNames, groups: Sequence[str]) -> tuple[PointRule, ...]:
    """Points added or deducted."""
    return tuple(_points(node, names, groups) for node in scheme.each("points"))


def _check_condition(made: PointRule, node: Node) -> None:
    """A rule says how many points, and under what one condition or for each of what."""
    if made.points is None:
        node.wrong("scheme_missing_part", "points", "points")
    conditions = [made.fact is not None, made.field is not None, made.several is not None]
    if sum(conditions) > 1 or not (any(conditions) or made.per) or bool(made.field) != bool(made.states):
        node.wrong("scheme_one_condition", made.id, "", wanted="fact; field + states; all_of; any_of; per")


def _points(node: Node, names: KnownNames, groups: Sequence[str]) -> PointRule:
    zh = node.text("zh", required=True)
    field = node.text("field") or None
    if field:
        node.known("field", field, names.fields, "scheme_unknown_field")
    states = node.texts("states")
    for state in states:
        node.known("states", state, STATES, "scheme_choice")
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
        parts=node.cited_of("points", "fact", "field", "groups", "at_most", "highest_in"),
        several=read_conditions(node, names),
        per=node.under("per", lambda part: read_unit(part, names)),
        at_most=node.number("at_most"),
        highest_in=node.text("highest_in") or None,
    )
    made = replace(made, open=node.cited.status == "unknown" or bool(node.open("id", "zh", "en")))
    node.close()
    if not made.open:
        _check_condition(made, node)
    if made.at_most is not None and not made.per:
        node.wrong("scheme_idle", made.id, "at_most")
    node.at_least("at_most", made.at_most)
    return made


def read_moves(scheme: Node, names: KnownNames, groups: Sequence[str]) -> tuple[GradeAdjustment, ...]:
    """Moves after ranking, in order."""
    return tuple(_move(node, names, groups) for node in scheme.each("moves"))


def _move(node: Node, names: KnownNames, groups: Sequence[str]) -> GradeAdjustment:
    grades = list(names.grades)
    zh = node.text("zh", required=True)
    effect = node.choice("effect", EFFECTS, "to")
    grade = node.text("grade") or None
    if grade and grades:
        node.known("grade", grade, grades, "scheme_unknown_grade")
    indicator = node.text("indicator") or None
    if indicator:
        node.known("indicator", indicator, names.indicators, "scheme_unknown_indicator")
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
        several=read_conditions(node, names, after_cut=True),
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
    conditions = [move.fact is not None, move.indicator is not None, move.several is not None]
    if sum(conditions) != 1 or bool(move.indicator) != (len(lines) == 1):
        choices = "fact; indicator + below; indicator + above; all_of; any_of"
        node.wrong("scheme_one_condition", move.id, "", wanted=choices)
