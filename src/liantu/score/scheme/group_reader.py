"""The groups of a scheme's file: who is in them, which indicators count how much, against which benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from liantu.score.scheme.indicators import (
    BETWEEN,
    DIRECTED,
    DIVIDING,
    FAMILIES,
    FORMULA,
    MISSING,
    NEGATIVE,
    NOT_APPLICABLE,
    RULES,
    TREATED,
    ZERO_DENOMINATOR,
    Benchmark,
    GroupIndicator,
    Indicator,
)
from liantu.score.scheme.node import Node
from liantu.score.scheme.rule_reader import parse_cutting
from liantu.score.scheme.scheme import Group

#: What the weights of a group add up to unless it says otherwise.
_FULL = 100.0
#: Decimals of weights are no mistake.
_NEAR = 1e-9
#: The benchmark a family has by itself.
_OWN_RULE = {"best": "maximum", "min_max": "range"}
#: What an item or the whole scheme may say on how points come of a value.
_SCORED = ("family", "at_low", "cap", "floor", "negative", "missing", "not_applicable", "zero_denominator")


def read_groups(scheme: Node, indicators: Mapping[str, Indicator]) -> tuple[Group, ...]:
    """All groups, with what the scheme's ``scoring`` says for all items."""
    general = scheme.part("scoring")
    groups = tuple(_group(name, node, general, indicators) for name, node in scheme.named("groups"))
    if general:
        _scoring(general, general, None)
        general.close()
    if not groups:
        scheme.wrong("scheme_missing_part", "groups", "groups")
    for one, other in combinations(groups, 2):
        if _overlap(one, other):
            scheme.wrong("scheme_groups_overlap", f"{one.id}, {other.id}", "groups")
    return groups


def _group(name: str, node: Node, general: Node | None, indicators: Mapping[str, Indicator]) -> Group:
    full = node.amount("full", _FULL)
    items = tuple(_item(one, general, indicators) for one in node.each("items"))
    used = [item.indicator for item in items]
    for twice in sorted({one for one in used if used.count(one) > 1}):
        node.wrong("scheme_twice", twice, "items")
    weights = [item.weight for item in items]
    if not items and node.cited.status != "unknown":
        node.wrong("scheme_missing_part", "items", "items")
    known = [weight for weight in weights if weight is not None]
    if items and len(known) == len(weights) and abs(sum(known) - full) > _NEAR:
        node.wrong("scheme_weights", f"{sum(known):g}", "items", wanted=f"{full:g}")
    split = node.choice("split", ("industry", "park"), "")
    made = Group(
        id=name,
        zh=node.text("zh") or name,
        en=node.text("en") or name,
        given=node.texts("given"),
        land=node.pair("land"),
        industries=node.texts("industries"),
        parks=node.texts("parks"),
        split=split or None,
        items=items,
        full=full,
        cutting=node.under("cutting", lambda part: parse_cutting(part, indicators)),
        cited=node.cited,
        parts=node.cited_of("given", "land", "industries", "parks", "split", "full", "items"),
    )
    made = replace(made, open=tuple(key for key in node.open("zh", "en") if key in node.parts))
    node.close()
    if made.cutting and made.cutting.within == "all":
        node.wrong("scheme_within_all", name, "cutting.within")
    return made


def _item(node: Node, general: Node | None, indicators: Mapping[str, Indicator]) -> GroupIndicator:
    name = node.text("indicator", required=True)
    if name:
        node.known("indicator", name, indicators, "scheme_unknown_indicator")
    weight = node.number("weight")
    if node.status("weight") == "unknown":
        weight = None
        node.parts.setdefault("weight", node.cited)
    elif weight is None:
        node.wrong("scheme_missing_part", "weight", "weight")
    node.at_least("weight", weight)
    scoring = _scoring(node, general, indicators.get(name))
    parts = node.cited_of("weight")
    for key in _SCORED:
        parts |= (node if key in node.given or general is None else general).cited_of(key)
    node.close()
    made = GroupIndicator(indicator=name, weight=weight, parts=parts, **scoring)
    if made.cap is not None and weight is not None and made.floor is not None and made.floor > made.cap * weight:
        node.wrong("scheme_floor_above_cap", f"{made.floor:g}", "floor", cap=f"{made.cap * weight:g}")
    return made


