"""A scheme's file as a Scheme; all its mistakes at once, each with its path in the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache

import yaml

from liantu.library.load import load
from liantu.library.policy import names as policy_names
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.model.units import Units
from liantu.score.node import Node
from liantu.score.reading_groups import read_groups
from liantu.score.reading_rules import read_classes, read_cutting, read_moves, read_points
from liantu.score.scheme import Field, Indicator, Scheme

#: Keys of a scheme whose value stands for the whole of it.
_WHOLE = ("backfill", "policy", "point_decimals", "total_decimals")


def read_scheme(text: str, name: str = "") -> Scheme:
    """The scheme of a YAML text; ``name`` is the file's, for messages. Raises Problems."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = {} if line is None else {"row": line + 1}
        raise Problems([Problem("scheme_unreadable", file=name, value=str(error).splitlines()[0], **where)]) from None
    if not isinstance(given, Mapping):
        raise Problems([Problem("scheme_unreadable", file=name, value=str(given))])
    said: list[Problem] = []
    scheme = _scheme(Node(given, "", name, said), text)
    if said:
        raise Problems(said)
    return scheme


def base_fields() -> dict[str, Field]:
    """The fields every return knows, from the library's table of them."""
    return dict(_base_fields())


@cache
def _base_fields() -> Mapping[str, Field]:
    rows = load()["return_items"].select("id", "zh", "en", "unit").iter_rows()
    return {id: Field(id, zh, en, unit) for id, zh, en, unit in rows}


@cache
def _units() -> Units:
    return Tables({}, {"units": load()["units"]}).units


def _scheme(node: Node, text: str) -> Scheme:
    zh, en = _title(node)
    fields = base_fields() | {name: _field(name, one) for name, one in node.named("fields")}
    indicators = {name: _indicator(name, one, fields) for name, one in node.named("indicators")}
    if not indicators:
        node.wrong("scheme_missing_part", "indicators", "indicators")
    groups = read_groups(node, indicators)
    known = [group.id for group in groups]
    cutting = read_cutting(node, indicators)
    grades = [line.grade for line in cutting.grades]
    for group in groups:
        grades += [line.grade for line in group.cutting.grades] if group.cutting else []
    valid_from, valid_to = _validity(node)
    scheme = Scheme(
        id=node.text("id", required=True),
        zh=zh,
        en=en,
        issuer=node.text("issuer", required=True),
        number=node.text("number"),
        published=node.text("published"),
        cited=node.cited,
        valid_from=valid_from,
        valid_to=valid_to,
        data_year=node.whole("data_year"),
        fields=fields,
        indicators=indicators,
        groups=groups,
        classes=read_classes(node, grades),
        points=read_points(node, fields, known),
        cutting=cutting,
        moves=read_moves(node, indicators, grades, known),
        backfill=node.flag("backfill"),
        policy=node.names("policy", policy_names(), "scheme_unknown_policy"),
        point_decimals=node.whole("point_decimals"),
        total_decimals=node.whole("total_decimals"),
        parts=node.cited_of("issuer", "number", "published", "valid", "data_year", *_WHOLE),
        text=text,
        version=hashlib.sha256(text.strip().encode()).hexdigest(),
    )
    node.close()
    return scheme


def _title(node: Node) -> tuple[str, str]:
    zh, en = node.under("title", lambda part: (part.text("zh", required=True), part.text("en"))) or ("", "")
    if not zh:
        node.wrong("scheme_missing_part", "title.zh", "title")
    return zh, en or zh


def _validity(node: Node) -> tuple[date | None, date | None]:
    begin, end = node.under("valid", lambda part: (part.day("from"), part.day("to"))) or (None, None)
    if begin and end and end < begin:
        node.wrong("dates_out_of_order", end, "valid", begin=str(begin))
    return begin, end


def _field(name: str, node: Node) -> Field:
    unit = node.text("unit", required=True)
    if unit and _units().read(unit) is None:
        node.wrong("scheme_unknown_unit", unit, "unit")
    zh = node.text("zh", required=True)
    made = Field(name, zh, node.text("en") or zh, unit)
    node.close()
    return made


def _indicator(name: str, node: Node, fields: Mapping[str, Field]) -> Indicator:
    zh = node.text("zh", required=True)
    numerator = node.names("numerator", fields, "scheme_unknown_field")
    denominator = node.names("denominator", fields, "scheme_unknown_field")
    if not numerator and node.cited.status != "unknown":
        node.wrong("scheme_missing_part", "numerator", "numerator")
    unit = node.text("unit", required=bool(numerator))
    known = all(one in fields for one in (*numerator, *denominator))
    scale = _scale(node, unit, numerator, denominator, fields) if known and unit and numerator else 1.0
    direction = node.choice("direction", ("more", "less"), "more")
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
    )
    node.close()
    return made


def _scale(
    node: Node, unit: str, numerator: tuple[str, ...], denominator: tuple[str, ...], fields: Mapping[str, Field]
) -> float:
    """What takes a quotient of the columns to the indicator's unit; unequal kinds are told."""
    above, _, below = unit.partition("/")
    if unit in ("1", "%"):  # a quotient of the same kind: a fraction or per cent
        kinds = [_kind(fields[one].unit) for one in (*numerator, *denominator)]
        if len({kind for kind, _ in kinds}) == 1 and denominator:
            return (100.0 if unit == "%" else 1.0) * kinds[0][1] / kinds[-1][1]
        if not denominator and {fields[one].unit for one in numerator} <= {"1", "%"}:
            return kinds[0][1] / _kind(unit)[1]
        node.wrong("scheme_unit", unit, "unit")
        return 1.0
    scale = 1.0
    for names, wanted, power in ((numerator, above, 1), (denominator, below, -1)):
        kinds = [_kind(fields[one].unit) for one in names]
        target = _kind(wanted) if wanted else ("", 1.0)
        if {kind for kind, _ in kinds} | {target[0]} != {target[0]} or len({size for _, size in kinds}) > 1:
            node.wrong("scheme_unit", unit, "unit")
            return 1.0
        if kinds:
            scale *= (kinds[0][1] / target[1]) ** power
    return scale


def _kind(unit: str) -> tuple[str, float]:
    found = _units().read(unit)
    return (found.dimension, float(found.factor)) if found else (f"?{unit}", 1.0)
