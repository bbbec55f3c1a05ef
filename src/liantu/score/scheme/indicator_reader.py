"""The indicators of a scheme's file: fields over fields, in a unit; and the fields and facts it names itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import isfinite

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables
from liantu.model.units import Units
from liantu.score.scheme.indicators import SPANS, Fact, Indicator, ReturnField, Substitute, YearSpan
from liantu.score.scheme.node import Node


def _read_scale(
    node: Node, unit: str, fields: Mapping[str, ReturnField], above: tuple[str, ...], below: tuple[str, ...]
) -> float:
    """What turns the sum of some fields over that of others into the unit; one where it cannot be known."""
    if not (unit and above and all(field in fields for field in (*above, *below))):
        return 1.0
    found = _find_scale(unit, [fields[field].unit for field in above], [fields[field].unit for field in below])
    if found is None:
        node.wrong("scheme_unit", unit, "unit")
    return found or 1.0


def parse_indicator(name: str, node: Node, fields: Mapping[str, ReturnField]) -> Indicator:
    """An indicator of known fields; a unit that its fields cannot give is told."""
    zh = node.text("zh", required=True)
    numerator, numerator_factors = _read_sum(node, "numerator", fields)
    denominator, denominator_factors = _read_sum(node, "denominator", fields)
    over = node.under("over", _read_span)
    growing = bool(over and over.rule == "growth")
    if not numerator and node.status("numerator") != "unknown":
        node.wrong("scheme_missing_part", "numerator", "numerator")
    unit = node.text("unit", required=bool(numerator) and "unit" not in node.mapping)
    scale = _read_scale(node, unit, fields, numerator, numerator if growing else denominator)
    if growing and denominator:  # a sum of unlike things divides nothing, though it falls out of the growth
        _read_scale(node, unit, fields, denominator, denominator)
    direction = node.choice("direction", ("more", "less"), "more")
    parts = ("numerator", "denominator", "unit", "direction")
    if "unknown" in (node.cited.status, *(node.status(key) for key in parts)):
        numerator = denominator = numerator_factors = denominator_factors = ()  # what it is made of is asked for
    made = Indicator(
        id=name,
        zh=zh,
        en=node.text("en") or zh,
        numerator=numerator,
        denominator=denominator,
        unit=unit,
        scale=scale,
        more_is_better=direction == "more",
        cited=node.cited,
        parts=node.cited_of("numerator", "denominator", "direction"),
        numerator_factors=numerator_factors,
        denominator_factors=denominator_factors,
        over=over,
    )
    node.close()
    return made


def _read_sum(node: Node, key: str, fields: Mapping[str, ReturnField]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The fields of a sum, and how often each counts where it is a mapping of fields to numbers."""
    raw = node.raw(key)
    if not isinstance(raw, Mapping):
        return node.names(key, fields, "scheme_unknown_field"), ()
    factors = []
    for name, factor in raw.items():
        node.known(key, str(name), fields, "scheme_unknown_field")
        if not isinstance(factor, int | float) or isinstance(factor, bool) or not factor or not isfinite(factor):
            node.wrong("scheme_factor", factor, f"{key}.{name}")
            factor = 1.0
        factors.append(float(factor))
    return tuple(map(str, raw)), tuple(factors)


def _read_span(node: Node) -> YearSpan | None:
    """Growth since some years before, or the mean of some years."""
    rule, years = node.choice("rule", SPANS, ""), node.whole("years")
    least = 2 if rule == "mean" else 1
    if not rule and node.mapping.get("rule") is None:
        node.wrong("scheme_missing_part", "rule", "rule")
    if years is None and rule == "mean":
        node.wrong("scheme_missing_part", "years", "years")
    node.at_least("years", years, least)
    return YearSpan(rule, max(years or least, least)) if rule else None


def parse_field(name: str, node: Node) -> ReturnField:
    """A field of the returns that the scheme adds; a unit nobody knows is told."""
    unit = node.text("unit", required=True)
    if unit and _units().read(unit) is None:
        node.wrong("scheme_unknown_unit", unit, "unit")
    zh = node.text("zh", required=True)
    made = ReturnField(name, zh, node.text("en") or zh, unit)
    node.close()
    return made


def parse_substitute(node: Node, fields: Mapping[str, ReturnField]) -> Substitute:
    """A field that stands in place of another, so many times; the other is of another kind or it would be a unit."""
    names = {key: node.text(key, required=True) for key in ("field", "other")}
    for key, name in names.items():
        if name:
            node.known(key, name, fields, "scheme_unknown_field")
    times = node.number("times")
    if times is None or times <= 0:
        node.wrong("scheme_times", "" if times is None else f"{times:g}", "times")
    if names["field"] and names["field"] == names["other"]:
        node.wrong("scheme_twice", names["field"], "other")
    made = Substitute(**names, times=times or 1.0, cited=node.cited, parts=node.cited_of("field", "other", "times"))
    node.close()
    return made


def parse_fact(name: str, node: Node) -> Fact:
    """A fact that the scheme gives a name."""
    zh = node.text("zh", required=True)
    made = Fact(name, zh, node.text("en") or zh)
    node.close()
    return made


def _find_scale(unit: str, numerator: Sequence[str], denominator: Sequence[str]) -> float | None:
    """What takes a quotient of columns in the given units to the indicator's unit; None where the kinds differ."""
    if unit in ("1", "%"):
        return _find_share_scale(unit, numerator, denominator)
    above, _, below = unit.partition("/")
    over, under = _find_side_scale(above, numerator), _find_side_scale(below, denominator)
    return None if over is None or under is None else over * under**-1


def _find_share_scale(unit: str, numerator: Sequence[str], denominator: Sequence[str]) -> float | None:
    """A quotient of the same kind: a fraction or per cent."""
    kinds = [_find_dimension(field) for field in (*numerator, *denominator)]
    if denominator and len({kind for kind, _ in kinds}) == 1:
        return (100.0 if unit == "%" else 1.0) * kinds[0][1] / kinds[-1][1]
    if not denominator and set(numerator) <= {"1", "%"}:
        return kinds[0][1] / _find_dimension(unit)[1]
    return None


def _find_side_scale(target: str, units: Sequence[str]) -> float | None:
    """What takes one side of a quotient to the unit wanted for it."""
    kinds = [_find_dimension(unit) for unit in units]
    dimension, size = _find_dimension(target) if target else ("", 1.0)
    if any(kind != dimension for kind, _ in kinds) or len({factor for _, factor in kinds}) > 1:
        return None
    return kinds[0][1] / size if kinds else 1.0


def _find_dimension(unit: str) -> tuple[str, float]:
    found = _units().read(unit)
    return (found.dimension, float(found.factor)) if found else (f"?{unit}", 1.0)


@cache
def _units() -> Units:
    return Tables({}, {"units": load_library()["units"]}).units
