"""The file of an index (YAML) as a scheme: its nodes by id, and its steps in their order. All mistakes at once."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.library.approvals.graph_fields import FieldReader
from liantu.library.marked_yaml import NodePath, read_marked_text
from liantu.model.problems import Problems
from liantu.outlook.index.choices import find_parameter_problem, read_number
from liantu.outlook.index.hierarchy_checks import check_hierarchy
from liantu.outlook.index.scheme import (
    AGGREGATIONS,
    METHODS,
    NO_METHOD,
    PARAMETERS,
    IndexNode,
    IndexScheme,
    IndexStep,
)

_KEYS = ("id", "title", "reference", "nodes", "steps", "groups", "denominators")
_NODE_TEXTS = ("zh", "en", "parent", "unit", "denominator", "observed")
_NODE_NUMBERS = ("direction", "weight", "low", "high", "target")
_NODE_KEYS = (*_NODE_TEXTS, *_NODE_NUMBERS, "aggregation")
_WORDS = ("zh", "en")


def read_index_scheme(text: str, file: str = "", ours: bool = False) -> IndexScheme:
    """The scheme of a YAML text; ``ours`` is one that is shipped. Raises Problems with everything wrong in it.

    A file without ``nodes`` brings steps alone, for the nodes of a table.
    """
    marked, twice = read_marked_text(text, file, ours)
    fields = FieldReader(marked, [*twice])
    document = fields.mapping(marked.value, (), _KEYS)
    groups = tuple(fields.text(raw, path) for path, raw in fields.each(document.get("groups"), ("groups",)))
    denominators = tuple(
        fields.text(raw, path) for path, raw in fields.each(document.get("denominators"), ("denominators",))
    )
    raw_nodes = fields.mapping(document.get("nodes"), ("nodes",))
    nodes = tuple(_read_node(fields, name, raw, denominators) for name, raw in raw_nodes.items())
    _check_directions(fields, raw_nodes, frozenset(node.parent for node in nodes))
    steps = tuple(_read_step(fields, raw, path, groups) for path, raw in fields.each(document.get("steps"), ("steps",)))
    _check_order(fields, steps)
    if nodes and not fields.problems:
        fields.problems += check_hierarchy(nodes, file)
    if fields.problems:
        raise Problems(fields.problems)
    title = fields.mapping(document.get("title"), ("title",), _WORDS)
    reference = fields.mapping(document.get("reference"), ("reference",), _WORDS)
    name = str(document.get("id") or "")
    return IndexScheme(
        id=name,
        zh=str(title.get("zh") or name),
        en=str(title.get("en") or title.get("zh") or name),
        nodes=nodes,
        steps=steps,
        denominators=denominators,
        groups=groups,
        reference_zh=str(reference.get("zh") or ""),
        reference_en=str(reference.get("en") or ""),
    )


def _read_node(fields: FieldReader, name: str, raw: object, denominators: tuple[str, ...]) -> IndexNode:
    path: NodePath = ("nodes", name)
    part = fields.mapping(raw, path, _NODE_KEYS)
    texts = {key: fields.text(part.get(key), (*path, key)) for key in _NODE_TEXTS}
    numbers = {key: _number(fields, part.get(key), (*path, key)) for key in _NODE_NUMBERS}
    _check_numbers(fields, part, path, numbers)
    if texts["denominator"] not in ("", *denominators):
        choices = ", ".join(denominators)
        fields.wrong("not_a_choice", (*path, "denominator"), texts["denominator"], choices=choices, nearest="")
    return IndexNode(
        id=name,
        zh=texts["zh"] or texts["en"] or name,
        en=texts["en"] or texts["zh"] or name,
        parent=texts["parent"],
        direction=-1 if numbers["direction"] == -1 else 1,
        weight=numbers["weight"],
        unit=texts["unit"],
        denominator=texts["denominator"],
        low=numbers["low"],
        high=numbers["high"],
        target=numbers["target"],
        observed=texts["observed"] or name,
        aggregation=fields.choice(part.get("aggregation"), (*path, "aggregation"), AGGREGATIONS, ""),
    )


def _check_numbers(
    fields: FieldReader, part: Mapping[str, object], path: NodePath, numbers: Mapping[str, float | None]
) -> None:
    weight, low, high = numbers["weight"], numbers["low"], numbers["high"]
    if numbers["direction"] not in (None, 1, -1):
        fields.wrong("index_bad_direction", (*path, "direction"), part.get("direction"))
    if weight is not None and weight < 0:
        fields.wrong("negative_number", (*path, "weight"), part.get("weight"))
    if low is not None and high is not None and low >= high:
        fields.wrong("index_bounds", (*path, "low"), f"{low:g}, {high:g}")


def _check_directions(fields: FieldReader, raw_nodes: Mapping[str, object], parents: frozenset[str]) -> None:
    """An indicator says whether more of it is better: that is not for us to suppose."""
    for name, raw in raw_nodes.items():
        path: NodePath = ("nodes", name, "direction")
        if name not in parents and isinstance(raw, Mapping) and not fields.text(raw.get("direction"), path):
            fields.wrong("required", path)


def _read_step(fields: FieldReader, raw: object, path: NodePath, groups: tuple[str, ...]) -> IndexStep:
    part = fields.mapping(raw, path, None, "{step: …}")
    keys = frozenset(part)
    written_name = part.pop("step", None)
    if not fields.text(written_name, (*path, "step")):
        fields.wrong("required", (*path, "step"))
    name = fields.choice(written_name, (*path, "step"), tuple(METHODS), "")
    if not name:
        return IndexStep("", None, ())
    methods = (*METHODS[name], NO_METHOD)
    written = part.pop("method", METHODS[name][0])
    unknown = written is None or str(written).strip() in ("", "null", "~")
    method = None if unknown else fields.choice(written, (*path, "method"), methods, methods[0])
    parameters = fields.mapping(part, path, PARAMETERS[name])
    read: list[tuple[str, float | str]] = []
    for key, value in parameters.items():
        text = fields.text(value, (*path, key))
        if not text:
            continue
        # a file of steps alone knows no groupings: the table that it goes with does
        problem = find_parameter_problem(name, key, text, groups or (text,))
        if problem:
            fields.wrong(problem.code, (*path, key), text, **problem.slots)
        else:
            read.append((key, text if key == "group" else read_number(text) or 0.0))
    return IndexStep(name, method, tuple(read), named="method" in keys or len(METHODS[name]) == 1)


def _check_order(fields: FieldReader, steps: tuple[IndexStep, ...]) -> None:
    """A step that stands twice, and one that comes after aggregation."""
    names = [step.name for step in steps]
    for place, name in enumerate(names):
        if name and name in names[:place]:
            fields.wrong("written_twice", ("steps", place, "step"), name)
        elif name and "aggregate" in names[:place]:
            fields.wrong("index_after_aggregation", ("steps", place, "step"), name)


def _number(fields: FieldReader, raw: object, path: NodePath) -> float | None:
    """A number; None when nothing is written: nobody knows."""
    text = "" if raw is None else str(raw).strip()
    if text in ("", "null", "~", "None"):
        return None
    number = read_number(text)
    if number is None:
        fields.wrong("text_number", path, raw)
    return number
