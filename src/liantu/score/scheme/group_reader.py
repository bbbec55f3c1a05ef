"""The groups of a scheme's file: who is in them, which indicators count how much, against which benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from liantu.score.scheme.benchmark_reader import BenchmarkUse, parse_benchmark
from liantu.score.scheme.cutting_reader import parse_cutting
from liantu.score.scheme.indicators import GroupIndicator, Indicator
from liantu.score.scheme.industry_reader import read_digits, read_industries, read_unstated
from liantu.score.scheme.node import Node
from liantu.score.scheme.scheme import Group
from liantu.score.scheme.scoring_reader import read_scoring

#: What the weights of a group add up to unless it says otherwise.
_FULL = 100.0
#: How a group is split into peers.
_SPLIT = ("split", "digits", "unstated", "smallest")
#: Decimals of weights are no mistake.
_NEAR = 1e-9
#: What an item or the whole scheme may say on how points come of a value.
_SCORED = ("family", "at_low", "cap", "floor", "negative", "missing", "not_applicable", "zero_denominator", "steps")


def read_groups(scheme: Node, indicators: Mapping[str, Indicator]) -> tuple[Group, ...]:
    """All groups, with what the scheme's ``scoring`` says for all items."""
    general = scheme.part("scoring")
    groups = tuple(_group(name, node, general, indicators) for name, node in scheme.named("groups"))
    if general:
        _check_general(general)
    if not groups:
        scheme.wrong("scheme_missing_part", "groups", "groups")
    if sum(group.others for group in groups) > 1:
        scheme.wrong("scheme_others", ", ".join(group.id for group in groups if group.others), "groups")
    for group, other in combinations((group for group in groups if not group.others), 2):
        if _overlap(group, other):
            scheme.wrong("scheme_groups_overlap", f"{group.id}, {other.id}", "groups")
    return groups


def _check_general(general: Node) -> None:
    """Tell what is wrong in what holds for all items, also where no item reads it."""
    scoring = read_scoring(general, general, None)
    benchmark = general.part("benchmark")
    if benchmark:
        parse_benchmark(benchmark, BenchmarkUse(scoring["family"]), general, None)
    general.close()


def _group(name: str, node: Node, general: Node | None, indicators: Mapping[str, Indicator]) -> Group:
    full = node.amount("full", _FULL)
    items = tuple(_item(item, general, indicators) for item in node.each("items"))
    _check_items(node, items, full)
    split = node.choice("split", ("industry", "park"), "")
    made = Group(
        id=name,
        zh=node.text("zh") or name,
        en=node.text("en") or name,
        given=node.texts("given"),
        land=node.pair("land"),
        industries=read_industries(node),
        parks=node.texts("parks"),
        others=node.flag("others"),
        split=split or None,
        digits=read_digits(node, split),
        unstated=read_unstated(node, split),
        smallest=_read_smallest(node, split),
        items=items,
        full=full,
        cutting=node.under("cutting", lambda part: parse_cutting(part, indicators)),
        cited=node.cited,
        parts=node.cited_of("given", "land", "industries", "parks", "others", *_SPLIT, "full", "items"),
    )
    made = replace(made, open=tuple(key for key in node.open("zh", "en") if key in node.parts))
    node.close()
    if made.others and (made.given or made.industries or made.parks or made.land != (None, None)):
        node.wrong("scheme_others", name, "others")
    if made.cutting and made.cutting.within == "all":
        node.wrong("scheme_within_all", name, "cutting.within")
    return made


def _read_smallest(node: Node, split: str) -> int | None:
    """Industries or parks with fewer firms are one; None: none are."""
    smallest = node.whole("smallest")
    node.at_least("smallest", smallest, 2)
    if smallest is not None and not split:
        node.wrong("scheme_idle", "-", "smallest")
    return smallest


def _check_items(node: Node, items: tuple[GroupIndicator, ...], full: float) -> None:
    """Each indicator stands once; weights, when all are known, add up to the full number."""
    used = [item.indicator for item in items]
    for twice in sorted({name for name in used if used.count(name) > 1}):
        node.wrong("scheme_twice", twice, "items")
    if not items and node.cited.status != "unknown":
        node.wrong("scheme_missing_part", "items", "items")
    known = [item.weight for item in items if item.weight is not None]
    if items and len(known) == len(items) and abs(sum(known) - full) > _NEAR:
        node.wrong("scheme_weights", f"{sum(known):g}", "items", wanted=f"{full:g}")


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
    scoring = read_scoring(node, general, indicators.get(name))
    against = node.part("benchmark") or (general.part("benchmark") if general else None)
    use = BenchmarkUse(scoring["family"], scoring["steps_of_benchmark"])
    benchmark = parse_benchmark(against, use, node, indicators.get(name))
    parts = node.cited_of("weight")
    for key in _SCORED:
        parts |= (node if key in node.mapping or general is None else general).cited_of(key)
    node.close()
    made = GroupIndicator(indicator=name, weight=weight, benchmark=benchmark, parts=parts, **scoring)
    if made.cap is not None and weight is not None and made.floor is not None and made.floor > made.cap * weight:
        node.wrong("scheme_floor_above_cap", f"{made.floor:g}", "floor", cap=f"{made.cap * weight:g}")
    return made


def _overlap(group: Group, other: Group) -> bool:
    """Whether a firm could be in both: no condition tells them apart."""
    disjoint = [
        bool(group.given and other.given) and not set(group.given) & set(other.given),
        bool(group.parks and other.parks) and not set(group.parks) & set(other.parks),
        bool(group.industries and other.industries)
        and not any(a.startswith(b) or b.startswith(a) for a in group.industries for b in other.industries),
        _below(group.land, other.land) or _below(other.land, group.land),
    ]
    return not any(disjoint)


def _below(bounds: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    return bounds[1] is not None and other[0] is not None and bounds[1] <= other[0]
