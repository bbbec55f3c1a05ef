"""The cutting of a scheme's file: by which rule totals become grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from liantu.score.scheme.cutting_checks import check_cutting
from liantu.score.scheme.grading_rules import CUTS, ROUNDINGS, TIES, Cutting, GradeLine, GradingStage
from liantu.score.scheme.indicators import Indicator
from liantu.score.scheme.industry_reader import read_digits, read_unstated
from liantu.score.scheme.node import Node

_CUT = ("rule", "counts", "rounding", "boundary", "ties", "tie_break", "within", "per", "digits", "unstated")


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
    per = node.choice("per", ("park", "industry"), "")
    grades = tuple(_line(line, unknown) for line in node.each("grades"))
    stages = tuple(_stage(stage, indicators, unknown) for stage in node.each("stages"))
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
        per=per or None,
        digits=read_digits(node, per),
        unstated=read_unstated(node, per),
        cited=node.cited,
        parts=node.cited_of(*_CUT),
    )
    made = replace(made, open=tuple(dict.fromkeys((*node.open(), *unknown))))
    check_cutting(node, made)
    return made


def _line(node: Node, unknown: dict[str, None]) -> GradeLine:
    grade = node.text("grade", required=True)
    zh = node.text("zh")
    made = GradeLine(
        grade=grade,
        zh=zh,
        en=node.text("en") or zh,
        share=node.number("share"),
        score=node.number("score"),
        firms=node.whole("firms"),
        rounding=_rounding(node),
        cited=node.cited,
        parts=node.cited_of("share", "score", "firms", "rounding"),
    )
    unknown.update(dict.fromkeys(node.open("grade", "zh", "en")))
    node.close()
    node.at_least("firms", made.firms)
    if made.firms is not None and (made.share is not None or made.score is not None or made.rounding):
        node.wrong("scheme_one_condition", grade, "firms", wanted="share; firms; score")
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
