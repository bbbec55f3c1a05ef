"""What is left of the approvals of a project: when all is done as things stand, what has slipped, what drives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.web.core.page_tables import Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, relation_tables
from liantu.wording.approval_relations import EXPIRES_UNUSED, HELD_UNTIL, MUST_HAVE_BEGUN
from liantu.wording.labels import SLIPPED_ITSELF
from liantu.wording.sentences import BY_WEEKENDS

if TYPE_CHECKING:
    from datetime import date

    from liantu.district.results import Graph, RemainingSchedule


def remaining_figures(view: RequestView, graph: Graph, plan: RemainingSchedule) -> list[tuple[str, str]]:
    """The expected end beside the planned one, the working days between, the item that drives the end."""
    _ = view.tr
    figures = [
        (_("Expected end, as of %s") % plan.as_of, _day(view, plan.end, plan.label)),
        (_("Planned end, from %s on") % plan.start, str(plan.planned)),
        (_("Slipped"), _("%s working days") % plan.slip),
    ]
    if plan.driver is not None:
        figures.append((_("Driven by"), graph_view.item_label(view, graph, plan.driver)))
    return figures


def remaining_table(view: RequestView, graph: Graph, plan: RemainingSchedule) -> Table:
    """Every item: as it happened, as it runs, or as it can be expected, beside the plan."""
    _ = view.tr
    rows = []
    for row in plan.items.iter_rows(named=True):
        rows.append(
            [
                text_cell(graph_view.item_label(view, graph, row["item"])),
                text_cell(view.word("item_progress", row["state"])),
                text_cell(str(row["start"])),
                text_cell(_day(view, row["finish"], row["label"] if row["state"] != "done" else "")),
                text_cell(str(row["planned"])),
                number_cell(str(row["slip"])),
                number_cell(str(row["added"])),
                text_cell("" if row["expires"] is None else str(row["expires"])),
                text_cell(relation_tables.begin_text(view, graph, row["begin"])),
                badge_cell(_("deadline over"), "missing")
                if row["overdue"]
                else badge_cell(_(EXPIRES_UNUSED), "missing")
                if row["lapses"]
                else text_cell(_("decides the end") if row["drives"] else ""),
            ]
        )
    columns = [Column(_("Item")), Column(_("State")), Column(_("Starts")), Column(_("Done")), Column(_("Planned day"))]
    columns += [Column(_("Slipped"), number=True), Column(_(SLIPPED_ITSELF), number=True)]
    columns += [Column(_(HELD_UNTIL)), Column(_(MUST_HAVE_BEGUN)), Column(_("Remark"))]
    notes = [
        _("Working days later than planned; the plan begins with the first application."),
        _("A running item takes what its clock leaves; one past its deadline is expected on the next working day."),
    ]
    if plan.unknown:
        notes.append(_("Unknown days are counted as none, so the end is at least what is shown."))
    return Table(_("Where each item stands"), columns, rows, name="remaining", notes=notes, dense=True)


def _day(view: RequestView, day: date, label: str) -> str:
    return f"{day}{view.tr(BY_WEEKENDS) if label else ''}"
