"""What a scheme does not tell: which part, where it would stand, what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from liantu.model.problems import Problem
from liantu.score.scheme.indicators import FORMULA, TREATED, GroupIndicator
from liantu.score.scheme.provenance import NamedPart, join_names
from liantu.score.scheme.scheme import Group, Scheme


def find_unknown_parts(scheme: Scheme, is_present: Callable[[str], bool] = lambda group: True) -> list[Problem]:
    """A stop for every part that a run needs and the scheme leaves open; ``is_present``: whether a group has firms."""
    of_groups = [(group, list(_check_group(scheme, group))) for group in scheme.groups]
    group_stops = [
        stop for group, stops in of_groups if stops and (group.open or is_present(group.id)) for stop in stops
    ]
    return [*group_stops, *_check_whole_scheme(scheme)]


def _check_group(scheme: Scheme, group: Group) -> Iterator[Problem]:
    where = f"groups.{group.id}"
    if not group.items:
        yield _stop("scheme_unknown_items", scheme, where, group)
    for key in group.open:
        yield _part(scheme, f"{where}.{key}", key, group)
    yield from _check_formulas(scheme, group, where)
    yield from _check_measures(scheme, group, where)
    cutting = scheme.cutting_of(group)
    if not cutting.is_known:
        place = ".".join([f"{where}.cutting" if group.cutting else "cutting", *cutting.open[:1]])
        yield _stop("scheme_unknown_cutting", scheme, place, group, part=", ".join(cutting.open))


def _check_formulas(scheme: Scheme, group: Group, where: str) -> Iterator[Problem]:
    """Weights, and how points come of a value."""
    weights = [item.indicator for item in group.items if item.weight is None]
    if weights:
        yield _stop("scheme_unknown_weights", scheme, f"{where}.items.weight", group, weights)
    for key in (*FORMULA, *TREATED):
        items = [item.indicator for item in group.items if key in item.open]
        if items:
            kind = "scheme_unknown_formula" if key in FORMULA else "scheme_unknown_treatment"
            yield _stop(kind, scheme, f"{where}.items.{key}", group, items, key)


def _check_measures(scheme: Scheme, group: Group, where: str) -> Iterator[Problem]:
    """What is measured, and what it is held against."""
    fields = [item.indicator for item in group.items if not scheme.indicators[item.indicator].numerator]
    for name in fields:
        yield _stop("scheme_unknown_fields", scheme, f"indicators.{name}.numerator", group, [name])
    against = [item.indicator for item in group.items if _without_benchmark(item) and item.indicator not in fields]
    if against:
        yield _stop("scheme_unknown_benchmark", scheme, f"{where}.items.benchmark", group, against)


def _check_whole_scheme(scheme: Scheme) -> Iterator[Problem]:
    for code, rules, place in (
        ("scheme_unknown_class", scheme.classes, "classes"),
        ("scheme_unknown_points", scheme.points, "points"),
        ("scheme_unknown_points", scheme.limits, "limits"),
        ("scheme_unknown_move", scheme.moves, "moves"),
    ):
        for rule in rules:
            if rule.open:
                yield Problem(code, file=f"{scheme.id} {place}", value=join_names([rule]))
    for key in scheme.open:
        yield _part(scheme, key, key, scheme)


def _without_benchmark(item: GroupIndicator) -> bool:
    return item.is_held and not item.benchmark.is_known


def _part(scheme: Scheme, where: str, key: str, subject: NamedPart) -> Problem:
    return Problem("scheme_unknown_value", file=f"{scheme.id} {where}", value=key, slots={"of": join_names([subject])})


def _stop(
    code: str, scheme: Scheme, where: str, group: Group, names: list[str] | None = None, part: str = ""
) -> Problem:
    indicators = join_names(scheme.indicators[name] for name in names or ())
    slots = {"indicators": indicators, "part": part}
    return Problem(code, file=f"{scheme.id} {where}", value=join_names([group]), slots=slots)
