"""A scheme's file as a Scheme; all its mistakes at once, each with its path in the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import yaml

from liantu.library.marked_yaml import mark_text
from liantu.library.policy import list_policies as policy_names
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem, Problems, compose_part
from liantu.score.scheme.condition_reader import KnownNames
from liantu.score.scheme.cross_checks import check_across
from liantu.score.scheme.cutting_reader import read_cutting
from liantu.score.scheme.group_reader import read_groups
from liantu.score.scheme.indicator_reader import parse_fact, parse_field, parse_indicator, parse_substitute
from liantu.score.scheme.indicators import ReturnField
from liantu.score.scheme.node import Node
from liantu.score.scheme.point_reader import read_limits
from liantu.score.scheme.rule_reader import read_classes, read_moves, read_points
from liantu.score.scheme.scheme import Scheme

#: Parts of the scheme as a whole that a run needs.
_CALCULATION_KEYS = ("backfill", "point_decimals", "total_decimals")

#: Keys of a scheme whose value stands for the whole of it.
_WHOLE = ("backfill", "policy", "point_decimals", "total_decimals")


def read_scheme(text: str, name: str = "", ours: bool = False) -> Scheme:
    """The scheme of a YAML text; ``name`` is the file's, for messages; ``ours`` is one that is shipped.

    Raises Problems.
    """
    try:
        found, problems = mark_text(text, name, _LOADER_OF_OURS if ours else _Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Problems([_unreadable(error, text, name)]) from None
    document = found.value
    if not isinstance(document, Mapping):
        nothing = compose_part("empty_file")
        raise Problems([Problem("scheme_unreadable", file=name, value=nothing if document is None else str(document))])
    scheme = _scheme(Node(document, "", name, problems), text)
    if problems:  # what is wrong in what holds for all items is found with each of them
        raise Problems(problem for index, problem in enumerate(problems) if problem not in problems[:index])
    return scheme


class _Loader(yaml.SafeLoader):
    """Values as YAML has them; one that cannot be made says where it stands."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node. Raises _InvalidValue."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, AttributeError) as error:  # AttributeError: a tag that is written beside what it is not
            raise _InvalidValue(problem=node.tag, problem_mark=node.start_mark, note=str(node.value)) from error


#: The reader in C reads nothing but what is shipped: a text nested deep enough ends the whole process there.
_LOADER_OF_OURS: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _InvalidValue(yaml.MarkedYAMLError):
    """A value that is none of its kind, such as the 30th of February."""


def _unreadable(error: Exception, text: str, name: str) -> Problem:
    """What stands in the line where the file is no YAML any more; the reader's own words are English only."""
    line = getattr(getattr(error, "problem_mark", None), "line", None)
    lines = text.splitlines() or [""]
    if line is None:
        return Problem("scheme_unreadable", file=name, value=lines[0])
    line = min(line, len(lines) - 1)
    if isinstance(error, _InvalidValue) and str(error.problem).endswith(":timestamp"):
        return Problem("scheme_no_day", file=name, row=line + 1, value=str(error.note))
    return Problem("scheme_unreadable", file=name, row=line + 1, value=lines[line].strip())


def read_base_fields() -> dict[str, ReturnField]:
    """The fields every return knows, from the library's table of them."""
    return dict(_base_fields())


@cache
def _base_fields() -> Mapping[str, ReturnField]:
    rows = load_library()["return_items"].select("id", "zh", "en", "unit").iter_rows()
    return {id: ReturnField(id, zh, en, unit) for id, zh, en, unit in rows}


def _scheme(node: Node, text: str) -> Scheme:
    zh, en = _title(node)
    fields = read_base_fields() | {name: parse_field(name, part) for name, part in node.named("fields")}
    facts = {name: parse_fact(name, part) for name, part in node.named("facts")}
    indicators = {name: parse_indicator(name, part, fields) for name, part in node.named("indicators")}
    if not indicators:
        node.wrong("scheme_missing_part", "indicators", "indicators")
    groups = read_groups(node, indicators)
    known = [group.id for group in groups]
    cutting = read_cutting(node, indicators)
    grades = [line.grade for cut in (cutting, *(group.cutting for group in groups)) if cut for line in cut.grades]
    valid_from, valid_to = _validity(node)
    point_decimals = _decimals(node, "point_decimals", node.whole("point_decimals"))
    total_decimals = _decimals(node, "total_decimals", node.whole("total_decimals"))
    data_year = _data_year(node)
    names = KnownNames(fields, indicators, grades)
    points = read_points(node, names, known)
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
        points=points,
        cutting=cutting,
        moves=read_moves(node, names, known),
        backfill=node.flag("backfill"),
        policy=node.names("policy", policy_names(), "scheme_unknown_policy"),
        point_decimals=point_decimals,
        total_decimals=total_decimals,
        instead=tuple(parse_substitute(part, fields) for part in node.each("instead")),
        limits=read_limits(node, points),
        parts=node.cited_of("issuer", "number", "published", "valid", "data_year", *_WHOLE),
        text=text,
        version=hashlib.sha256(text.strip().encode()).hexdigest(),
    )
    scheme = replace(scheme, open=tuple(key for key in node.open() if key in _CALCULATION_KEYS))
    node.close()
    check_across(node, scheme)
    return scheme


def _title(node: Node) -> tuple[str, str]:
    if node.mapping.get("title") is None:
        node.wrong("scheme_missing_part", "title.zh", "title")
    elif not isinstance(node.mapping["title"], Mapping):
        node.wrong("scheme_kind", node.raw("title"), "title", wanted="{zh: …, en: …}")
        return "", ""
    zh, en = node.under("title", lambda part: (part.text("zh", required=True), part.text("en"))) or ("", "")
    return zh, en or zh


def _validity(node: Node) -> tuple[date | None, date | None]:
    begin, end = node.under("valid", lambda part: (part.day("from"), part.day("to"))) or (None, None)
    if begin and end and end < begin:
        node.wrong("dates_out_of_order", end, "valid", begin=str(begin))
    return begin, end


def _decimals(node: Node, key: str, count: int | None) -> int | None:
    """How many decimals; None where the scheme leaves them unknown."""
    if node.status(key) == "unknown":
        return None
    node.at_least(key, count)
    return count


def _data_year(node: Node) -> int | None:
    year = node.whole("data_year")
    if year is None or 1900 <= year <= 2200:
        return year
    node.wrong("scheme_kind", year, "data_year", wanted="2023")
    return None
