"""Every parameter that a run reads of a scheme, one by one, with how sure it is and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from liantu.model.problems import BilingualText
from liantu.score.scheme.grading_rules import Cutting, FirmClass, GradeAdjustment, PointLimit, PointRule
from liantu.score.scheme.indicators import BETWEEN, Benchmark, GroupIndicator, Indicator
from liantu.score.scheme.provenance import STATUSES, NamedPart, Parts, Provenance
from liantu.score.scheme.scheme import Group, Scheme

#: What an item says beside weight, family and benchmark.
TREATED = ("cap", "floor", "negative", "missing", "not_applicable", "zero_denominator")
_MEMBERSHIP_KEYS = ("given", "land", "industries", "parks", "others")


@dataclass(frozen=True)
class SchemeParameter:
    """One parameter. ``subjects`` is what it belongs to, outermost first (nothing: the whole scheme); ``kind`` says
    where in a scheme it stands, ``key`` which it is there; ``value`` is None where nobody has told it."""

    kind: str
    key: str
    subjects: tuple[NamedPart, ...]
    value: object
    cited: Provenance


def list_parameters(scheme: Scheme) -> Iterator[SchemeParameter]:
    """All of them, in the order of the file's reference. The note on the whole scheme is none of a single parameter."""
    bare = replace(scheme.cited, note=BilingualText("", ""))
    head = {key: bare if cited is scheme.cited else cited for key, cited in scheme.parts.items()}
    yield from _head(scheme, head)
    for rule in scheme.instead:
        cited = find_weakest(rule.parts, rule.parts, rule.cited)
        yield SchemeParameter("scheme", "instead", (), rule, cited)
    for indicator in scheme.indicators.values():
        yield from _indicator(indicator)
    for group in scheme.groups:
        yield from _group(scheme, group)
    yield from _rules("class", scheme.classes)
    yield from _rules("points", scheme.points)
    yield from _rules("limit", scheme.limits)
    yield from _cutting((), scheme.cutting)
    yield from _rules("move", scheme.moves)
    if scheme.moves:
        yield SchemeParameter("move", "backfill", (), scheme.backfill, head["backfill"])


def count_statuses(scheme: Scheme) -> dict[str, int]:
    """How many parameters are confirmed, default of ours, unknown.

    >>> from liantu.library.scheme_files import read_scheme_text
    >>> from liantu.score.scheme.reader import read_scheme
    >>> list(count_statuses(read_scheme(read_scheme_text("huangyan-2022"))))
    ['confirmed', 'default', 'unknown']
    """
    found = Counter(parameter.cited.status for parameter in list_parameters(scheme))
    return {status: found[status] for status in STATUSES}


def find_weakest(parts: Parts, keys: Iterable[str], whole: Provenance) -> Provenance:
    """The least sure of the parts that the file has; that of the whole when it has none of them."""
    found = [parts[key] for key in keys if parts[key].written]
    return max(found or [whole], key=lambda cited: (STATUSES.index(cited.status), bool(cited.note)))


def _head(scheme: Scheme, head: Parts) -> Iterator[SchemeParameter]:
    for key in ("issuer", "number", "published"):
        yield _build_parameter("scheme", key, (), getattr(scheme, key) or None, head[key])
    valid = (scheme.valid_from, scheme.valid_to)
    yield _build_parameter("scheme", "valid", (), valid if any(valid) else None, head["valid"])
    for key in ("data_year", "point_decimals", "total_decimals"):
        if getattr(scheme, key) is not None:
            yield SchemeParameter("scheme", key, (), getattr(scheme, key), head[key])
    for rule in scheme.policy:
        yield SchemeParameter("scheme", "policy", (), rule, head["policy"])


def _indicator(indicator: Indicator) -> Iterator[SchemeParameter]:
    subjects = (indicator,)
    cited = find_weakest(indicator.parts, ("numerator", "denominator"), indicator.cited)
    yield _build_parameter("indicator", "formula", subjects, indicator if indicator.numerator else None, cited)
    direction = indicator.parts["direction"]
    if direction.written:
        yield SchemeParameter("indicator", "direction", subjects, indicator.more_is_better, direction)


