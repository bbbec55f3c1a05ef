"""The tables of a schedule: beside a saved one, what is left, what a what-if moves, every item with its slack."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.web.core.lists.facet_bar import FacetField, code_words
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, remaining_plan, saved_schedule
from liantu.web.rooms.deliver.schedule_figures import labelled_day
from liantu.web.rooms.deliver.schedule_request import ScheduleRequest

if TYPE_CHECKING:
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.district.results import Graph, ScheduledItem


def list_tables(view: RequestView, request: ScheduleRequest) -> list[Table]:
    """The tables that there are beside that of every item, those of the project first."""
    graph, plan, schedules = request.plan.graph, request.plan, request.schedules
    tables = []
    if schedules.compared is not None:
        tables.append(saved_schedule.comparison_table(view, graph, schedules.compared))
    if schedules.remaining is not None:
        tables.append(remaining_plan.remaining_table(view, graph, schedules.remaining))
    if plan.moves is not None:
        tables.append(_moves_table(view, graph, plan.moves))
    return tables


def list_items(view: RequestView, planned: ApprovalPlan) -> ListedTable:
    """Every item with its slack, and what narrows them: whether it decides the end, and its authority."""
    frame, graph = planned.dated.items if planned.dated else planned.plan.items, planned.graph
    critical = pl.col("leads") & (pl.col("slack") == 0)
    authorities = [list(graph.items[key].authority) for key in frame["item"]]
    rows = frame.select(
        pl.when(critical.fill_null(value=False)).then(pl.lit("yes")).otherwise(pl.lit("no")).alias("critical"),
        pl.Series("authority", authorities, pl.List(pl.String)),
    )
    fields = [
        FacetField("critical", view.tr("critical"), code_words(view, "yes_no")),
        FacetField("authority", view.tr("Authority"), lambda key: graph_view.authority_name(view, graph, key)),
    ]
    return ListedTable(_items_table(view, planned), rows, fields)


def _items_table(view: RequestView, planned: ApprovalPlan) -> Table:
    _ = view.tr
    graph, plan, dated = planned.graph, planned.plan, planned.dated
    rows = []
    for row in (dated.items if dated else plan.items).iter_rows(named=True):
        item = graph.items[row["item"]]
        cells = [
            text_cell(graph_view.item_label(view, graph, item.id)),
            text_cell(graph_view.authorities_text(view, graph, item)),
            text_cell(graph_view.days_text(view, item)),
            number_cell(str(row["start"])),
            number_cell(str(row["finish"])),
            _slack(view, cast("ScheduledItem", row)),
        ]
        if dated:
            cells += [
                text_cell(str(row["start_date"])),
                text_cell(labelled_day(view, row["finish_date"], row["label"])),
            ]
        rows.append(cells)
    columns = [Column(_("Item")), Column(_("Authority")), Column(_("Days"))]
    columns += [Column(_("Starts after"), number=True), Column(_("Done after"), number=True), Column(_("Slack"))]
    columns += [Column(_("Starts")), Column(_("Done"))] if dated else []
    notes = [_("Unknown days are counted as none, so the whole is at least what is shown.")] if plan.unknown else []
    return Table(_("Items, start and slack in working days"), columns, rows, name="slack", notes=notes, dense=True)


def _slack(view: RequestView, row: ScheduledItem) -> Cell:
    if row["slack"] is None:
        return text_cell(view.tr("not waited for"))
    if row["leads"] and row["slack"] == 0:
        return badge_cell(view.tr("critical"), "missing")
    return text_cell(str(row["slack"]))


def _moves_table(view: RequestView, graph: Graph, moves: pl.DataFrame) -> Table:
    _ = view.tr
    sides = [f"{name}_{side}" for name in ("start", "finish", "slack") for side in ("before", "after")]
    rows = [
        [
            text_cell(graph_view.item_label(view, graph, row["item"])),
            *(number_cell("" if row[side] is None else str(row[side])) for side in sides),
        ]
        for row in moves.iter_rows(named=True)
    ]
    groups = (_("Starts after"), _("Done after"), _("Slack"))
    pairs = [(group, side) for group in groups for side in (_("Before"), _("After"))]
    columns = [Column(_("Item")), *(Column(side, group, number=True) for group, side in pairs)]
    return Table(_("What truly moves"), columns, rows, name="moved")
