"""Since when the items and gates of a graph have begun in a project: applied for, or the stage they open reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from liantu.deliver.cases.standings import Case
from liantu.deliver.pipeline import list_project_steps, list_stages
from liantu.library.approvals import Graph
from liantu.library.approvals.graph import APPLICANT
from liantu.model.tables import Tables


def find_beginnings(tables: Tables, graph: Graph, project: str, cases: Iterable[Case]) -> dict[str, date]:
    """The first day of everything that has begun, by item; ``date.min`` where it has begun and nobody wrote when.

    An item begins with its first application; a gate when the project reaches the stage that it opens, or a later one.
    What the applicant does without an office, works above all, has begun once what follows it is applied for, and so
    has a gate before it. Of a step dated with a month or a year the first day counts: nothing is taken for expired on a
    guess.
    """
    begun = {**_list_applied(cases), **_list_opened(tables, graph, project)}
    followers: dict[str, list[str]] = {name: [] for name in graph.items}
    for item in graph.items.values():
        for before in item.after:
            followers[before.item].append(item.id)
    found = {name: _find_first(graph, followers, begun, name) for name in graph.items}
    return {name: day for name, day in found.items() if day is not None}


def _find_first(graph: Graph, followers: Mapping[str, list[str]], begun: Mapping[str, date], name: str) -> date | None:
    """The day an item or gate began; where nobody wrote it, whether what follows tells that it has."""
    if name in begun:
        return begun[name]
    item = graph.items[name]
    telling = [other for other in followers[name] if not (item.gate and item.opens) or _is_applicants(graph, other)]
    if not (item.gate or _is_applicants(graph, name)):
        return None
    return date.min if any(_find_first(graph, followers, begun, other) for other in telling) else None


def _is_applicants(graph: Graph, name: str) -> bool:
    return graph.items[name].authority == (APPLICANT,)


def _list_applied(cases: Iterable[Case]) -> dict[str, date]:
    """The first application for each item; a pre-review is none."""
    found: dict[str, date] = {}
    for case in cases:
        if case.submitted is not None and not case.preview:
            found[case.item] = min(case.submitted, found.get(case.item, case.submitted))
    return found


def _list_opened(tables: Tables, graph: Graph, project: str) -> dict[str, date]:
    """The gates whose stage, or a later one on the line, the project has reached, with the first day of it."""
    order = dict(list_stages(tables).select("stage", "order").iter_rows())
    steps = list_project_steps(tables, project).filter(pl.col("course") == "main").drop_nulls(["order", "first"])
    reached = steps.select("order", "first").rows()
    found = {}
    for item in graph.items.values():
        days = [first for number, first in reached if item.opens and number >= order[item.opens]]
        if days:
            found[item.id] = min(days)
    return found