def _rules(
    kind: str, rules: Iterable[FirmClass | PointRule | PointLimit | GradeAdjustment]
) -> Iterator[SchemeParameter]:
    for rule in rules:
        yield SchemeParameter(kind, kind, (rule,), rule, find_weakest(rule.parts, rule.parts, rule.cited))


def _group(scheme: Scheme, group: Group) -> Iterator[SchemeParameter]:
    subjects = (group,)
    yield SchemeParameter("group", "who", subjects, group, find_weakest(group.parts, _MEMBERSHIP_KEYS, group.cited))
    if group.split:
        yield from _split(group, subjects)
    if group.parts["full"].written:
        yield SchemeParameter("group", "full", subjects, group.full, group.parts["full"])
    if not group.items:
        yield _build_parameter("group", "items", subjects, None, group.cited)
    for item in group.items:
        yield from _item((group, scheme.indicators[item.indicator]), item)
    if group.cutting:
        yield from _cutting(subjects, group.cutting)


def _split(group: Group, subjects: tuple[NamedPart, ...]) -> Iterator[SchemeParameter]:
    for key in ("split", *(("digits",) if group.split == "industry" else ()), "unstated"):
        yield SchemeParameter("group", key, subjects, getattr(group, key), group.parts[key])
    if group.smallest is not None:
        yield SchemeParameter("group", "smallest", subjects, group.smallest, group.parts["smallest"])


def _item(subjects: tuple[NamedPart, ...], item: GroupIndicator) -> Iterator[SchemeParameter]:
    yield _build_parameter("item", "weight", subjects, item.weight, item.parts["weight"])
    yield SchemeParameter("item", "family", subjects, item.family, item.parts["family"])
    if item.family in BETWEEN:
        yield SchemeParameter("item", "at_low", subjects, item.at_low, item.parts["at_low"])
    if item.steps:
        yield SchemeParameter("item", "steps", subjects, item, item.parts["steps"])
    if item.is_held:
        benchmark = item.benchmark
        keys = [key for key in benchmark.parts if key != "value" or benchmark.rule == "fixed"]
        cited = find_weakest(benchmark.parts, keys, benchmark.cited)
        yield _build_parameter("item", "benchmark", subjects, benchmark if _known(benchmark) else None, cited)
    for key in TREATED:
        yield SchemeParameter("item", key, subjects, getattr(item, key), item.parts[key])


def _known(benchmark: Benchmark) -> bool:
    if benchmark.rule == "fixed":
        return benchmark.value is not None or None not in (benchmark.low, benchmark.high)
    return benchmark.rule is not None


def _cutting(subjects: tuple[NamedPart, ...], cutting: Cutting) -> Iterator[SchemeParameter]:
    if cutting.rule is None:
        yield _build_parameter("cutting", "rule", subjects, None, cutting.cited)
        return
    used: Mapping[str, tuple[str, ...]] = {
        "shares": ("rule", "counts", "rounding", "ties", "within"),
        "scores": ("rule", "boundary", "within"),
        "stages": ("rule", "rounding", "ties", "within"),
    }
    of_parts = (*(("digits",) if cutting.per == "industry" else ()), "unstated") if cutting.per else ()
    for key in (*used[cutting.rule], "tie_break", "per", *of_parts):
        if value := getattr(cutting, key):
            yield SchemeParameter("cutting", key, subjects, value, cutting.parts[key])
    for line in cutting.grades:
        keys = ("share", "score", "firms", "rounding")
        yield SchemeParameter("cutting", "grade", (*subjects, line), line, find_weakest(line.parts, keys, line.cited))
    for stage in cutting.stages:
        yield SchemeParameter("cutting", "stage", subjects, stage, find_weakest(stage.parts, stage.parts, stage.cited))


def _build_parameter(
    kind: str, key: str, subjects: tuple[NamedPart, ...], value: object, cited: Provenance
) -> SchemeParameter:
    """A parameter that is unknown when nothing is given, whatever is said of the part around it."""
    if value is None and cited.status != "unknown":
        cited = replace(Provenance("unknown"), note=cited.note)
    return SchemeParameter(kind, key, subjects, value, cited)
