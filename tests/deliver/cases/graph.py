"""A little graph: two versions, a promise, gaps, a permit in portions, a pre-review."""

from __future__ import annotations

from typing import Any

from liantu.deliver.cases.graph_versions import Versions
from liantu.library.approvals import Graph, graph_from_mapping
from liantu.model.tables import Tables

from ..district import project, tables

_PAPERS = [
    {"id": "form", "zh": "申请表", "part": "main"},
    {"id": "licence", "zh": "营业执照复印件", "part": "secondary"},
    {"zh": "seal", "part": "secondary"},
    {"id": "map", "zh": "红线图"},
]


def _graph(version: str, **items: dict[str, Any]) -> Graph:
    gates = {
        "G1": {"after": [{"item": "C7", "kind": "legal"}, "A4"], "holds": ["W1"], "opens": "started"},
        "G2": {"after": ["W1", "D1"], "opens": "operating"},
    }
    named = {name: {"zh": name, "gaps": "no", "promise": "no", **said} for name, said in items.items()}
    return graph_from_mapping({"graph": "filed", "version": version, "items": named, "gates": gates})


_FIRST: dict[str, dict[str, Any]] = {
    "A1": {"days": 0},
    "P6": {"days": 1, "promise": "unknown", "gaps": "unknown"},
    "A4": {"days": 30, "unit": "day", "after": [{"item": "A1", "kind": "reuse"}], "promise": "yes"},
    "B2": {"days": 5, "after": ["A1", "P6"], "gaps": "yes", "materials": _PAPERS},
    "C1": {"days": 10, "after": ["B2"], "promise": "yes", "gaps": "yes", "materials": _PAPERS},
    "C7": {"days": 3, "after": ["B2", "C1"], "portions": "yes"},
    "W1": {},
    "D1": {"after": [{"item": "W1", "kind": "reuse"}]},
}
_SECOND = {**_FIRST, "B2": {**_FIRST["B2"], "days": 3, "after": ["A1", "P6", "A4"]}}
VERSIONS: Versions = {("filed", "1"): _graph("1", **_FIRST), ("filed", "2"): _graph("2", **_SECOND)}
FIRST, SECOND = (graph.items for graph in VERSIONS.values())


def district(**more: list[dict[str, str | None]]) -> Tables:
    """A project of a firm in a park, with two works."""
    return tables(
        firms=[{"id": "f", "zh": "甲", "kind": "firm", "basis": "ours"}],
        places=[
            {"id": "park", "zh": "园区", "kind": "park", "parent": "all", "basis": "ours"},
            {"id": "all", "zh": "本区", "kind": "district", "basis": "ours"},
        ],
        offices=[{"id": n, "zh": n, "kind": "government", "basis": "ours"} for n in ("land", "eco")],
        projects=[project("p", owner="f", place="park", sector="industry")],
        **more,
    )
