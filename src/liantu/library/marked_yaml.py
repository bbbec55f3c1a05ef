"""YAML with the line each value stands on, so that a message can say where; keys that stand twice are found.

Every value is read as the text that was written (``yes`` is not a truth value here); a reader of its own makes
numbers of those that should be numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from liantu.model.problems import Problem, Problems

#: Where a value stands: keys and positions from the root, as ("items", "C1", "after", 0).
NodePath = tuple[str | int, ...]


#: So many values a file may have when every alias is written out.
_VALUES = 50_000
#: The reader in C, ten times as fast, where PyYAML was built with it. A text nested deep enough ends the whole process
#: there, so it reads nothing but what is shipped.
_LOADER_OF_OURS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class MarkedFile:
    """A YAML file as values, with the line of each path."""

    file: str
    value: Any
    lines: dict[NodePath, int]

    def problem(self, code: str, path: NodePath, value: Any = "", **slots: str) -> Problem:
        """A problem at a path: file, path as ``items.C1.after[1]``, line. A missing value has its parent's line."""
        row = next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), None)
        return Problem(code, file=f"{self.file} {format_path(path)}".strip(), row=row, value=str(value), slots=slots)


def format_path(path: NodePath) -> str:
    """A path in words; places in a list count from 1.

    >>> format_path(("items", "C1", "after", 0))
    'items.C1.after[1]'
    """
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def read_marked_file(path: Path) -> tuple[MarkedFile, list[Problem]]:
    """A file and the keys that stand twice in it. Raises Problems when it is no YAML, OSError if unopened."""
    try:
        return read_marked_text(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", file=path.name, value=str(error.start))]) from None


def read_marked_text(text: str, file: str = "", ours: bool = False) -> tuple[MarkedFile, list[Problem]]:
    """As `read_marked_file`, of a text; ``ours`` is one that is shipped, which no user can have written.

    >>> found, twice = read_marked_text("a: 1\\na: [2, 3]")
    >>> found.value, found.lines["a", 1], [problem.code for problem in twice]
    ({'a': ['2', '3']}, 2, ['written_twice'])
    """
    try:
        return mark_text(text, file, _LOADER_OF_OURS if ours else yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Problems([Problem("not_yaml", file=file, value=str(error))]) from None


def mark_text(text: str, file: str, loader_class: Any) -> tuple[MarkedFile, list[Problem]]:
    """As `read_marked_text`, with the values that a loader of PyYAML makes.

    Raises YAMLError, RecursionError and ValueError.

    >>> mark_text("a: 1", "", yaml.SafeLoader)[0].value
    {'a': 1}
    """
    # Read once: what is composed for the lines is what the values are made of.
    loader = loader_class(text)
    node = loader.get_single_node()
    found = MarkedFile(file, None, {})
    if node is None:
        return found, []
    if _count_values(node, {}) > _VALUES:
        raise ValueError(f"aliases write it out to more than {_VALUES} values")
    twice: list[Problem] = []
    _mark_node(node, (), found, twice, set())  # before values are made, which may write what is merged into the node
    return replace(found, value=loader.construct_document(node)), twice


def _count_values(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values there are with every alias written out; each node is looked at once, whatever repeats it."""
    if id(node) not in known:
        known[id(node)] = 1  # an anchor inside itself counts once
        inside: list[yaml.Node] = []
        if isinstance(node, yaml.MappingNode):
            inside = [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            inside = list(node.value)
        known[id(node)] = 1 + sum(_count_values(part, known) for part in inside)
    return known[id(node)]


def _mark_node(node: yaml.Node, path: NodePath, found: MarkedFile, twice: list[Problem], above: set[int]) -> None:
    found.lines[path] = node.start_mark.line + 1
    if id(node) in above or len(path) > 8:  # an anchor inside itself; nothing of ours lies deeper
        return
    above = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            found.lines[(*path, name)] = key.start_mark.line + 1
            if name in keys:
                twice.append(found.problem("written_twice", (*path, name), name))
            keys.add(name)
            _mark_node(value, (*path, name), found, twice, above)
            found.lines[(*path, name)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _mark_node(value, (*path, number), found, twice, above)
