"""An item graph from what was written; every mistake is reported, all at once, and then there is no graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from liantu.library.approvals.decision_tables import check_answers, check_rules
from liantu.library.approvals.graph import (
    DAYS,
    PREREQUISITES,
    UNITS,
    Graph,
    Item,
    ItemRule,
    Prerequisite,
    Question,
)
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.approvals.item_fields import (
    SAID,
    read_limit,
    read_materials,
    read_pause,
    read_permission,
    read_status,
    read_texts,
)
from liantu.library.approvals.precedence import check_precedence
from liantu.library.marked_yaml import At, MarkedFile
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.schema import read_codelist

_DAYS = ("days", "unit", "low", "high", "kind")
_HEADS = ("graph", "version", "valid_from", "zh", "en")
_NAMED = ("stages", "authorities")
_GRAPH = (*_HEADS, "note", *_NAMED, "questions", "items", "gates", "end")
_QUESTION = ("zh", "en", "choices", "note", *SAID)
_ITEM = (
    *("zh", "en", "stage", "authority", *_DAYS, "after", "when", "rules", "limits", "pauses"),
    *("promise", "gaps", "portions", "materials", "note", *SAID),
)
_GATE = ("zh", "en", "stage", "after", "holds", "opens", "note", *SAID)
#: What a rule may say differently from its item.
_BY_RULE = ("authority", "days", "low", "high", "unit", "kind", "limits", "pauses", "promise", "gaps", "note", *SAID)


def parse_graph(marked: MarkedFile, twice: list[Problem] | None = None) -> Graph:
    """The graph that a file or a mapping says. Raises Problems with everything wrong in it."""
    fields = FieldReader(marked, list(twice or ()))
    said = fields.mapping(marked.value, (), _GRAPH, "graph: …, items: {…}")
    questions = _questions(fields, said.get("questions"))
    items = {
        id: _item(fields, id, given, ("items", id), questions)
        for id, given in fields.mapping(said.get("items"), ("items",), wanted="items: {A1: {days: 5}}").items()
    }
    gates = _gates(fields, said.get("gates"), items)
    if not items and not fields.problems:
        fields.wrong("missing_key", (), "items")
    everything = items | gates
    end = _end(fields, said, everything)
    stages, authorities = (_choices(fields, said.get(part), (part,)) for part in _NAMED)
    _check_named(fields, everything, stages, authorities)
    check_precedence(fields, everything)
    check_rules(fields, everything, questions)
    if fields.problems:
        raise Problems(fields.problems)
    id, version, valid_from, zh, en = read_texts(fields, said, (), *_HEADS)
    return Graph(id, version, valid_from, zh, en, stages, authorities, questions, everything, end, marked.value)


def _check_named(
    fields: FieldReader, items: Mapping[str, Item], stages: Mapping[str, object], authorities: Mapping[str, object]
) -> None:
    """Stages and authorities that items name are in the lists, where the graph has such lists."""
    for item in items.values():
        at = ("gates" if item.gate else "items", item.id)
        if stages and item.stage and item.stage not in stages:
            fields.wrong("not_a_choice", (*at, "stage"), item.stage, choices=", ".join(stages))
        for name in item.authority if authorities else ():
            if name not in authorities:
                fields.wrong("not_a_choice", (*at, "authority"), name, choices=", ".join(authorities))


def _questions(fields: FieldReader, given: Any) -> dict[str, Question]:
    found = {}
    for id, written in fields.mapping(given, ("questions",), wanted="questions: {fire: {choices: [yes, no]}}").items():
        at = ("questions", id)
        said = fields.mapping(written, at, _QUESTION)
        choices = _choices(fields, said.get("choices"), (*at, "choices"))
        if len(choices) < 2:
            fields.wrong("missing_key", (*at, "choices"), "choices")
        zh, en, basis = read_texts(fields, said, at, "zh", "en", "basis")
        found[id] = Question(id, choices, zh, en, basis, read_status(fields, said, at))
    return found


def _choices(fields: FieldReader, given: Any, at: At) -> dict[str, Mapping[str, str]]:
    """Answers with their words, or only their names."""
    if not isinstance(given, Mapping):
        return {fields.text(name, where): {} for where, name in fields.each(given, at)}
    return {
        name: {key: fields.text(text, (*at, name, key)) for key, text in said.items()}
        for name, written in fields.mapping(given, at).items()
        for said in [fields.mapping(written, (*at, name), ("zh", "en"))]
    }


def _item(fields: FieldReader, id: str, given: Any, at: At, questions: Mapping[str, Question]) -> Item:
    said = fields.mapping(given, at, _ITEM, "{days: 5, unit: workday}")
    if "when" in said and "rules" in said:
        fields.wrong("when_and_rules", at, id)
    zh, en, stage = read_texts(fields, said, at, "zh", "en", "stage")
    return Item(
        id,
        zh,
        en,
        stage,
        authority=_authority(fields, said.get("authority"), (*at, "authority")),
        after=_read_prerequisites(fields, said.get("after"), (*at, "after"), "legal"),
        when=_answers(fields, said["when"], (*at, "when"), questions) if "when" in said else None,
        rules=_rules(fields, said.get("rules"), (*at, "rules"), questions),
        portions=fields.choice(said.get("portions"), (*at, "portions"), ("yes", "no"), "no") == "yes",
        materials=read_materials(fields, said.get("materials"), (*at, "materials")),
        **_read_variable_fields(fields, said, at),
    )


def _authority(fields: FieldReader, given: Any, at: At) -> tuple[str, ...]:
    """The offices of an item, the one that leads first."""
    return tuple(fields.text(one, where) for where, one in fields.each(given, at, "[plan, park]"))


def _read_variable_fields(fields: FieldReader, said: Mapping[str, Any], at: At) -> dict[str, Any]:
    """What a rule may say differently: days and their kind, other limits, pauses, promise, gaps."""
    days, low, high = (fields.days(said.get(key), (*at, key)) for key in ("days", "low", "high"))
    ordered = [number for number in (low, days, high) if number is not None]
    if ordered != sorted(ordered):
        fields.wrong("low_typical_high", at, ", ".join(map(str, ordered)))
    if days is None and (low is not None or high is not None):
        fields.wrong("range_without_days", at, low if high is None else high)
    return {
        "days": days,
        "low": low,
        "high": high,
        "unit": fields.choice(said.get("unit"), (*at, "unit"), UNITS, "workday"),
        "kind": fields.choice(said.get("kind"), (*at, "kind"), DAYS, "planning"),
        "limits": tuple(
            read_limit(fields, one, where) for where, one in fields.each(said.get("limits"), (*at, "limits"))
        ),
        "pauses": tuple(
            read_pause(fields, one, where) for where, one in fields.each(said.get("pauses"), (*at, "pauses"))
        ),
        "promise": read_permission(fields, said.get("promise"), (*at, "promise")),
        "gaps": read_permission(fields, said.get("gaps"), (*at, "gaps")),
        "basis": fields.text(said.get("basis"), (*at, "basis")),
        "note": fields.text(said.get("note"), (*at, "note")),
        "status": read_status(fields, said, at),
    }


def _read_prerequisites(fields: FieldReader, given: Any, at: At, default: str) -> tuple[Prerequisite, ...]:
    if isinstance(given, Mapping):
        given = [given]
    found: dict[str, Prerequisite] = {}
    for where, one in fields.each(given, at, "[A1, {item: B1, kind: reuse}]"):
        kind = default
        name = one
        if isinstance(one, Mapping):
            said = fields.mapping(one, where, ("item", "kind"))
            name, kind = said.get("item"), fields.choice(said.get("kind"), (*where, "kind"), PREREQUISITES, default)
        text = fields.text(name, where)
        if not text:
            fields.wrong("missing_key", where, "item")
        elif text in found:
            fields.wrong("written_twice", where, text)
        else:
            found[text] = Prerequisite(text, kind)
    return tuple(found.values())


def _answers(fields: FieldReader, given: Any, at: At, questions: Mapping[str, Question]) -> dict[str, tuple[str, ...]]:
    return check_answers(fields, fields.mapping(given, at, wanted="{question: choice}"), at, questions)


def _rules(fields: FieldReader, given: Any, at: At, questions: Mapping[str, Question]) -> tuple[ItemRule, ...]:
    rules: list[ItemRule] = []
    for where, one in fields.each(given, at, "[{rule: …, when: {…}, applies: yes}]"):
        said = fields.mapping(one, where, ("rule", "when", "applies", *_BY_RULE))
        id = fields.text(said.get("rule"), (*where, "rule"))
        if not id:
            fields.wrong("missing_key", where, "rule")
        elif id in {rule.id for rule in rules}:
            fields.wrong("written_twice", (*where, "rule"), id)
        applies = fields.choice(said.get("applies"), (*where, "applies"), ("yes", "no"), "yes") == "yes"
        read = _read_variable_fields(fields, said, where)
        read["authority"] = _authority(fields, said.get("authority"), (*where, "authority"))
        changes = {key: value for key, value in read.items() if key in said}
        rules.append(ItemRule(id, _answers(fields, said.get("when"), (*where, "when"), questions), applies, changes))
    return tuple(rules)


def _gates(fields: FieldReader, given: Any, items: dict[str, Item]) -> dict[str, Item]:
    """Gates as items of no days; what a gate holds waits for it, whatever else the item says."""
    gates = {}
    for id, written in fields.mapping(given, ("gates",), wanted="gates: {G1: {after: [C7], holds: [W1]}}").items():
        at = ("gates", id)
        if id in items:
            fields.wrong("id_taken", at, id)
        said = fields.mapping(written, at, _GATE)
        after = _read_prerequisites(fields, said.get("after"), (*at, "after"), "start_gate")
        zh, en, stage, basis, note = read_texts(fields, said, at, "zh", "en", "stage", "basis", "note")
        sure = read_status(fields, said, at)
        opens = fields.choice(said.get("opens"), (*at, "opens"), tuple(read_codelist("stage")), "")
        gate = Item(id, zh, en, stage, days=0, after=after, basis=basis, status=sure, note=note)
        gates[id] = replace(gate, gate=True, opens=opens)
        for where, name in fields.each(said.get("holds"), (*at, "holds")):
            held = items.get(str(name))
            if held is None:
                fields.wrong("unknown_item", where, name, nearest=suggest_nearest(str(name), items))
            elif id not in {before.item for before in held.after}:
                items[str(name)] = replace(held, after=(*held.after, Prerequisite(id, "start_gate")))
    return gates


def _end(fields: FieldReader, said: Mapping[str, object], items: Mapping[str, Item]) -> tuple[str, ...]:
    """The items the whole waits for; those that nothing waits for, unless said otherwise."""
    found = []
    for where, name in fields.each(said.get("end"), ("end",), "[C7]"):
        text = fields.text(name, where)
        if text not in items:
            fields.wrong("unknown_item", where, text, nearest=suggest_nearest(text, items))
        elif text not in found:
            found.append(text)
    if found or fields.problems:
        return tuple(found)
    waited = {before.item for item in items.values() for before in item.after}
    return tuple(id for id in items if id not in waited)
