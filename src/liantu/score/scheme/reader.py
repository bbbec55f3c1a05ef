"""A scheme's file as a Scheme; all its mistakes at once, each with its path in the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import yaml

from liantu.library.marked_yaml import read_marked_text
from liantu.library.policy import list_policies as policy_names
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem, Problems, compose_part
from liantu.model.tables import Tables
from liantu.model.units import Units
from liantu.score.scheme.grading_rules import BACKFILL
from liantu.score.scheme.group_reader import read_groups
from liantu.score.scheme.indicators import Fact, Indicator, ReturnField
from liantu.score.scheme.node import Node
from liantu.score.scheme.rule_reader import read_classes, read_cutting, read_moves, read_points
from liantu.score.scheme.scheme import Group, Scheme

#: Names of what an evaluation itself adds to a total.
_OWN = ("reweighed", "rounding")
#: Parts of the scheme as a whole that a run needs.
_ASKED = ("backfill", "point_decimals", "total_decimals")

#: Keys of a scheme whose value stands for the whole of it.
_WHOLE = ("backfill", "policy", "point_decimals", "total_decimals")


def read_scheme(text: str, name: str = "") -> Scheme:
    """The scheme of a YAML text; ``name`` is the file's, for messages. Raises Problems."""
    try:
        given = yaml.load(text, Loader=_Loader)
        _, said = read_marked_text(text, name)
    except (yaml.YAMLError, ValueError, Problems) as error:
        raise Problems([_unreadable(error, text, name)]) from None
    if not isinstance(given, Mapping):
        nothing = compose_part("empty_file")
        raise Problems([Problem("scheme_unreadable", file=name, value=nothing if given is None else str(given))])
    scheme = _scheme(Node(given, "", name, said), text)
    if said:  # what is wrong in what holds for all items is found with each of them
        raise Problems(one for at, one in enumerate(said) if one not in said[:at])
    return scheme


class _Loader(yaml.SafeLoader):
    """Values as YAML has them; one that cannot be made says where it stands."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node. Raises _NoValue."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, AttributeError) as error:  # AttributeError: a tag that is written beside what it is not
            raise _InvalidValue(problem=node.tag, problem_mark=node.start_mark, note=str(node.value)) from error


class _InvalidValue(yaml.MarkedYAMLError):
    """A value that is none of its kind, such as the 30th of February."""


def _unreadable(error: Exception, text: str, name: str) -> Problem:
    """What stands in the line where the file is no YAML any more; the reader's own words are English only."""
    at = getattr(getattr(error, "problem_mark", None), "line", None)
    lines = text.splitlines() or [""]
    if at is None:
        return Problem("scheme_unreadable", file=name, value=lines[0])
    at = min(at, len(lines) - 1)
    if isinstance(error, _InvalidValue) and str(error.problem).endswith(":timestamp"):
        return Problem("scheme_no_day", file=name, row=at + 1, value=str(error.note))
    return Problem("scheme_unreadable", file=name, row=at + 1, value=lines[at].strip())


def read_base_fields() -> dict[str, ReturnField]:
    """The fields every return knows, from the library's table of them."""
    return dict(_base_fields())


@cache
def _base_fields() -> Mapping[str, ReturnField]:
    rows = load_library()["return_items"].select("id", "zh", "en", "unit").iter_rows()
    return {id: ReturnField(id, zh, en, unit) for id, zh, en, unit in rows}


@cache
def _units() -> Units:
    return Tables({}, {"units": load_library()["units"]}).units


def _scheme(node: Node, text: str) -> Scheme:
    zh, en = _title(node)
    fields = read_base_fields() | {name: _field(name, one) for name, one in node.named("fields")}
    facts = {name: _fact(name, one) for name, one in node.named("facts")}
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
    decimals = {"point_decimals": node.whole("point_decimals"), "total_decimals": node.whole("total_decimals")}
    decimals = {key: None if node.status(key) == "unknown" else one for key, one in decimals.items()}
    for key, one in decimals.items():
        node.at_least(key, one)
    data_year = node.whole("data_year")
    if data_year is not None and not 1900 <= data_year <= 2200:
        node.wrong("scheme_kind", data_year, "data_year", wanted="2023")
        data_year = None
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
        data_year=data_year,
        fields=fields,
        facts=facts,
        indicators=indicators,
        groups=groups,
        classes=read_classes(node, grades),
        points=read_points(node, fields, known),
        cutting=cutting,
        moves=read_moves(node, indicators, grades, known),
        backfill=node.flag("backfill"),
        policy=node.names("policy", policy_names(), "scheme_unknown_policy"),
        point_decimals=decimals["point_decimals"],
        total_decimals=decimals["total_decimals"],
        parts=node.cited_of("issuer", "number", "published", "valid", "data_year", *_WHOLE),
        text=text,
        version=hashlib.sha256(text.strip().encode()).hexdigest(),
    )
    scheme = replace(scheme, open=tuple(key for key in node.open() if key in _ASKED))
    node.close()
    _check_across(node, scheme)
    return scheme


