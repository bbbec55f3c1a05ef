"""The running schedule of a project beside a saved one: figures, table, chart with the saved dates as thin bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.drawings import gantt as drawing
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view
from liantu.web.rooms.deliver.graph_view import GraphRequest
from liantu.wording.labels import SLIPPED_ITSELF
from liantu.wording.schedules import BESIDE_SAVED, describe_comparison

if TYPE_CHECKING:
    from liantu.district.results import BaselineComparison, Graph, RemainingSchedule

#: Pixels of a month of the chart, and how many months are drawn.
_MONTH, _MONTHS = 60, 72


def comparison_lead(view: RequestView, graph: Graph, compared: BaselineComparison) -> str:
    """Saved and running finish, the slip, what drives it."""
    driver = "" if compared.driver is None else graph_view.item_label(view, graph, compared.driver)
    return describe_comparison(compared, driver, view.tr)


def comparison_table(view: RequestView, graph: Graph, compared: BaselineComparison) -> Table:
    """Every item, saved and running; what stands in one of the two only has blanks for the other."""
    _ = view.tr
    rows = [
        [
            text_cell(graph_view.item_label(view, graph, row["item"])),
            *(text_cell(str(row[name] or "")) for name in ("saved_start", "saved_finish", "start", "finish")),
            *(number_cell("" if row[name] is None else str(row[name])) for name in ("slip", "added")),
            text_cell(_("decides the end") if row["drives"] else ""),
        ]
        for row in compared.items.iter_rows(named=True)
    ]
    then, now = _("As saved"), _("As it stands")
    columns = [
        Column(_("Item")),
        *(Column(label, group) for group in (then, now) for label in (_("Starts"), _("Done"))),
    ]
    columns += [Column(_("Slipped"), number=True), Column(_(SLIPPED_ITSELF), number=True), Column(_("Remark"))]
    notes = [_("Working days later than saved, below zero sooner; a saved schedule is never changed.")]
    return Table(_(BESIDE_SAVED) % compared.name, columns, rows, name="baseline", notes=notes)


def draw_comparison(
    view: RequestView, graph: Graph, remaining: RemainingSchedule | None, compared: BaselineComparison
) -> str:
    """The chart: an item a line, dark where it is decided; under each the thin bar of the saved schedule."""
    frame = compared.items.filter(pl.col("start").is_not_null())
    done = () if remaining is None else remaining.items.filter(pl.col("state") == "done")["item"].to_list()
    to = view.url(f"/approvals/{graph.id}", project=view.request.query_params.get("project") or None)
    lines = [
        drawing.GanttLine(graph_view.item_label(view, graph, row["item"]), to, [_bar(row, row["item"] in done)])
        for row in frame.iter_rows(named=True)
    ]
    days = [
        day for name in ("saved_start", "saved_finish", "start", "finish") for day in compared.items[name].drop_nulls()
    ]
    first, last = min(days), max(days)
    last = min(last, last.replace(year=first.year + _MONTHS // 12, month=1, day=1))
    words = {"today": view.tr("as of"), "earlier": view.tr("since"), "unknown": view.tr("not known")}
    title = view.tr(BESIDE_SAVED) % compared.name
    return drawing.draw_gantt(lines, first, last, view.district.as_of, title, words, month=_MONTH)


def saving_context(view: RequestView, found: GraphRequest, form_values: Mapping[str, str]) -> dict[str, Any]:
    """What the choice of a saved schedule and the form that saves one need; nothing without a project."""
    if not found.project:
        return {}
    saved = view.district.deliver.baselines(found.project).filter(pl.col("graph") == found.graph.id)
    start = view.request.query_params.get("start") or None
    to = {**graph_view.address_parameters(found), "start": start}
    return {
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "baselines": [
            (row["name"], f"{row['name']} · {row['saved']}", row["name"] == chosen_baseline(view))
            for row in saved.iter_rows(named=True)
        ],
        "save_to": view.url(f"/schedule/{found.graph.id}/baseline", **to),
        "form_values": form_values,
    }


def chosen_baseline(view: RequestView) -> str:
    """The saved schedule that the address asks for."""
    return (view.request.query_params.get("baseline") or "").strip()


def _bar(row: Mapping[str, Any], done: bool) -> drawing.GanttBar:
    saved = None if row["saved_start"] is None else (row["saved_start"], row["saved_finish"])
    label = str(row["finish"]) if row["slip"] in (None, 0) else f"{row['finish']} ({row['slip']:+d})"
    return drawing.GanttBar("actual" if done else "plan", label, row["start"], row["finish"], saved=saved)
