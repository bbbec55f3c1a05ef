"""The sheet of a project: stages, money by kind, entry test, cases, capacities, follow-ups; and a step of it."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.problems import Problems
from liantu.model.tables import Row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.posting import PostedForm, add_form, address_at_day, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.data.paper_files import letter_table
from liantu.web.rooms.data.record import show_record
from liantu.web.rooms.deliver import graph_view, project_cells
from liantu.web.rooms.deliver.agreed_values_picture import agreed_table
from liantu.web.rooms.deliver.critical_path import describe_critical_path
from liantu.web.rooms.deliver.gantt import draw_project_chart, rest_day_note
from liantu.web.rooms.deliver.project_tables import ProjectFrames, build_project_tables, read_project_frames
from liantu.web.rooms.deliver.timeline_picture import draw_narrow_chart
from liantu.wording.sentences import NOTHING_OF_NAME

_PATH = "/project/{key}"
#: Shown in a form of their own; what else points to the project follows as everywhere.
_SHOWN_APART = {"events", "moneys", "project_tiers", "cases", "follow_ups", "milestones", "projects"} | {
    "land_agreements",
    "land_checks",
}


def register(app: FastAPI) -> None:
    """Add the page and where its step goes to."""
    add_page(app, _PATH, show)
    add_form(app, f"{_PATH}/step", handle_post)


def show(view: RequestView, problems: list[str] | None = None, form_values: dict[str, str] | None = None) -> Page:
    """Everything about one project. ``problems`` and ``form_values`` are of a step that was refused."""
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "projects", key)
    if row is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    base = show_record(view, "projects", key)
    found = read_project_frames(view, key)
    context = {
        **base.context,
        **_sheet(view, key, row, base, found),
        **_step_form(view, key),
        "problems": problems or [],
        "form_values": form_values or {},
    }
    frames = {
        **base.frames,
        "stages": found.history,
        "money": found.money,
        "follow_ups": found.follow_ups,
        "cases_now": found.cases,
    }
    return Page("deliver/project.html", base.title, frames, context, status=422 if problems else 200)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Record a step; what is wrong with it stands beside the form."""
    key = view.request.path_params["key"]
    form_values = {name: posted.get(name) for name in ("stage", "evidence", "reason", "source")}
    form_values["period"] = posted.period("period")
    try:
        optional = {name: form_values[name] or None for name in ("evidence", "reason", "source")}
        change = view.present.deliver.step(key, form_values["stage"], form_values["period"], **optional)
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values)
    return redirect_to(address_at_day(view, f"/project/{key}", form_values["period"]))


def _sheet(view: RequestView, key: str, row: Row, base: Page, found: ProjectFrames) -> dict[str, object]:
    """What is known of the project: facts, chart, tables, what is missing, papers."""
    flow = view.url(f"/approvals/{graph_view.graph_ids(view, key)[0]}", project=key)
    others = [table for table in base.context["tables"] if table.name not in _SHOWN_APART]
    agreed = agreed_table(view, view.district.land.agreed_values(key), named=False)
    tables = [*build_project_tables(view, key, found), agreed, *others, letter_table(view, key, found.cases)]
    return {
        "facts": _facts(view, key, base.context["facts"]),
        "tabs": [[(view.tr("Approval flow"), flow, False)]],
        "broad_lead": [rest_day_note(view, found.gantt)],
        "svg": draw_project_chart(view, found.gantt, key, view.pick(row)),
        "narrow_svg": draw_narrow_chart(view, found.gantt, [key], view.pick(row)),
        "critical_path": describe_critical_path(view, key),
        "tables": [table for table in tables if table.rows],
        "nothing": _missing_parts(view, found),
        "papers": paper_links(view, "project", ("pdf", "docx", "xlsx"), project=key),
    }


def _step_form(view: RequestView, key: str) -> dict[str, object]:
    """What the form of the next step needs."""
    return {
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "reasons": schema.read_codelist("step_reason"),
        "allowed_steps": view.district.deliver.allowed_steps(key).to_dicts(),
        "path": view.url(f"/project/{key}/step"),
    }


def _facts(view: RequestView, key: str, recorded: list[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    """Where the project stands, then the facts of its record that this does not say."""
    _ = view.tr
    deliver = view.district.deliver
    standing = deliver.projects().filter(pl.col("project") == key).row(0, named=True)
    delays = deliver.lateness().filter(pl.col("project") == key).to_dicts()
    late = [project_cells.lateness_cell(view, delay["days"], delay["late"]).text for delay in delays]
    facts = [
        (_("Stage"), project_cells.stage_cell(view, standing["stage"])),
        (_("Since"), project_cells.date_cell(view, standing["period"])),
        (_("Responsible office"), project_cells.office_cell(view, standing["office"])),
        (
            _("Tier"),
            link_cells.row_links_cell(view, "tiers", standing["tiers"])
            if standing["tiers"]
            else text_cell(project_cells.unknown_text(view)),
        ),
        *([(_("Late"), text_cell(view.join(late)))] if late else []),
    ]
    labels = {label for label, _cell in facts}
    return facts + [(label, cell) for label, cell in recorded if label not in labels]


def _missing_parts(view: RequestView, found: ProjectFrames) -> list[str]:
    """A sentence for each part of the sheet of which nothing is on record."""
    _ = view.tr
    money = _("Money: not known. Kinds of money are never added to each other.")
    cases = _("No cases are entered. In a workspace they are opened on the approval flow of the project.")
    follow_ups = _("No talks or visits are in the follow-up log.")
    parts = [(found.money, money), (found.cases, cases), (found.follow_ups, follow_ups)]
    return [sentence for frame, sentence in parts if frame.is_empty()]