def _check_across(node: Node, scheme: Scheme) -> None:
    """Tell what does not fit together: names that stand twice, indicators that are looked at and nowhere scored."""
    own = [*scheme.indicators, *_OWN]
    ids = {
        "points": [rule.id for rule in scheme.points],
        "moves": [rule.id for rule in scheme.moves],
        "classes": [rule.id for rule in scheme.classes],
    }
    for key, names in ids.items():
        taken = [*names, *own] if key == "points" else names
        for twice in dict.fromkeys(name for name in names if taken.count(name) > 1):
            node.wrong("scheme_twice", twice, key)
    if BACKFILL in ids["moves"]:
        node.wrong("scheme_taken", BACKFILL, "moves")
    ladders = {group.id: [line.grade for line in scheme.cutting_of(group).grades] for group in scheme.groups}
    for at, move in enumerate(scheme.moves, 1):
        for name in move.groups or ladders:
            if move.grade and ladders.get(name) and move.grade not in ladders[name]:
                node.wrong("scheme_grade_elsewhere", move.grade, f"moves[{at}].grade", group=name)
    for name in _OWN:
        if name in scheme.indicators:
            node.wrong("scheme_taken", name, f"indicators.{name}")
    for at, move in enumerate(scheme.moves, 1):
        where = [group for group in scheme.groups if not move.groups or group.id in move.groups]
        if move.indicator and not any(_has_indicator(group, move.indicator) for group in where):
            node.wrong("scheme_unscored", move.indicator, f"moves[{at}].indicator")
    looked_at = (
        (f"groups.{group.id}.cutting" if group.cutting else "cutting", name, group)
        for group in scheme.groups
        for name in scheme.cutting_of(group).needed
    )
    for where_, name, group in looked_at:
        if name in scheme.indicators and not _has_indicator(group, name):
            node.wrong("scheme_unscored", name, where_)


def _has_indicator(group: Group, indicator: str) -> bool:
    """Whether a group scores an indicator, or may: of one without items it is not known."""
    return not group.items or indicator in (item.indicator for item in group.items)


def _title(node: Node) -> tuple[str, str]:
    if node.given.get("title") is None:
        node.wrong("scheme_missing_part", "title.zh", "title")
    elif not isinstance(node.given["title"], Mapping):
        node.wrong("scheme_kind", node.raw("title"), "title", wanted="{zh: …, en: …}")
        return "", ""
    zh, en = node.under("title", lambda part: (part.text("zh", required=True), part.text("en"))) or ("", "")
    return zh, en or zh


def _validity(node: Node) -> tuple[date | None, date | None]:
    begin, end = node.under("valid", lambda part: (part.day("from"), part.day("to"))) or (None, None)
    if begin and end and end < begin:
        node.wrong("dates_out_of_order", end, "valid", begin=str(begin))
    return begin, end


def _field(name: str, node: Node) -> ReturnField:
    unit = node.text("unit", required=True)
    if unit and _units().read(unit) is None:
        node.wrong("scheme_unknown_unit", unit, "unit")
    zh = node.text("zh", required=True)
    made = ReturnField(name, zh, node.text("en") or zh, unit)
    node.close()
    return made


def _fact(name: str, node: Node) -> Fact:
    zh = node.text("zh", required=True)
    made = Fact(name, zh, node.text("en") or zh)
    node.close()
    return made


def _indicator(name: str, node: Node, fields: Mapping[str, ReturnField]) -> Indicator:
    zh = node.text("zh", required=True)
    numerator = node.names("numerator", fields, "scheme_unknown_field")
    denominator = node.names("denominator", fields, "scheme_unknown_field")
    if not numerator and node.status("numerator") != "unknown":
        node.wrong("scheme_missing_part", "numerator", "numerator")
    unit = node.text("unit", required=bool(numerator) and "unit" not in node.given)
    known = all(one in fields for one in (*numerator, *denominator))
    scale = _scale(node, unit, numerator, denominator, fields) if known and unit and numerator else 1.0
    direction = node.choice("direction", ("more", "less"), "more")
    if "unknown" in (
        node.cited.status,
        *(node.status(key) for key in ("numerator", "denominator", "unit", "direction")),
    ):
        numerator = denominator = ()  # what it is made of is asked for
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
    node: Node, unit: str, numerator: tuple[str, ...], denominator: tuple[str, ...], fields: Mapping[str, ReturnField]
) -> float:
    """What takes a quotient of the columns to the indicator's unit; unequal kinds are told."""
    above, _, below = unit.partition("/")
    if unit in ("1", "%"):  # a quotient of the same kind: a fraction or per cent
        kinds = [_find_dimension(fields[one].unit) for one in (*numerator, *denominator)]
        if len({kind for kind, _ in kinds}) == 1 and denominator:
            return (100.0 if unit == "%" else 1.0) * kinds[0][1] / kinds[-1][1]
        if not denominator and {fields[one].unit for one in numerator} <= {"1", "%"}:
            return kinds[0][1] / _find_dimension(unit)[1]
        node.wrong("scheme_unit", unit, "unit")
        return 1.0
    scale = 1.0
    for names, wanted, power in ((numerator, above, 1), (denominator, below, -1)):
        kinds = [_find_dimension(fields[one].unit) for one in names]
        target = _find_dimension(wanted) if wanted else ("", 1.0)
        if {kind for kind, _ in kinds} | {target[0]} != {target[0]} or len({size for _, size in kinds}) > 1:
            node.wrong("scheme_unit", unit, "unit")
            return 1.0
        if kinds:
            scale *= (kinds[0][1] / target[1]) ** power
    return scale


def _find_dimension(unit: str) -> tuple[str, float]:
    found = _units().read(unit)
    return (found.dimension, float(found.factor)) if found else (f"?{unit}", 1.0)
