"""One case: state, holder, how its deadline was counted, history, other versions, and what may happen next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.problems import Problems
from liantu.web.core.answer import add_page
from liantu.web.core.forms.edit_links import edit_links
from liantu.web.core.forms.posting import PostedForm, add_form, address_at_day, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, project_cells
from liantu.web.rooms.deliver.case_form import event_entries
from liantu.web.rooms.deliver.case_rows import (
    deadline_text,
    held_until_text,
    lock_text,
    missing_materials_text,
    responsible_office_cell,
)
from liantu.wording.approval_relations import HELD_UNTIL, count_days, months_text

if TYPE_CHECKING:
    from liantu.district.results import CaseRow


def register(app: FastAPI) -> None:
    """Add the page and where an event goes to."""
    add_page(app, "/case/{key}", show, ("event",))
    add_form(app, "/case/{key}/event", handle_post)


def show(view: RequestView, problems: list[str] | None = None, form_values: Mapping[str, str] | None = None) -> Page:
    """The case; with ``event`` in the address, the form of that event."""
    _ = view.tr
    key = view.request.path_params["key"]
    found = view.district.deliver.all_cases().filter(pl.col("case") == key)
    if found.is_empty():
        raise PageNotFound(_("There is no such case."))
    row = cast("CaseRow", found.row(0, named=True))
    item = view.district.deliver.find_item(row["graph"], row["version"], row["item"])
    name = view.pick({"zh": item.zh, "en": item.en}) if item else ""
    case, present = view.district.deliver.case_file(key), view.present.deliver.case_file(key)
    history = case.history()
    now, allowed = present.now() or row, present.offered_events()
    event = (form_values or view.request.query_params).get("event") or ""
    event = event if event in allowed else ""
    context = {
        "facts": _facts(view, row),
        "svg": "",
        "tabs": [[(_("Approval flow"), view.url(f"/approvals/{row['graph']}", project=row["project"]), False)]],
        "tables": [_history(view, history), *_versions(view, row)],
        "allowed_events": [
            (
                view.word("case_event", allowed_event),
                view.url(f"/case/{key}", event=allowed_event),
                allowed_event == event,
            )
            for allowed_event in allowed
        ],
        "event": event,
        "event_label": view.word("case_event", event),
        "entries": event_entries(view, now, item, event, form_values or {}) if event else [],
        "later": _("This is the case on %s; later events are on record, and what may happen next follows them.")
        % view.district.as_of
        if now["state"] != row["state"]
        else "",
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "problems": problems or [],
        "path": view.url(f"/case/{key}/event"),
        **edit_links(view, "cases", key),
    }
    proposed = view.district.deliver.proposed_event(key)
    title = _("Case: %s") % f"{row['item']} {name}".strip()
    status = 422 if problems else 200
    frames = {"case": found, "history": history}
    body = {
        "case": row,
        "history": history.to_dicts(),
        "applies": next(iter(case.applicability().to_dicts()), None),
        "versions": case.versions().to_dicts(),
        "proposed": proposed,
    }
    return Page("deliver/case.html", title, frames, context, body, status=status)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Record an event; a refusal stands beside the form."""
    key = view.request.path_params["key"]
    event, now = posted.get("event"), view.present.deliver.case_file(key).now()
    names = dict.fromkeys(
        [*view.present.deliver.event_fields(now["state"] if now else "", event), "document", "reason"]
    )
    details = {name: ";".join(posted.all(name)).strip() for name in names}
    form_values = {"event": event, "day": posted.period("day"), **details}
    try:
        change = view.present.deliver.record(
            key, event, form_values["day"], **{name: text for name, text in details.items() if text}
        )
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values)
    return redirect_to(address_at_day(view, f"/case/{key}", form_values["day"]))


def _facts(view: RequestView, row: CaseRow) -> list[tuple[str, Cell]]:
    _ = view.tr
    facts = [
        (_("Project"), project_cells.project_cell(view, row["project"])),
        (_("State"), text_cell(view.word("case_state", row["state"]))),
        (_("Held by"), text_cell(view.word("holder", row["holder"]) or _("nobody"))),
        (_("Responsible office"), responsible_office_cell(view, row)),
        (_("Version"), text_cell(_version_text(view, row))),
        (_("Applies"), text_cell(_applicability_text(view, row))),
        (_("Deadline"), text_cell(deadline_text(view, row))),
    ]
    return [*facts, *_duty_facts(view, row), *_validity_facts(view, row), *_clock_facts(view, row)]


