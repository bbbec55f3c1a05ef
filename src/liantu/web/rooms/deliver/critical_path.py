"""The steps that decide when the approvals of a project are done, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.web.core.page_tables import Column, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, project_cells
from liantu.wording.sentences import BY_WEEKENDS

if TYPE_CHECKING:
    from liantu.district.results import Graph, RemainingSchedule


def describe_critical_path(view: RequestView, project: str) -> str:
    """The path of a project in a sentence; nothing where no approval of it has begun, or all are done."""
    found = view.district.deliver.open_plan(project)
    if found is None:
        return ""
    path, end = _name_path(view, *found), _name_end(view, found[1])
    return view.tr("Critical path: %(path)s; all done by %(end)s") % {"path": path, "end": end} if path else ""


def build_path_table(view: RequestView) -> Table | None:
    """The path of every project whose approvals have begun and are not done; None where there is none."""
    _ = view.tr
    projects = view.district.deliver.all_cases()["project"].unique(maintain_order=True).to_list()
    rows = []
    for project in projects:
        found = view.district.deliver.open_plan(project)
        path = "" if found is None else _name_path(view, *found)
        if found is not None and path:
            rows.append((found[1].end, project, path, _name_end(view, found[1])))
    if not rows:
        return None
    cells = [
        [project_cells.project_cell(view, project), text_cell(path), text_cell(end)]
        for _end, project, path, end in sorted(rows)
    ]
    columns = [Column(_("Project")), Column(_("Critical path"), sentences=True), Column(_("All done by"))]
    return Table(_("Steps that decide when approvals are done"), columns, cells, name="paths")


def _name_path(view: RequestView, graph: Graph, remaining: RemainingSchedule) -> str:
    """The steps of the deciding chain that are not done, in their order, without codes."""
    ahead = remaining.items.filter(pl.col("drives"), pl.col("state") != "done").sort("finish", maintain_order=True)
    return " → ".join(graph_view.item_name(view, graph.items[item]) for item in ahead["item"] if item in graph.items)


def _name_end(view: RequestView, remaining: RemainingSchedule) -> str:
    return f"{remaining.end}{view.tr(BY_WEEKENDS) if remaining.label else ''}"
