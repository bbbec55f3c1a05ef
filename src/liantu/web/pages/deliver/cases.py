"""Cases: all with the work of offices and the days items take; and one with its deadline and history."""

from __future__ import annotations

from typing import Any

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.case_states import machine
from liantu.model.problems import Problems
from liantu.web import projects
from liantu.web.answer import NotHere, Page, add_page
from liantu.web.case_rows import case_table, deadline
from liantu.web.editing.posting import Posted, add_form, lead
from liantu.web.editing.saving import save
from liantu.web.tables import Cell, Column, Table, number, words
from liantu.web.view import View

_FIELDS = ("event", "day", "material", "due", "version", "area", "document", "note")


def register(app: FastAPI) -> None:
    """Add the pages and where an event goes to."""
    add_page(app, "/cases", every)
    add_page(app, "/case/{key}", one)
    add_form(app, "/case/{key}/event", take)


def every(view: View) -> Page:
    """Work by responsible office, what is due, the days items take, and every case."""
    _ = view.tr
    district = view.district
    frame, offices, items, due = district.running(), district.at_offices(), district.item_days(), district.case_duties()
    nothing = [
        _("No cases are entered."),
        _(
            "Make a workspace (liantu workspace init) and enter cases and their events in the tables cases and"
            " case_events; the figures below then follow."
        ),
    ]
    tables = [_offices(view, offices), _duties(view, due), _days(view, items), case_table(view, frame, _("Cases"))]
    context = {"nothing": [] if frame.height else nothing, "tables": tables if frame.height else []}
    return Page("deliver.html", _("Cases"), {"cases": frame, "offices": offices, "items": items, "due": due}, context)


def one(view: View, problems: list[str] | None = None, given: dict[str, str] | None = None) -> Page:
    """One case: state, holder, how its deadline was counted, history, and what may happen next."""
    _ = view.tr
    key = view.request.path_params["key"]
    found = view.district.running().filter(pl.col("case") == key)
    if found.is_empty():
        raise NotHere(_("There is no such case."))
    row = found.row(0, named=True)
    item = view.district.item_of(row["graph"], row["version"], row["item"])
    name = view.pick({"zh": item.zh, "en": item.en}) if item else ""
    history = view.district.case_history(key)
    allowed = machine(view.district.tables).allowed(row["state"])
    context = {
        "facts": _facts(view, row),
        "svg": "",
        "tabs": [[(_("Approval flow"), view.url(f"/approvals/{row['graph']}", project=row["project"]), False)]],
        "tables": [_history(view, history)],
        "events": [(code, view.word("case_event", code)) for code in allowed],
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "problems": problems or [],
        "given": given or {},
        "path": view.url(f"/case/{key}/event"),
    }
    title = _("Case: %s") % f"{row['item']} {name}".strip()
    status = 422 if problems else 200
    return Page("case.html", title, {"case": found, "history": history}, context, status=status, kept=False)


def take(view: View, posted: Posted) -> Response | Page:
    """Record an event; a refusal stands beside the form."""
    key = view.request.path_params["key"]
    given = {name: posted.get(name) for name in (*_FIELDS, "reason")}
    try:
        fields = {name: given[name] or None for name in (*_FIELDS[2:], "reason")}
        told = {name: value for name, value in fields.items() if value}
        change = view.present.record(key, given["event"], given["day"], **told)
        save(view, change, posted.number("base") or None)
    except Problems as error:
        return one(view, [problem.message(view.lang) for problem in error.problems], given)
    return lead(view.url(f"/case/{key}"))


def _facts(view: View, row: dict[str, Any]) -> list[tuple[str, Cell]]:
    _ = view.tr
    limit = view.district.limit_of(row["case"])
    facts = [
        (_("Project"), projects.project(view, row["project"])),
        (_("State"), words(view.word("case_state", row["state"]))),
        (_("Held by"), words(view.word("holder", row["holder"]) or _("nobody"))),
        (_("Responsible office"), projects.office(view, row["office"])),
        (_("Version"), words(f"{row['graph']} {row['version']}")),
        (_("Deadline"), words(deadline(view, row))),
    ]
    if row["missing"]:
        facts.append((_("Still missing"), words(view.join(row["missing"]))))
    if row["due"]:
        facts.append((_("Due"), words(str(row["due"]))))
    if row["locked"]:
        facts.append((_("Locked"), words(_("A legal prerequisite is not in force."))))
    if limit is not None:
        unit = _("%s working days") if limit.unit == "workday" else _("%s calendar days")
        counted = _("%(days)s from %(start)s, counted from the day after")
        facts.append((_("Counted"), words(counted % {"days": unit % limit.days, "start": limit.start})))
        pauses = view.join(f"{pause.first} – {pause.last or _('still running')}" for pause in limit.pauses)
        facts.append((_("Pauses"), words(pauses or _("none"))))
        facts.append((_("Calendar"), words(limit.calendar)))
    return facts


def _history(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            words(row["day"]),
            words(view.word("case_event", row["event"])),
            words(row["material"]),
            words(row["due"]),
            words(row["document"]),
            words(row["reason"]),
            projects.office(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Day"), _("Event"), _("Material"), _("Due"), _("Document number"), _("Reason"), _("Acting office")]
    return Table(_("What happened"), [Column(label) for label in labels], rows, name="history")


def _offices(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    names = ("open", "with_office", "with_applicant", "with_expert", "late", "at_risk")
    rows = [
        [projects.office(view, row["office"]), *(number(str(row[name])) for name in names)]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Open"), _("With the office"), _("With the applicant"), _("With experts"), _("Late"), _("At risk")]
    columns = [Column(_("Responsible office")), *(Column(label, number=True) for label in labels)]
    return Table(_("Work by responsible office"), columns, rows, name="offices")


def _duties(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            projects.project(view, row["project"]),
            words(row["item"]),
            words(view.word("duty", row["kind"])),
            words(str(row["due"])),
            projects.late(view, row),
            words(view.join(row["missing"] or [])),
            projects.office(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Item"), _("Kind"), _("Due"), _("Late"), _("Still missing"), _("Responsible office")]
    return Table(_("Due soon or over"), [Column(label) for label in labels], rows, name="due")


def _days(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            words(row["item"]),
            *(number(str(row[name])) for name in ("cases", "decided", "measured")),
            *(projects.count(view, row[name]) for name in ("median", "p90", "limit")),
            number(projects.unknown(view) if row["within"] is None else f"{row['within']:.0f} %"),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Cases"), _("Decided"), _("Measured"), _("Median days"), _("90th percentile"), _("Promised days")]
    columns = [Column(_("Item")), *(Column(label, number=True) for label in [*labels, _("Within the promise")])]
    return Table(_("Days that items take"), columns, rows, name="items")
