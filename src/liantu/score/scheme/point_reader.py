"""Points by the unit, and bounds of the sum of some points, in a scheme's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liantu.score.scheme.condition_reader import KnownNames
from liantu.score.scheme.grading_rules import PointLimit, PointRule, PointUnit
from liantu.score.scheme.node import Node


def read_unit(node: Node, names: KnownNames) -> PointUnit:
    """Of which field or indicator how much gives the points, from where on, and whether parts of it count."""
    field, indicator = node.text("field") or None, node.text("indicator") or None
    if field:
        node.known("field", field, names.fields, "scheme_unknown_field")
    if indicator:
        node.known("indicator", indicator, names.indicators, "scheme_unknown_indicator")
    if (field is None) == (indicator is None):
        node.wrong("scheme_one_condition", field or "", "", wanted="field; indicator")
    amount = node.number("amount")
    if amount is None or amount <= 0:
        node.wrong("scheme_times", "" if amount is None else f"{amount:g}", "amount")
    return PointUnit(field, indicator, amount or 1.0, node.amount("begin", 0.0), node.flag("whole"))


def read_limits(scheme: Node, rules: Sequence[PointRule]) -> tuple[PointLimit, ...]:
    """Bounds of sums of points; rules that share a highest one are all added or all deducted."""
    limits = tuple(_read_limit(node, [rule.id for rule in rules]) for node in scheme.each("limits"))
    for name in dict.fromkeys(rule.highest_in for rule in rules if rule.highest_in):
        together = [rule.points for rule in rules if rule.highest_in == name and rule.points]
        if len(together) < 2 or min(together) < 0 < max(together):
            scheme.wrong("scheme_highest", name, "points.highest_in")
    return limits


def _read_limit(node: Node, rules: Sequence[str]) -> PointLimit:
    zh = node.text("zh", required=True)
    made = PointLimit(
        id=node.text("id", required=True),
        zh=zh,
        en=node.text("en") or zh,
        rules=node.names("rules", rules, "scheme_unknown_rule"),
        at_most=node.number("at_most"),
        at_least=node.number("at_least"),
        cited=node.cited,
        parts=node.cited_of("rules", "at_most", "at_least"),
    )
    made = replace(made, open=node.cited.status == "unknown" or bool(node.open("id", "zh", "en")))
    node.close()
    if not made.open and not made.rules:
        node.wrong("scheme_missing_part", "rules", "rules")
    if not made.open and made.at_most is None and made.at_least is None:
        node.wrong("scheme_missing_part", "at_most, at_least", "at_most")
    if made.at_most is not None and made.at_least is not None and made.at_least > made.at_most:
        node.wrong("scheme_floor_above_cap", f"{made.at_least:g}", "at_least", cap=f"{made.at_most:g}")
    return made
