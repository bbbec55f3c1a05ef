"""Item graphs of approvals: which items there are, what each waits for, how many days, on what ground.

A graph is a YAML file, versioned; ``docs/reference/approval-graph.md`` describes it. What is shipped stands beside this
module; a district keeps its own in its description, ``approvals``: in a folder each is a file ``approvals/*.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from liantu.library.approvals.graph import Graph, Item, ItemRule, Prerequisite, Question, Validity
from liantu.library.approvals.graph_reader import parse_graph
from liantu.library.approvals.province_overlay import lay_over
from liantu.library.marked_yaml import MarkedFile, read_marked_file, read_marked_text
from liantu.library.province_rules import read_province_overlay

__all__ = [
    "Graph",
    "Item",
    "ItemRule",
    "Prerequisite",
    "Question",
    "Validity",
    "collect_graph_versions",
    "graph_from_mapping",
    "list_graphs",
    "load_graph",
    "read_graph",
]

_FOLDER = Path(__file__).parent


def list_graphs() -> list[str]:
    """The graphs that are shipped.

    >>> list_graphs()
    ['filed-industrial']
    """
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def load_graph(name: str, province: str | None = None) -> Graph:
    """The shipped graph of that name, with what is known of a province laid over it; LookupError when there is none.

    >>> load_graph("filed-industrial").items["A1"].zh
    '企业投资项目备案'
    >>> [load_graph("filed-industrial", where).authorities["industry"]["zh"] for where in (None, "福建", "重庆市")]
    ['工业和信息化主管部门', '工业和信息化主管部门', '经济信息委']
    """
    if name not in list_graphs():
        raise LookupError(f"there is no item graph called {name}")
    return _load_graph(name, read_province_overlay(province))


@cache
def _load_graph(name: str, overlay: tuple[str, str] | None) -> Graph:
    path = _FOLDER / f"{name}.yaml"
    marked, twice = read_marked_text(path.read_text(encoding="utf-8"), path.name, ours=True)
    over = read_marked_text(overlay[1], overlay[0], ours=True)[0].value if overlay else {}
    if over.get("graph") == name:
        parts = {key: over[key] for key in ("authorities", "items") if key in over}
        marked = replace(marked, value=lay_over(marked.value, parts))
    return parse_graph(marked, twice)


def read_graph(path: Path) -> Graph:
    """The graph of a file. Raises Problems with everything wrong in it, OSError when it cannot be opened."""
    marked, twice = read_marked_file(path)
    return parse_graph(marked, twice)


def read_graph_text(text: str, file: str) -> Graph:
    """The graph of a text; ``file`` is what messages call it. Raises Problems with everything wrong in it."""
    marked, twice = read_marked_text(text, file)
    return parse_graph(marked, twice)


def graph_from_mapping(mapping: Mapping[str, Any], file: str = "") -> Graph:
    """The graph of a mapping in the form of the files. Raises Problems with everything wrong in it.

    >>> graph_from_mapping({"items": {"A1": {"days": 3}, "B1": {"days": 7, "after": ["A1"]}}}).end
    ('B1',)
    """
    return parse_graph(MarkedFile(file, mapping, {}))


def collect_graph_versions(
    mappings: Iterable[Mapping[str, Any]] = (), province: str | None = None
) -> dict[tuple[str, str], Graph]:
    """Graphs by id and version: the shipped ones as the province has them, and over them a district's own, as mappings.

    Raises Problems with everything wrong in the first of those that is.

    >>> [*collect_graph_versions([{"graph": "filed", "version": 2, "items": {"A1": {"days": 3}}}])][-1]
    ('filed', '2')
    """
    shipped = (load_graph(name, province) for name in list_graphs())
    graphs = [*shipped, *(graph_from_mapping(mapping) for mapping in mappings)]
    return {(found.id, found.version): found for found in graphs}
