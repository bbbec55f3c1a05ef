"""All cases: the work of offices, what is due, and the days that items take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.case_rows import case_table, held_until_text, label_items, missing_materials_text
from liantu.web.rooms.deliver.item_days_picture import make_days_picture
from liantu.wording.approval_relations import EXPIRED, HELD_UNTIL

if TYPE_CHECKING:
    from liantu.district.results import CaseRow


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/cases", show, (FACETS,))


def show(view: RequestView) -> Page:
    """Work by responsible office, what is due, the days items take, and every case."""
    _ = view.tr
    district = view.district
    frame, offices, items, due = (
        district.deliver.all_cases(),
        district.deliver.office_load(),
        district.deliver.item_days(),
        district.deliver.case_duties(),
    )
    expiring = district.deliver.expiring()
    fields = [
        FacetField("office", _("Responsible office"), view.name),
        FacetField("state", _("State"), code_words(view, "case_state")),
        FacetField("holder", _("Held by"), code_words(view, "holder")),
        FacetField("project", _("Project"), view.name),
    ]
    has_cases = frame.height > 0
    frame, bar = narrow_rows(view, frame, fields)
    nothing = [
        _("No cases are entered."),
        _("In a workspace a case is opened on the approval flow of a project; the figures below then follow."),
    ]
    picture = make_days_picture(view) if items.height else None
    tables = [
        _offices(view, offices),
        _duties(view, due),
        *_terms(view, expiring),
        *([] if picture is None else [picture.table]),
        case_table(view, frame, _("Cases")),
    ]
    context = {
        "nothing": [] if has_cases else nothing,
        "picture": picture,
        "tables": tables if has_cases else [],
        "room": None if has_cases else describe_empty_room(view, "cases"),
    }
    return Page(
        "deliver/cases.html",
        picture.heading if picture and has_cases else _("Cases: %s") % frame.height,
        {"cases": frame, "offices": offices, "items": items, "due": due, "expiring": expiring},
        context,
        facets=bar if has_cases else None,
    )


def _terms(view: RequestView, expiring: pl.DataFrame) -> list[Table]:
    """The decisions that have a term; no table where none has."""
    if expiring.is_empty():
        return []
    cases = view.district.deliver.all_cases().join(expiring.select("case"), on="case", how="semi")
    items = label_items(view)
    texts = {row["case"]: held_until_text(view, row) for row in cast("Iterable[CaseRow]", cases.iter_rows(named=True))}
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            link_cell(items[row["case"]], view.url(f"/case/{row['case']}")),
            text_cell(texts[row["case"]]),
            badge_cell(view.tr(EXPIRED), "missing") if row["expired"] else text_cell(""),
            project_cells.office_cell(view, row["office"]),
        ]
        for row in expiring.iter_rows(named=True)
    ]
    labels = [
        view.tr("Project"),
        view.tr("Item"),
        view.tr(HELD_UNTIL),
        view.tr("Remark"),
        view.tr("Responsible office"),
    ]
    return [Table(view.tr("Decisions that expire"), [Column(label) for label in labels], rows, name="expiring")]


def _offices(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    names = ("open", "with_office", "with_applicant", "with_expert", "late", "at_risk")
    rows = [
        [_responsible(view, row), *(number_cell(str(row[name])) for name in names)]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Open"), _("With the office"), _("With the applicant"), _("With experts"), _("Late"), _("At risk")]
    columns = [Column(_("Responsible office")), *(Column(label, number=True) for label in labels)]
    return Table(_("Work by responsible office"), columns, rows, name="offices")


def _responsible(view: RequestView, row: Mapping[str, str | None]) -> Cell:
    """The office of a line; of cases without one, the authority of the first graph that has it."""
    authority = row["authority"] or ""
    graphs = (graph for graph in view.district.deliver.graphs.values() if authority in graph.authorities)
    return project_cells.responsible_cell(view, row["office"], next(graphs, None), row["authority"])


def _duties(view: RequestView, frame: pl.DataFrame) -> Table:
    _, items = view.tr, label_items(view)
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            link_cell(items[row["case"]], view.url(f"/case/{row['case']}")),
            text_cell(view.word("duty", row["kind"])),
            text_cell(str(row["due"])),
            project_cells.lateness_cell(view, row["days"]),
            text_cell(missing_materials_text(view, row["case"], row["missing"])),
            text_cell(view.word("case_event", row["proposed"])),
            project_cells.office_cell(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Item"), _("Kind"), _("Due"), _("Late"), _("Still missing"), _("To be considered")]
    columns = [Column(label) for label in [*labels, _("Responsible office")]]
    return Table(_("Due soon or over"), columns, rows, name="due")