def _duty_facts(view: RequestView, row: CaseRow) -> list[tuple[str, Cell]]:
    """What is waited for, and what is to be considered once that is over."""
    _ = view.tr
    facts = []
    if row["missing"]:
        facts.append((_("Still missing"), text_cell(missing_materials_text(view, row["case"], row["missing"]))))
    if row["due"]:
        facts.append((_("Due"), text_cell(str(row["due"]))))
    if proposed := view.district.deliver.proposed_event(row["case"]):
        facts.append((_("To be considered"), text_cell(view.word("case_event", proposed))))
    return facts


def _validity_facts(view: RequestView, row: CaseRow) -> list[tuple[str, Cell]]:
    """Until when the decision is held, and what locks the case."""
    _ = view.tr
    facts = []
    if term := held_until_text(view, row) or _validity_note(view, row):
        facts.append((_(HELD_UNTIL), text_cell(term)))
    if row["locked"]:
        facts.append((_("Locked"), text_cell(lock_text(view, row) or _("A legal prerequisite is not in force."))))
    return facts


def _clock_facts(view: RequestView, row: CaseRow) -> list[tuple[str, Cell]]:
    """How the days of the office are counted; nothing where they are not."""
    _ = view.tr
    limit = view.district.deliver.case_file(row["case"]).deadline()
    if limit is None:
        return []
    counted = _("%(days)s from %(start)s, counted from the day after")
    facts = [(_("Counted"), text_cell(counted % {"days": count_days(limit.days, limit.unit, _), "start": limit.start}))]
    if row["used"] is not None:
        facts.append((_("Used so far"), text_cell(count_days(row["used"], limit.unit, _))))
    pauses = view.join(f"{pause.first} – {pause.last or _('still running')}" for pause in limit.pauses)
    facts.append((_("Pauses"), text_cell(pauses or _("none"))))
    if row["state"] == "withheld":
        waits = _("since %s, ready to decide; the days until the paper comes are the applicant's")
        facts.append((_("Applicant's time"), text_cell(waits % row["since"])))
    return [*facts, (_("Calendar"), text_cell(limit.calendar))]


def _validity_note(view: RequestView, row: CaseRow) -> str:
    """The term of a decision where nobody has read its source: it locks nothing."""
    item = view.present.deliver.case_file(row["case"]).item()
    validity = item.validity if item else None
    if validity is None or validity.binding or row["standing"] != "decided":
        return ""
    sentence = view.tr("to verify: %(months)s (%(basis)s); it locks nothing")
    return sentence % {"months": months_text(validity.months, view.tr), "basis": validity.basis}


def _applicability_text(view: RequestView, row: CaseRow) -> str:
    """Whether the answers of the project make the item apply, by which rule, for which answers."""
    found = view.district.deliver.case_file(row["case"]).applicability()
    if found.is_empty():
        return project_cells.unknown_text(view)
    return graph_view.verdict_text(
        view, view.district.deliver.graphs[row["graph"], row["version"]], found.row(0, named=True)
    )


def _version_text(view: RequestView, row: CaseRow) -> str:
    """The graph of a case by its name, and its version."""
    graph = view.district.deliver.graphs.get((row["graph"], row["version"]))
    name = view.pick({"zh": graph.zh, "en": graph.en}) if graph else ""
    return f"{name or row['graph']} {row['version']}"


def _versions(view: RequestView, row: CaseRow) -> list[Table]:
    """What would differ under the other versions of the graph; the case stays on its own until it is moved."""
    _ = view.tr
    others = [
        version for name, version in view.district.deliver.graphs if name == row["graph"] and version != row["version"]
    ]
    differ = view.district.deliver.case_file(row["case"]).versions()
    note = _("The case stays on its version until it is moved (event: %s).") % view.word("case_event", "moved")
    tables = []
    for other in others:
        parts = differ.filter(pl.col("version") == other).select("part", "before", "after").iter_rows()
        rows = [
            [text_cell(graph_view.part_label(view, part)), text_cell(before), text_cell(after)]
            for part, before, after in parts
        ]
        columns = [Column(_("Part")), Column(row["version"]), Column(other)]
        notes = [*([] if rows else [_("Nothing differs for this item.")]), note]
        tables.append(Table(_("If moved to version %s") % other, columns, rows, name="versions", notes=notes))
    return tables


def _history(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(row["day"]),
            text_cell(view.word("case_event", row["event"])),
            text_cell(row["material"]),
            text_cell(row["due"]),
            text_cell(row["document"]),
            text_cell(row["reason"]),
            project_cells.office_cell(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Day"), _("Event"), _("Material"), _("Due"), _("Document number"), _("Reason"), _("Acting office")]
    return Table(_("What happened"), [Column(label) for label in labels], rows, name="history")
