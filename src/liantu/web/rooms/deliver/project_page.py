"""The sheet of a project: stages, money by kind, entry test, cases, capacities, follow-ups; and a step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.capacity_status import find_capacity_statuses
from liantu.model.problems import Problems
from liantu.model.tables import Row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.posting import PostedForm, add_form, address_at_day, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.data.paper_files import letter_table
from liantu.web.rooms.data.record import show_record
from liantu.web.rooms.deliver import graph_view, project_cells
from liantu.web.rooms.deliver.case_rows import case_table
from liantu.web.rooms.deliver.gantt import draw_project_chart, rest_day_note
from liantu.web.rooms.land.entry_test import entry_table

if TYPE_CHECKING:
    from liantu.district.results import EntryVerdict

_PATH = "/project/{key}"
#: Shown in a form of their own; what else points to the project follows as everywhere.
_SHOWN_APART = {"events", "moneys", "project_tiers", "cases", "follow_ups", "milestones", "projects"}


def register(app: FastAPI) -> None:
    """Add the page and where its step goes to."""
    add_page(app, _PATH, show)
    add_form(app, f"{_PATH}/step", handle_post)


def show(view: RequestView, problems: list[str] | None = None, form_values: dict[str, str] | None = None) -> Page:
    """Everything about one project."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "projects", key)
    if row is None:
        raise PageNotFound(_("The district has nothing of that name."))
    district = view.district
    base = show_record(view, "projects", key)
    history, gantt, money = (
        district.deliver.project_history(key),
        district.deliver.gantt(key),
        district.deliver.money_of(key),
    )
    cases, follow = district.deliver.all_cases().filter(pl.col("project") == key), district.deliver.follow_ups(key)
    summary = district.deliver.projects().filter(pl.col("project") == key).row(0, named=True)
    late = [
        project_cells.lateness_cell(view, row_late["days"], row_late["late"]).text
        for row_late in district.deliver.lateness().filter(pl.col("project") == key).to_dicts()
    ]
    facts = [
        (_("Stage"), project_cells.stage_cell(view, summary["stage"])),
        (_("Since"), project_cells.date_cell(view, summary["period"])),
        (_("Responsible office"), project_cells.office_cell(view, summary["office"])),
        (
            _("Tier"),
            link_cells.row_links_cell(view, "tiers", summary["tiers"])
            if summary["tiers"]
            else text_cell(project_cells.unknown_text(view)),
        ),
        *([(_("Late"), text_cell(view.join(late)))] if late else []),
    ]
    known = {label for label, _cell in facts}
    facts += [(label, cell) for label, cell in base.context["facts"] if label not in known]
    others = [table for table in base.context["tables"] if table.name not in _SHOWN_APART]
    tables = [
        *(_stages(view, history), _money(view, money), _entry(view, key)),
        *(case_table(view, cases, _("Cases")), _step_table(view, follow)),
    ]
    missing = [
        *([] if money.height else [_("Money: not known. Kinds of money are never added to each other.")]),
        *([] if cases.height else [_no_cases(view)]),
        *([] if follow.height else [_("No talks or visits are in the follow-up log.")]),
    ]
    context = {
        **base.context,
        "facts": facts,
        "tabs": [
            [(_("Approval flow"), view.url(f"/approvals/{graph_view.graph_ids(view, key)[0]}", project=key), False)]
        ],
        "lead": [rest_day_note(view, gantt)],
        "svg": draw_project_chart(view, gantt, key, view.pick(row)),
        "tables": [
            table for table in (*tables, *_capacities(view, row), *others, letter_table(view, key, cases)) if table.rows
        ],
        "nothing": missing,
        "papers": paper_links(view, "project", ("pdf", "docx", "xlsx"), project=key),
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "reasons": schema.read_codelist("step_reason"),
        "allowed_steps": district.deliver.allowed_steps(key).to_dicts(),
        "problems": problems or [],
        "form_values": form_values or {},
        "path": view.url(f"/project/{key}/step"),
    }
    frames = {**base.frames, "stages": history, "money": money, "follow_ups": follow, "cases_now": cases}
    return Page("deliver/project.html", base.title, frames, context, status=422 if problems else 200, cacheable=False)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Record a step; what is wrong with it stands beside the form."""
    key = view.request.path_params["key"]
    form_values = {name: posted.get(name) for name in ("stage", "period", "evidence", "reason", "source")}
    try:
        optional = {name: form_values[name] or None for name in ("evidence", "reason", "source")}
        change = view.present.deliver.step(key, form_values["stage"], form_values["period"], **optional)
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values)
    return redirect_to(address_at_day(view, f"/project/{key}", form_values["period"]))


def _no_cases(view: RequestView) -> str:
    return view.tr("No cases are entered. In a workspace they are opened on the approval flow of the project.")


def _stages(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            project_cells.stage_cell(view, row["stage"]),
            project_cells.date_cell(view, row["period"]),
            text_cell(row["evidence"]) if row["evidence"] else text_cell(_("no evidence on record")),
            text_cell(view.word("step_reason", row["reason"])),
            record_rows.citation_cell(view, row),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Stage"), _("Time"), _("Proof"), _("Reason"), _("Source, paragraph, quote")]
    return Table(_("Stages"), [Column(label) for label in labels], rows, name="stages")


def _money(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(view.word("money_kind", row["kind"])),
            text_cell(view.word("money_extent", row["extent"])),
            project_cells.date_cell(view, row["period"]),
            project_cells.count_cell(view, row["amount"]),
            text_cell(row["unit"]),
            link_cell(view.source_name(row["source"]), view.url(f"/source/{row['source']}"))
            if row["source"]
            else text_cell(""),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [Column(_("Kind")), Column(_("Extent")), Column(_("Time")), Column(_("Amount"), number=True)]
    columns += [Column(_("Unit")), Column(_("Source"))]
    notes = [_("Kinds of money are never added to each other; not known is not zero.")]
    return Table(_("Money"), columns, rows, name="money", notes=notes)


def _step_table(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            project_cells.date_cell(view, row["period"]),
            text_cell(view.word("follow_up_kind", row["kind"])),
            text_cell(view.pick(row)),
            project_cells.office_cell(view, row["office"]),
            text_cell(row["due"]),
            text_cell(row["settled"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Time"), _("Kind"), _("Matter"), _("Responsible office"), _("Due"), _("Settled")]
    return Table(_("Follow-up log"), [Column(label) for label in labels], rows, name="follow_ups")


def _capacities(view: RequestView, row: Row) -> list[Table]:
    """The capacities of the project and its plant, and as what they count at the date."""
    _ = view.tr
    capacities = view.district.tables["capacities"]
    project_capacities = capacities.filter((pl.col("project") == row["id"]) | (pl.col("plant") == (row["plant"] or "")))
    counted = find_capacity_statuses(view.district.tables, view.district.as_of).rename({"capacity": "id"})
    frame = project_capacities.join(counted, on="id", how="left", maintain_order="left")
    rows = [
        [
            Cell((link_cells.capacity_link(view, capacity["id"]),)),
            text_cell(view.name(capacity["product"])),
            _amount(view, capacity),
            text_cell(view.word("status", capacity["status"]))
            if capacity["status"]
            else text_cell(project_cells.unknown_text(view)),
        ]
        for capacity in frame.iter_rows(named=True)
    ]
    columns = [Column(_("Capacity")), Column(_("Product")), Column(_("Capacity a year"), number=True)]
    columns.append(Column(_("Counts as, at the date")))
    return [Table(_("Capacities"), columns, rows, name="counted")]


def _amount(view: RequestView, row: Row) -> Cell:
    """The capacity as it was given, opening the account of its product's supply."""
    if row["amount"] is None:
        return project_cells.count_cell(view, None)
    known = row["product"] in set(view.district.chain.balance()["product"])
    to = view.url(f"/account/{row['product']}", measure="supply") if known else ""
    return number_cell(f"{row['amount']} {row['unit'] or ''}".strip(), to)


def _entry(view: RequestView, key: str) -> Table:
    """The entry test of what the project plans; what is not known is to be verified."""
    found = view.district.land.entry_test(view.district.land.planned_project(key))
    return entry_table(view, cast("list[EntryVerdict]", found.to_dicts()), key)
