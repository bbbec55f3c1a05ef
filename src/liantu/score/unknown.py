"""What a scheme does not tell: which part, where it would stand, what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from liantu.model.problems import Problem
from liantu.score.scheme import Group, Item, Scheme, called


def unknown_parts(scheme: Scheme) -> list[Problem]:
    """A stop for every part that a run needs and the scheme leaves open."""
    return list(_stops(scheme))


def _stops(scheme: Scheme) -> Iterator[Problem]:
    for group in scheme.groups:
        where = f"groups.{group.id}"
        if not group.items:
            yield _stop("scheme_unknown_items", scheme, where, group)
        weights = [item.indicator for item in group.items if item.weight is None]
        if weights:
            yield _stop("scheme_unknown_weights", scheme, f"{where}.items.weight", group, weights)
        fields = [i.indicator for i in group.items if not scheme.indicators[i.indicator].numerator]
        for name in fields:
            yield _stop("scheme_unknown_fields", scheme, f"indicators.{name}.numerator", group, [name])
        against = [i.indicator for i in group.items if _without_benchmark(i) and i.indicator not in fields]
        if against:
            yield _stop("scheme_unknown_benchmark", scheme, f"{where}.items.benchmark", group, against)
        cutting = scheme.cutting_of(group)
        if cutting.rule is None:
            yield _stop("scheme_unknown_cutting", scheme, f"{where}.cutting" if group.cutting else "cutting", group)
    for rule in scheme.points:
        if rule.points is None or not (rule.fact or rule.field):
            yield Problem("scheme_unknown_points", file=f"{scheme.id} points", value=called([rule]))


def _without_benchmark(item: Item) -> bool:
    given = item.benchmark
    if item.family == "rank":
        return False
    if given.rule == "fixed":
        return given.value is None and (given.low is None or given.high is None)
    return given.rule is None


def _stop(code: str, scheme: Scheme, where: str, group: Group, names: list[str] | None = None) -> Problem:
    indicators = called(scheme.indicators[name] for name in names or ())
    return Problem(code, file=f"{scheme.id} {where}", value=called([group]), slots={"indicators": indicators})
