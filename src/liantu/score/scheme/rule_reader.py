"""The rules of a scheme's file beside its groups: classes, points, cutting, moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from liantu.score.scheme.grading_rules import (
    CUTS,
    EFFECTS,
    ROUNDINGS,
    TIES,
    TREATMENTS,
    Cutting,
    FirmClass,
    GradeAdjustment,
    GradeLine,
    GradingStage,
    PointRule,
)
from liantu.score.scheme.indicators import Indicator, ReturnField
from liantu.score.scheme.node import Node

_STATES = ("missing", "zero")
_CUT = ("rule", "counts", "rounding", "boundary", "ties", "tie_break", "within", "per")


def read_cutting(scheme: Node, indicators: Mapping[str, Indicator]) -> Cutting:
    """The scheme's cutting; told when there is none."""
    found: Cutting | None = scheme.under("cutting", lambda part: parse_cutting(part, indicators))
    if found is None:
        scheme.wrong("scheme_missing_part", "cutting", "cutting")
    return found or Cutting(None)


def parse_cutting(node: Node, indicators: Mapping[str, Indicator]) -> Cutting:
    """A cutting; shares above 100 %, lines out of order and grades that stand twice are told."""
    rule = node.choice("rule", CUTS, "") or None
    if rule is None and node.status("rule") != "unknown":
        node.wrong("scheme_missing_part", "rule", "rule")
    unknown: dict[str, None] = {}
    grades = tuple(_line(one, unknown) for one in node.each("grades"))
    stages = tuple(_stage(one, indicators, unknown) for one in node.each("stages"))
    made = Cutting(
        rule=rule,
        grades=grades,
        stages=stages,
        counts=node.choice("counts", ("each", "cumulative"), "cumulative"),
        rounding=node.choice("rounding", ROUNDINGS, "floor"),
        boundary=node.choice("boundary", ("inclusive", "exclusive"), "inclusive"),
        ties=node.choice("ties", TIES, "better"),
        tie_break=node.names("tie_break", indicators, "scheme_unknown_indicator"),
        within=node.choice("within", ("group", "all"), "group"),
        per=node.choice("per", ("park", "industry"), "") or None,
        cited=node.cited,
        parts=node.cited_of(*_CUT),
    )
    made = replace(made, open=tuple(dict.fromkeys((*node.open(), *unknown))))
    _check(node, made)
    return made


def _check(node: Node, cutting: Cutting) -> None:
    names = [line.grade for line in cutting.grades]
    for twice in sorted({one for one in names if names.count(one) > 1}):
        node.wrong("scheme_twice", twice, "grades")
    shares = [line.share for line in cutting.grades if line.share is not None]
    shares += [stage.share for stage in cutting.stages]
    if sum(shares) > 100 + 1e-9:
        node.wrong("scheme_shares", f"{sum(shares):g}", "grades")
    if any(share < 0 for share in shares):
        node.wrong("scheme_below_zero", f"{min(shares):g}", "grades")
    known, last = cutting.grades[:-1], cutting.grades[-1:]
    for rule, key in (("shares", "share"), ("scores", "score")):
        if cutting.rule and cutting.rule != rule and any(getattr(line, key) is not None for line in cutting.grades):
            node.wrong("scheme_idle", cutting.rule, f"grades.{key}")
    if cutting.open:  # what is missing is asked for
        return
    if cutting.rule == "shares":
        if any(line.share is None for line in known):
            node.wrong("scheme_missing_part", "share", "grades")
        if last and last[0].share is not None and sum(shares) < 100 - 1e-9:
            node.wrong("scheme_shares_short", f"{sum(shares):g}", "grades")
    if cutting.rule == "scores":
        scores = [line.score for line in known]
        if any(score is None for score in scores) or (last and last[0].score is not None):
            node.wrong("scheme_missing_part", "score", "grades")
        elif scores != sorted(scores, key=lambda score: -(score or 0)):
            node.wrong("scheme_lines_order", ", ".join(f"{score:g}" for score in scores), "grades")
    if cutting.rule == "stages":
        if not cutting.stages:
            node.wrong("scheme_missing_part", "stages", "stages")
        for stage in cutting.stages:
            node.known("stages", stage.grade, names, "scheme_unknown_grade")
        if len(names) != len(cutting.stages) + 1:
            node.wrong("scheme_stage_rest", ", ".join(names), "grades")
    if cutting.rule and len(names) < 2:
        node.wrong("scheme_missing_part", "grades", "grades")


def _line(node: Node, unknown: dict[str, None]) -> GradeLine:
    grade = node.text("grade", required=True)
    zh = node.text("zh")
    made = GradeLine(
        grade=grade,
        zh=zh,
        en=node.text("en") or zh,
        share=node.number("share"),
        score=node.number("score"),
        rounding=_rounding(node),
        cited=node.cited,
        parts=node.cited_of("share", "score", "rounding"),
    )
    unknown.update(dict.fromkeys(node.open("grade", "zh", "en")))
    node.close()
    return made


def _stage(node: Node, indicators: Mapping[str, Indicator], unknown: dict[str, None]) -> GradingStage:
    by = node.names("by", indicators, "scheme_unknown_indicator")
    if not by and node.status("by") != "unknown":
        node.wrong("scheme_missing_part", "by", "by")
    made = GradingStage(
        grade=node.text("grade", required=True),
        share=node.amount("share", 0.0),
        end=node.choice("from", ("best", "worst"), "best"),
        among=node.amount("among", 100.0),
        by=by,
        rounding=_rounding(node),
        cited=node.cited,
        parts=node.cited_of("share", "from", "among", "by", "rounding"),
    )
    unknown.update(dict.fromkeys(node.open("grade")))
    node.close()
    for key in ("share", "among"):
        node.at_least(key, getattr(made, key))
        if getattr(made, key) > 100:
            node.wrong("scheme_kind", f"{getattr(made, key):g}", key, wanted="0–100")
    return made


def _rounding(node: Node) -> str | None:
    return node.choice("rounding", ROUNDINGS, "") or None


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
        industries=node.texts("industries"),
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
    if made.open:  # what is missing is asked for
        return made
    if effect not in ("up", "down") and grade is None:
        node.wrong("scheme_missing_part", "grade", "grade")
    lines = [line for line in (made.below, made.above) if line is not None]
    if (made.fact is None) == (indicator is None) or bool(indicator) != (len(lines) == 1):
        node.wrong("scheme_one_condition", made.id, "", wanted="fact; indicator + below; indicator + above")
    return made
