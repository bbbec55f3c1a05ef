"""An item graph from what was written; every mistake is reported, all at once, and then there is no graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from liantu.library.approvals.decision_tables import check_answers, check_rules
from liantu.library.approvals.graph import (
    DAYS,
    UNITS,
    Graph,
    Item,
    ItemRule,
    Prerequisite,
    Question,
)
from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.approvals.item_fields import (
    PROVENANCE_KEYS,
    read_limit,
    read_materials,
    read_pause,
    read_permission,
    read_status,
    read_texts,
    read_validity,
)
from liantu.library.approvals.precedence import check_precedence, check_validity
from liantu.library.approvals.prerequisite_fields import read_prerequisites
from liantu.library.marked_yaml import MarkedFile, NodePath
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.schema import read_codelist

_DAYS = ("days", "unit", "low", "high", "kind")
_HEADS = ("graph", "version", "valid_from", "zh", "en")
_NAMED = ("stages", "authorities")
_GRAPH = (*_HEADS, "note", *_NAMED, "questions", "items", "gates", "end")
_QUESTION = ("zh", "en", "choices", "note", *PROVENANCE_KEYS)
_ITEM = (
    *("zh", "en", "stage", "authority", *_DAYS, "after", "not_before", "when", "rules", "limits"),
    *("pauses", "promise", "gaps", "portions", "validity", "materials", "note", *PROVENANCE_KEYS),
)
_GATE = ("zh", "en", "stage", "after", "not_before", "holds", "opens", "note", *PROVENANCE_KEYS)
#: What a rule may say differently from its item.
_BY_RULE = (
    *("authority", "days", "low", "high", "unit", "kind", "limits", "pauses"),
    *("promise", "gaps", "validity", "note", *PROVENANCE_KEYS),
)


def parse_graph(marked: MarkedFile, twice: list[Problem] | None = None) -> Graph:
    """The graph that a file or a mapping says. Raises Problems with everything wrong in it."""
    fields = FieldReader(marked, list(twice or ()))
    document = fields.mapping(marked.value, (), _GRAPH, "graph: …, items: {…}")
    questions = _questions(fields, document.get("questions"))
    items = {
        id: _item(fields, id, raw, ("items", id), questions)
        for id, raw in fields.mapping(document.get("items"), ("items",), shape="items: {A1: {days: 5}}").items()
    }
    gates = _gates(fields, document.get("gates"), items)
    if not items and not fields.problems:
        fields.wrong("missing_key", (), "items")
    everything = items | gates
    end = _end(fields, document, everything)
    stages, authorities = (_choices(fields, document.get(part), (part,)) for part in _NAMED)
    _check_named(fields, everything, stages, authorities)
    check_precedence(fields, everything)
    check_validity(fields, everything)
    check_rules(fields, everything, questions)
    if fields.problems:
        raise Problems(fields.problems)
    id, version, valid_from, zh, en = read_texts(fields, document, (), *_HEADS)
    return Graph(id, version, valid_from, zh, en, stages, authorities, questions, everything, end, marked.value)


def _check_named(
    fields: FieldReader, items: Mapping[str, Item], stages: Mapping[str, object], authorities: Mapping[str, object]
) -> None:
    """Stages and authorities that items name are in the lists, where the graph has such lists."""
    for item in items.values():
        path = ("gates" if item.gate else "items", item.id)
        if stages and item.stage and item.stage not in stages:
            fields.wrong("not_a_choice", (*path, "stage"), item.stage, choices=", ".join(stages))
        for name in item.authority if authorities else ():
            if name not in authorities:
                fields.wrong("not_a_choice", (*path, "authority"), name, choices=", ".join(authorities))


def _questions(fields: FieldReader, raw: Any) -> dict[str, Question]:
    found = {}
    for id, written in fields.mapping(raw, ("questions",), shape="questions: {fire: {choices: [yes, no]}}").items():
        path = ("questions", id)
        entry = fields.mapping(written, path, _QUESTION)
        choices = _choices(fields, entry.get("choices"), (*path, "choices"))
        if len(choices) < 2:
            fields.wrong("missing_key", (*path, "choices"), "choices")
        zh, en, basis = read_texts(fields, entry, path, "zh", "en", "basis")
        found[id] = Question(id, choices, zh, en, basis, read_status(fields, entry, path))
    return found


def _choices(fields: FieldReader, raw: Any, path: NodePath) -> dict[str, Mapping[str, str]]:
    """Answers with their words, or only their names."""
    if not isinstance(raw, Mapping):
        return {fields.text(name, where): {} for where, name in fields.each(raw, path)}
    return {
        name: {key: fields.text(text, (*path, name, key)) for key, text in entry.items()}
        for name, written in fields.mapping(raw, path).items()
        for entry in [fields.mapping(written, (*path, name), ("zh", "en"))]
    }


def _item(fields: FieldReader, id: str, raw: Any, path: NodePath, questions: Mapping[str, Question]) -> Item:
    entry = fields.mapping(raw, path, _ITEM, "{days: 5, unit: workday}")
    if "when" in entry and "rules" in entry:
        fields.wrong("when_and_rules", path, id)
    zh, en, stage = read_texts(fields, entry, path, "zh", "en", "stage")
    return Item(
        id,
        zh,
        en,
        stage,
        authority=_authority(fields, entry.get("authority"), (*path, "authority")),
        after=read_prerequisites(fields, entry.get("after"), (*path, "after"), "legal"),
        when=_answers(fields, entry["when"], (*path, "when"), questions) if "when" in entry else None,
        rules=_rules(fields, entry.get("rules"), (*path, "rules"), questions),
        not_before=fields.day(entry.get("not_before"), (*path, "not_before")),
        portions=fields.choice(entry.get("portions"), (*path, "portions"), ("yes", "no"), "no") == "yes",
        materials=read_materials(fields, entry.get("materials"), (*path, "materials")),
        **_read_variable_fields(fields, entry, path),
    )


def _authority(fields: FieldReader, raw: Any, path: NodePath) -> tuple[str, ...]:
    """The offices of an item, the one that leads first."""
    return tuple(fields.text(element, where) for where, element in fields.each(raw, path, "[plan, park]"))


def _read_variable_fields(fields: FieldReader, entry: Mapping[str, Any], path: NodePath) -> dict[str, Any]:
    """What a rule may say differently: days and their kind, other limits, pauses, promise, gaps."""
    days, low, high = (fields.days(entry.get(key), (*path, key)) for key in ("days", "low", "high"))
    ordered = [number for number in (low, days, high) if number is not None]
    if ordered != sorted(ordered):
        fields.wrong("low_typical_high", path, ", ".join(map(str, ordered)))
    if days is None and (low is not None or high is not None):
        fields.wrong("range_without_days", path, low if high is None else high)
    return {
        "days": days,
        "low": low,
        "high": high,
        "unit": fields.choice(entry.get("unit"), (*path, "unit"), UNITS, "workday"),
        "kind": fields.choice(entry.get("kind"), (*path, "kind"), DAYS, "planning"),
        "limits": tuple(
            read_limit(fields, element, where) for where, element in fields.each(entry.get("limits"), (*path, "limits"))
        ),
        "pauses": tuple(
            read_pause(fields, element, where) for where, element in fields.each(entry.get("pauses"), (*path, "pauses"))
        ),
        "promise": read_permission(fields, entry.get("promise"), (*path, "promise")),
        "gaps": read_permission(fields, entry.get("gaps"), (*path, "gaps")),
        "validity": read_validity(fields, entry.get("validity"), (*path, "validity")),
        "basis": fields.text(entry.get("basis"), (*path, "basis")),
        "note": fields.text(entry.get("note"), (*path, "note")),
        "status": read_status(fields, entry, path),
    }


def _answers(
    fields: FieldReader, raw: Any, path: NodePath, questions: Mapping[str, Question]
) -> dict[str, tuple[str, ...]]:
    return check_answers(fields, fields.mapping(raw, path, shape="{question: choice}"), path, questions)


def _rules(fields: FieldReader, raw: Any, path: NodePath, questions: Mapping[str, Question]) -> tuple[ItemRule, ...]:
    rules: list[ItemRule] = []
    for where, element in fields.each(raw, path, "[{rule: …, when: {…}, applies: yes}]"):
        entry = fields.mapping(element, where, ("rule", "when", "applies", *_BY_RULE))
        id = fields.text(entry.get("rule"), (*where, "rule"))
        if not id:
            fields.wrong("missing_key", where, "rule")
        elif id in {rule.id for rule in rules}:
            fields.wrong("written_twice", (*where, "rule"), id)
        applies = fields.choice(entry.get("applies"), (*where, "applies"), ("yes", "no"), "yes") == "yes"
        read = _read_variable_fields(fields, entry, where)
        read["authority"] = _authority(fields, entry.get("authority"), (*where, "authority"))
        changes = {key: value for key, value in read.items() if key in entry}
        rules.append(ItemRule(id, _answers(fields, entry.get("when"), (*where, "when"), questions), applies, changes))
    return tuple(rules)


def _gates(fields: FieldReader, raw: Any, items: dict[str, Item]) -> dict[str, Item]:
    """Gates as items of no days; what a gate holds waits for it, whatever else the item says."""
    gates = {}
    for id, written in fields.mapping(raw, ("gates",), shape="gates: {G1: {after: [C7], holds: [W1]}}").items():
        path = ("gates", id)
        if id in items:
            fields.wrong("id_taken", path, id)
        entry = fields.mapping(written, path, _GATE)
        after = read_prerequisites(fields, entry.get("after"), (*path, "after"), "start_gate")
        zh, en, stage, basis, note = read_texts(fields, entry, path, "zh", "en", "stage", "basis", "note")
        status = read_status(fields, entry, path)
        opens = fields.choice(entry.get("opens"), (*path, "opens"), tuple(read_codelist("stage")), "")
        gate = Item(id, zh, en, stage, days=0, after=after, basis=basis, status=status, note=note)
        not_before = fields.day(entry.get("not_before"), (*path, "not_before"))
        gates[id] = replace(gate, gate=True, opens=opens, not_before=not_before)
        for where, name in fields.each(entry.get("holds"), (*path, "holds")):
            gated = items.get(str(name))
            if gated is None:
                fields.wrong("unknown_item", where, name, nearest=suggest_nearest(str(name), items))
            elif id not in {before.item for before in gated.after}:
                items[str(name)] = replace(gated, after=(*gated.after, Prerequisite(id, "start_gate")))
    return gates


def _end(fields: FieldReader, document: Mapping[str, object], items: Mapping[str, Item]) -> tuple[str, ...]:
    """The items the whole waits for; those that nothing waits for, unless said otherwise."""
    found = []
    for where, name in fields.each(document.get("end"), ("end",), "[C7]"):
        text = fields.text(name, where)
        if text not in items:
            fields.wrong("unknown_item", where, text, nearest=suggest_nearest(text, items))
        elif text not in found:
            found.append(text)
    if found or fields.problems:
        return tuple(found)
    # An item of which only the start is waited for may be done last.
    waited = {before.item for item in items.values() for before in item.after if before.link == "finish"}
    return tuple(id for id in items if id not in waited)
