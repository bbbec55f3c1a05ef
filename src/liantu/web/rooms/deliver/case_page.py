"""One case: state, holder, how its deadline was counted, history, other versions, and what may happen next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.case_states import machine
from liantu.model.problems import Problems
from liantu.web.core.answer import NotHere, Page, add_page
from liantu.web.core.forms.posting import Posted, add_form, lead, seen
from liantu.web.core.forms.saving import save
from liantu.web.core.page_tables import Cell, Column, Table, words
from liantu.web.core.request_view import View
from liantu.web.rooms.deliver import graph_view, project_cells
from liantu.web.rooms.deliver.case_form import of_event, wanted
from liantu.web.rooms.deliver.case_rows import deadline, missing


def register(app: FastAPI) -> None:
    """Add the page and where an event goes to."""
    add_page(app, "/case/{key}", one)
    add_form(app, "/case/{key}/event", take)


def one(view: View, problems: list[str] | None = None, given: Mapping[str, str] | None = None) -> Page:
    """The case; with ``event`` in the address, the form of that event."""
    _ = view.tr
    key = view.request.path_params["key"]
    found = view.district.running().filter(pl.col("case") == key)
    if found.is_empty():
        raise NotHere(_("There is no such case."))
    row = found.row(0, named=True)
    item = view.district.item_of(row["graph"], row["version"], row["item"])
    name = view.pick({"zh": item.zh, "en": item.en}) if item else ""
    history = view.district.case_history(key)
    now = view.present.case_now(key) or row
    allowed = machine(view.district.tables).allowed(now["state"])
    event = (given or view.request.query_params).get("event") or ""
    event = event if event in allowed else ""
    context = {
        "facts": _facts(view, row),
        "svg": "",
        "tabs": [[(_("Approval flow"), view.url(f"/approvals/{row['graph']}", project=row["project"]), False)]],
        "tables": [_history(view, history), *_versions(view, row)],
        "ways": [(view.word("case_event", one), view.url(f"/case/{key}", event=one), one == event) for one in allowed],
        "event": event,
        "said": view.word("case_event", event),
        "entries": of_event(view, now, item, event, given or {}) if event else [],
        "later": _("This is the case on %s; later events are on record, and what may happen next follows them.")
        % view.district.as_of
        if now["state"] != row["state"]
        else "",
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "problems": problems or [],
        "path": view.url(f"/case/{key}/event"),
    }
    title = _("Case: %s") % f"{row['item']} {name}".strip()
    status = 422 if problems else 200
    return Page("deliver/case.html", title, {"case": found, "history": history}, context, status=status, kept=False)


def take(view: View, posted: Posted) -> Response | Page:
    """Record an event; a refusal stands beside the form."""
    key = view.request.path_params["key"]
    event, now = posted.get("event"), view.present.case_now(key)
    names = dict.fromkeys([*wanted(view, now["state"] if now else "", event), "document", "reason"])
    told = {name: ";".join(posted.all(name)).strip() for name in names}
    given = {"event": event, "day": posted.get("day"), **told}
    try:
        change = view.present.record(key, event, given["day"], **{name: text for name, text in told.items() if text})
        save(view, change, posted.number("base") or None)
    except Problems as error:
        return one(view, [problem.message(view.lang) for problem in error.problems], given)
    return lead(seen(view, f"/case/{key}", given["day"]))


def _facts(view: View, row: dict[str, Any]) -> list[tuple[str, Cell]]:
    _ = view.tr
    limit = view.district.limit_of(row["case"])
    facts = [
        (_("Project"), project_cells.project(view, row["project"])),
        (_("State"), words(view.word("case_state", row["state"]))),
        (_("Held by"), words(view.word("holder", row["holder"]) or _("nobody"))),
        (_("Responsible office"), project_cells.office(view, row["office"])),
        (_("Version"), words(f"{row['graph']} {row['version']}")),
        (_("Applies"), words(_applies(view, row))),
        (_("Deadline"), words(deadline(view, row))),
    ]
    if row["missing"]:
        facts.append((_("Still missing"), words(missing(view, row))))
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


def _applies(view: View, row: Mapping[str, Any]) -> str:
    """Whether the answers of the project make the item apply, by which rule, for which answers."""
    found = view.district.case_applies(row["case"])
    if found.is_empty():
        return project_cells.unknown(view)
    return graph_view.verdict(view, view.district.graphs[row["graph"], row["version"]], found.row(0, named=True))


def _versions(view: View, row: Mapping[str, Any]) -> list[Table]:
    """What would differ under the other versions of the graph; the case stays on its own until it is moved."""
    _ = view.tr
    others = [version for name, version in view.district.graphs if name == row["graph"] and version != row["version"]]
    differ = view.district.case_versions(row["case"])
    note = _("The case stays on its version until it is moved (event: %s).") % view.word("case_event", "moved")
    tables = []
    for other in others:
        parts = differ.filter(pl.col("version") == other).select("part", "before", "after").iter_rows()
        rows = [[words(graph_view.part(view, part)), words(before), words(after)] for part, before, after in parts]
        columns = [Column(_("Part")), Column(row["version"]), Column(other)]
        notes = [*([] if rows else [_("Nothing differs for this item.")]), note]
        tables.append(Table(_("If moved to version %s") % other, columns, rows, name="versions", notes=notes))
    return tables


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
            project_cells.office(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Day"), _("Event"), _("Material"), _("Due"), _("Document number"), _("Reason"), _("Acting office")]
    return Table(_("What happened"), [Column(label) for label in labels], rows, name="history")
