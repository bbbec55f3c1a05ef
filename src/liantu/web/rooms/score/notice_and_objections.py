"""After the run: the list for public notice (grades only), objections with their outcome, grades year by year."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.papers import notice_rows, unstable_firms, unstable_note
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_unfilled
from liantu.web.core.forms.table_facets import narrow_table_rows
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_replay import find_archived_run


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/score/notice/{run}", show_notice, (FACETS,))
    add_page(app, "/score/objections", show_objections, (FACETS,))
    add_page(app, "/score/history", show_grade_history, (FACETS,))


def show_notice(view: RequestView) -> Page:
    """Every graded firm with its grade, and no value."""
    _ = view.tr
    row = find_archived_run(view, view.request.path_params["run"])
    key = str(row["id"])
    frame = notice_rows(view.district, key)
    if view.leaves:
        view.district.score.record_grades(frame.with_columns(pl.lit(key).alias("evaluation")))
    scheme = view.district.score.schemes().get(row["scheme"] or "")
    fields = [
        FacetField("group", _("Peer group"), lambda group: say.group_name(view, scheme, group)),
        FacetField("grade", _("Grade"), str),
    ]
    shown, bar = narrow_rows(view, frame, fields)
    rows = [
        [text_cell(view.name(firm)), text_cell(say.group_name(view, scheme, group)), text_cell(grade)]
        for firm, group, grade, *_stable in shown.iter_rows()
    ]
    columns = [Column(_("Firm")), Column(_("Peer group")), Column(_("Grade"))]
    if "stable" in frame.columns:
        columns.append(Column(_("How sure")))
        stability = {"yes": True, "no": False}
        rows = [
            [*line, say.stability_cell(view, stability.get(stable))]
            for line, stable in zip(rows, shown["stable"], strict=True)
        ]
    notes = [
        _(
            "Grades only: totals, ranks and values stay in the house. Within a grade firms stand in the "
            "order of their ids."
        ),
        _("State of the run: %s.") % view.word("evaluation_state", row["state"]),
    ]
    unstable = unstable_firms(view.district, key)
    lead = [unstable_note(len(unstable), view.lang), view.join(view.name(firm) for firm in unstable)]
    title = _("List for public notice: %s") % view.pick(row)
    context = {
        "tables": [Table(title, columns, rows, notes=notes, name="notice")],
        "papers": paper_links(view, "grades", ("pdf", "docx", "xlsx"), run=key),
        "lead": lead if unstable else [],
        "scheme": row["scheme"],
    }
    return Page("data/tables.html", title, {"grades": shown}, context, cacheable=not view.leaves, facets=bar)


def show_objections(view: RequestView) -> Page:
    """All objections, the open ones first."""
    _ = view.tr
    frame = view.district.tables["objections"].sort("decided", nulls_last=False, maintain_order=True)
    frame, bar = narrow_table_rows(view, "objections", frame)
    table = record_rows.row_table(view, "objections", frame, _("Objections"))
    lead = [_("An objection without an outcome is open. It is entered in the table of objections of a workspace.")]
    context = {"tables": [table], "lead": lead, "room": describe_unfilled(view, "score", "returns")}
    slots = {"all": frame.height, "open": frame["decided"].null_count()}
    title = _("Objections: %(open)s of %(all)s are open") % slots if frame.height else _("Objections")
    return Page("data/tables.html", title, {"objections": frame}, context, facets=bar)


def show_grade_history(view: RequestView) -> Page:
    """Settled grades by firm and year, with how many years running the last one stands."""
    _ = view.tr
    title = _("Grade history")
    if view.leaves:
        view.district.score.record_grades()
    wide = view.district.score.grades_by_year()
    years = [name for name in wide.columns if name.isdigit()]
    wide, bar = narrow_rows(view, wide, [FacetField(year, year, str) for year in years])
    lines = [
        [
            Cell((link_cells.row_link(view, ["firms"], row["firm"]),)),
            *(text_cell(row[year] or "—") for year in years),
            number_cell("" if row.get("years") is None else str(row["years"])),
        ]
        for row in wide.iter_rows(named=True)
    ]
    columns = [Column(_("Firm")), *(Column(year) for year in years), Column(_("Years running"), number=True)]
    notes = [
        _(
            "Only settled runs count. Years running: for how many years up to the last one the firm has had its grade; "
            "a price rule that rises with the years in one grade counts these."
        ),
    ]
    table = Table(title, columns, lines, notes=notes, name="history")
    cacheable = not view.leaves
    context = {"tables": [table], "room": describe_unfilled(view, "score", "returns")}
    return Page("data/tables.html", title, {"history": wide}, context, cacheable=cacheable, facets=bar)