def _scoring(node: Node, general: Node | None, indicator: Indicator | None) -> dict[str, Any]:
    """How points come of a value: the item's own parts, then those of the whole scheme."""

    def holder(key: str) -> Node:
        own = node.given.get(key) is not None or general is None or general.given.get(key) is None
        found = node if own or general is None else general
        node.raw(key)
        return found

    family = holder("family").choice("family", FAMILIES, "linear")
    at = holder("at_low")
    floor = holder("floor").number("floor", 0.0)
    scoring: dict[str, Any] = {
        "family": family,
        "at_low": at.amount("at_low", BETWEEN.get(family, 0.0)),
        "cap": holder("cap").number("cap"),
        "floor": floor if _has_floor(node, general) else None,
        "negative": holder("negative").choice("negative", NEGATIVE, "formula"),
        "missing": holder("missing").choice("missing", MISSING, "unknown"),
        "not_applicable": holder("not_applicable").choice("not_applicable", NOT_APPLICABLE, "reweigh"),
        "zero_denominator": holder("zero_denominator").choice("zero_denominator", ZERO_DENOMINATOR, "missing"),
    }
    for key in (*FORMULA, *TREATED):
        one = holder(key)
        if key in one.parts or (one.status(key) == "unknown" and key in one.given):
            node.parts[key] = one.parts.get(key, one.cited)
        if key in TREATED and one.status(key) == "unknown" and key in one.given:
            scoring[key] = "unknown"
    for key in ("cap", "at_low"):
        holder(key).at_least(key, scoring[key])
    if scoring["at_low"] > 100:
        at.wrong("scheme_kind", f"{scoring['at_low']:g}", "at_low", wanted="0–100")
    if indicator is not None and not indicator.more_is_better and family not in DIRECTED:
        node.wrong("scheme_direction", family, "family", choices=", ".join(DIRECTED))
    if indicator is not None and indicator.more_is_better and family == "reverse":
        node.wrong("scheme_direction_more", family, "family")
    if node is not general and family not in BETWEEN and node.given.get("at_low") is not None:
        node.wrong("scheme_idle", family, "at_low")
    own = node.part("benchmark") or (general.part("benchmark") if general and node is not general else None)
    if node is not general:
        scoring["benchmark"] = _benchmark(own, family, node, indicator)
    elif own:
        _benchmark(own, family, node, None)
    return scoring


def _has_floor(node: Node, general: Node | None) -> bool:
    """``floor: null`` written out means none; not written means zero."""
    for one in (node, general):
        if one is not None and "floor" in one.given:
            return one.given["floor"] is not None
    return True


def _benchmark(given: Node | None, family: str, item: Node, indicator: Indicator | None) -> Benchmark:
    own = _OWN_RULE.get(family)
    if given is None:
        if family == "rank" or own:
            return Benchmark(own, cited=item.cited)
        if indicator is None or indicator.numerator:
            item.wrong("scheme_no_benchmark", family, "benchmark")
        return Benchmark(None, cited=item.cited)
    rule = given.choice("rule", RULES, own or "") or None
    made = Benchmark(
        rule=rule,
        value=given.number("value"),
        low=given.number("low"),
        high=given.number("high"),
        times=given.amount("times", 1.0),
        trim=given.amount("trim", 0.0),
        of=given.choice("of", ("peers", "all"), "peers"),
        previous=given.choice("year", ("same", "previous"), "same") == "previous",
        cited=given.cited,
        parts=given.cited_of("rule", "value", "low", "high", "times", "trim", "of", "year"),
    )
    unknown = given.cited.status == "unknown" or bool(given.open())
    if unknown:
        made = replace(made, open=given.open() or ("rule",))
    given.close()
    between = family in BETWEEN
    for key in _find_unused_parts(rule, between):
        if given.given.get(key) is not None:
            item.wrong("scheme_idle", rule, f"benchmark.{key}")
    if rule is None and not unknown:
        item.wrong("scheme_no_benchmark", family, "benchmark")
    elif rule == "fixed" and not unknown:
        wanted = ("low", "high") if between else ("value",)
        for key in wanted:
            if getattr(made, key) is None:
                item.wrong("scheme_missing_part", key, f"benchmark.{key}")
        if made.value == 0 or (made.low is not None and made.low == made.high):
            item.wrong("scheme_benchmark_zero", "0", "benchmark")
        elif made.value is not None and made.value < 0 and family in DIVIDING:
            item.wrong("scheme_benchmark_negative", f"{made.value:g}", "benchmark.value")
        low, high = made.low, made.high
        if (
            indicator
            and between
            and low is not None
            and high is not None
            and low != high
            and ((low > high) == indicator.more_is_better)
        ):
            item.wrong("scheme_ends", f"{low:g}, {high:g}", "benchmark")
    elif rule and between != (rule == "range") and rule != "fixed":
        item.wrong("scheme_benchmark_kind", rule, "benchmark.rule", family=family)
    if made.times <= 0:
        item.wrong("scheme_times", f"{made.times:g}", "benchmark.times")
    if not 0 <= made.trim < 0.5:
        item.wrong("scheme_trim", f"{made.trim:g}", "benchmark.trim")
    return made


def _find_unused_parts(rule: str | None, between: bool) -> tuple[str, ...]:
    """The parts of a benchmark that a rule does not look at."""
    if rule is None:
        return ()
    if rule == "fixed":
        return ("times", "trim", "of", "year", *(("value",) if between else ("low", "high")))
    untrimmed = () if rule == "trimmed_mean" else ("trim",)
    return ("value", "low", "high", *untrimmed, *(("times",) if rule == "range" else ()))


def _overlap(one: Group, other: Group) -> bool:
    """Whether a firm could be in both: no condition tells them apart."""
    apart = [
        bool(one.given and other.given) and not set(one.given) & set(other.given),
        bool(one.parks and other.parks) and not set(one.parks) & set(other.parks),
        bool(one.industries and other.industries)
        and not any(a.startswith(b) or b.startswith(a) for a in one.industries for b in other.industries),
        _below(one.land, other.land) or _below(other.land, one.land),
    ]
    return not any(apart)


def _below(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    return one[1] is not None and other[0] is not None and one[1] <= other[0]
