"""What a schedule is made of, from the words of its command: the graph, its ends, the answers, the what-if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import Graph


@dataclass(frozen=True)
class ScheduleInputs:
    """``change`` is the what-if of the file of that name; None without one."""

    graph: Graph
    answers: Mapping[str, str]
    change: Mapping[str, Any] | None = None
    change_file: str = ""


def read_schedule_inputs(
    district: District | None,
    project: str | None,
    graph: str,
    ends: list[str] | None,
    answers: list[str] | None,
    what_if: Path | None,
) -> ScheduleInputs:
    """A graph of a file or a shipped one; of a district the version in force, under what is on record of a project and
    then what is answered. Raises Problems."""
    from liantu.district.approval_graphs import open_graph, read_graph_change

    found = open_graph(graph) if district is None else district.deliver.require_graph(graph, project or "")
    whole = _limit_to_items(found, ends or [])
    change = None if what_if is None else read_graph_change(what_if)
    recorded = {} if district is None else district.deliver.project_answers(project or "", whole)
    file = "" if what_if is None else what_if.name
    return ScheduleInputs(whole, {**recorded, **_read_answers(answers or [])}, change, file)


def _limit_to_items(graph: Graph, ends: list[str]) -> Graph:
    from dataclasses import replace

    from liantu.model.nearest import suggest_nearest

    wrong = [id for id in ends if id not in graph.items]
    if wrong:
        near = {id: {"nearest": suggest_nearest(id, graph.items)} for id in wrong}
        raise Problems([Problem("unknown_item", file="--end", value=id, slots=near[id]) for id in wrong])
    return replace(graph, end=tuple(ends)) if ends else graph


def _read_answers(texts: list[str]) -> dict[str, str]:
    wrong = [text for text in texts if "=" not in text]
    if wrong:
        raise Problems([Problem("bad_answer", value=text) for text in wrong])
    pairs = [(name.strip(), choice.strip()) for name, _, choice in (text.partition("=") for text in texts)]
    names = [name for name, _choice in pairs]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise Problems([Problem("answered_twice", value=name) for name in twice])
    return dict(pairs)
