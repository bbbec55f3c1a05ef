"""Item graphs of approvals by name or file, and changes of one in a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.library.approvals import Graph


def open_graph(name: str) -> Graph:
    """The item graph of a file, or the shipped one of that name. Raises Problems with everything wrong in it."""
    from liantu.library.approvals import list_graphs, load_graph, read_graph

    if Path(name).exists():
        return read_graph(Path(name))
    if name not in list_graphs():
        raise Problems([Problem("unknown_graph", value=name, slots={"choices": ", ".join(list_graphs())})])
    return load_graph(name)


def read_graph_change(path: Path) -> Mapping[str, Any]:
    """The change of a graph that a file (YAML) holds: items to set, add or drop. Raises Problems."""
    from liantu.library.marked_yaml import read_marked_file

    marked, twice = read_marked_file(path)
    if twice:
        raise Problems(twice)
    return marked.value or {}
