"""When approvals can be done: critical paths, slack, dates, what a change truly moves, the chance of a date."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from fastapi import FastAPI

from liantu.deliver.applicability import applicable
from liantu.deliver.duration_risk import chances
from liantu.deliver.schedule import Schedule, schedule
from liantu.deliver.schedule_dates import Dated, to_dates
from liantu.deliver.schedule_what_if import moved, what_if
from liantu.library.approvals import Graph
from liantu.model.problems import Problem, Problems
from liantu.web.core.answer import Page, add_page
from liantu.web.core.page_tables import Cell, Column, Table, badge, number, words
from liantu.web.core.request_view import View
from liantu.web.rooms.deliver import graph_view, project_cells, schedule_what_if
from liantu.web.rooms.deliver.graph_view import Asked

_PATHS = 20


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/schedule", page)
    add_page(app, "/schedule/{graph}", page)


def page(view: View) -> Page:
    """The schedule under the answers, the start and the what-if in the address."""
    _ = view.tr
    found = graph_view.asked(view)
    lines = schedule_what_if.lines(view)
    start, by = _day(view, "start"), _day(view, "by")
    days = view.district.calendar()
    was = schedule(found.applied.graph, start=start, calendar=days)
    graph, plan, notes = found.applied.graph, was, []
    if lines:
        changed, told = what_if(found.graph, schedule_what_if.change(found.graph, lines))
        graph = applicable(changed, found.answers).graph
        plan, notes = schedule(graph, start=start, calendar=days), [note.message(view.lang) for note in told]
    serial = schedule(graph, serial=True, start=start, calendar=days)
    dated = to_dates(plan, start, days) if start else None
    if by and start and by < start:
        raise Problems([Problem("ends_before_start", value=str(by), slots={"first": str(start)})])
    moves = moved(was, plan) if lines else None
    flow = view.url(f"/approvals/{found.graph.id}", **graph_view.address(found))
    context: dict[str, Any] = {
        "lead": [_calendar(view), *_whose(view, found), *notes],
        "project": found.project,
        "tabs": [graph_view.ways(view, "/schedule", found), [(_("Approval flow"), flow, False)]],
        "figures": _figures(view, plan, serial, was if lines else None, dated),
        "chance": _chance(view, graph, plan, start, by),
        "questions": graph_view.questions(view, found),
        "lines": [(schedule_what_if.said(view, graph, line), _without(view, lines, line)) for line in lines],
        "kept": lines,
        "items": [
            (item.id, f"{item.id} {graph_view.item_name(view, item)}") for item in found.applied.graph.items.values()
        ],
        "start": start or "",
        "by": by or "",
        "paths": [" → ".join(path) for path in plan.critical[:_PATHS]],
        "more": max(0, plan.paths - _PATHS),
        "unknown": [f"{id} {graph_view.item_name(view, graph.items[id])}" for id in plan.unknown],
        "tables": [*([_moves(view, graph, moves)] if moves is not None else []), _items(view, graph, plan, dated)],
    }
    title = _("Approval schedule: %s") % view.pick({"zh": graph.zh, "en": graph.en})
    body = {"schedule": plan.to_dict(), "serial_days": serial.days}
    if moves is not None:
        body |= {"before_days": was.days, "saved": was.days - plan.days, "moved": moves.to_dicts()}
    frames = {"items": dated.items if dated else plan.items, **({"moved": moves} if moves is not None else {})}
    return Page("deliver/schedule.html", title, frames, context, body)


def _day(view: View, name: str) -> date | None:
    text = (view.request.query_params.get(name) or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problems([Problem("impossible_period", value=text)]) from None


def _whose(view: View, found: Asked) -> list[str]:
    if not found.project:
        return []
    said = (
        view.tr("With the answers on record of %s.") if found.kept else view.tr("With other answers than those of %s.")
    )
    return [said % view.name(found.project)]


def _without(view: View, lines: list[str], line: str) -> str:
    blank = dict.fromkeys(schedule_what_if.FIELDS)
    return view.here(s=[other for other in lines if other != line], **blank)


def _calendar(view: View) -> str:
    last = view.district.calendar().last_published
    said = view.tr("Working days; the calendar is published until %s. Later dates go by weekends for now.")
    return said % (last or project_cells.unknown(view))


def _figures(
    view: View, plan: Schedule, serial: Schedule, was: Schedule | None, dated: Dated | None
) -> list[tuple[str, str]]:
    _ = view.tr
    told = _("at least %s working days") if plan.unknown else _("%s working days")
    found = [(_("In parallel"), told % plan.days), (_("One after the other"), told % serial.days)]
    if was is not None:
        found += [(_("Before the change"), _("%s working days") % was.days)]
        found += [(_("Saved in the whole"), _("%s working days") % (was.days - plan.days))]
    if plan.free is not None and plan.free != plan.days:
        found.append((_("Without what is only usual"), _("%s working days") % plan.free))
    if dated is not None:
        found.append((_("Done by"), _labelled(view, dated.end, dated.label)))
    return found


def _labelled(view: View, day: date, label: str) -> str:
    return f"{day}{view.tr(' (by weekends for now)') if label else ''}"


def _chance(view: View, graph: Graph, plan: Schedule, start: date | None, by: date | None) -> str:
    _ = view.tr
    if by is None:
        return ""
    if start is None:
        return _("A chance needs a start.")
    days = view.district.calendar()
    drawn = chances({"": graph}, {"": days.between(days.roll(start), by)}, {"": days.roll(start)}, days)
    row = drawn.projects.row(0, named=True)
    said = _(
        "Chance to be done by %(day)s: %(least)s%(share)s (1 000 draws; 80 %% of them between %(low)s and %(high)s"
        " working days)."
    )
    return said % {
        "day": by,
        "least": _("at most ") if plan.unknown else "",
        "share": f"{row['chance']:.0%}",
        "low": f"{row['days_p10']:.0f}",
        "high": f"{row['days_p90']:.0f}",
    }


def _items(view: View, graph: Graph, plan: Schedule, dated: Dated | None) -> Table:
    _ = view.tr
    rows = []
    for row in (dated.items if dated else plan.items).iter_rows(named=True):
        item = graph.items[row["item"]]
        cells = [
            words(f"{item.id} {graph_view.item_name(view, item)}"),
            words(graph_view.authorities(view, graph, item)),
            words(graph_view.days(view, item)),
            number(str(row["start"])),
            number(str(row["finish"])),
            _slack(view, row),
        ]
        if dated:
            cells += [words(str(row["start_date"])), words(_labelled(view, row["finish_date"], row["label"]))]
        rows.append(cells)
    columns = [Column(_("Item")), Column(_("Authority")), Column(_("Days"))]
    columns += [Column(_("Starts after"), number=True), Column(_("Done after"), number=True), Column(_("Slack"))]
    columns += [Column(_("Starts")), Column(_("Done"))] if dated else []
    notes = [_("Unknown days are counted as none, so the whole is at least what is shown.")] if plan.unknown else []
    return Table(_("Items, start and slack in working days"), columns, rows, name="slack", notes=notes, wide=True)


def _slack(view: View, row: dict[str, Any]) -> Cell:
    if row["slack"] is None:
        return words(view.tr("not waited for"))
    if row["leads"] and row["slack"] == 0:
        return badge(view.tr("critical"), "missing")
    return words(str(row["slack"]))


def _moves(view: View, graph: Graph, moves: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            words(f"{row['item']} {graph_view.item_name(view, graph.items[row['item']])}")
            if row["item"] in graph.items
            else words(row["item"]),
            *(
                number("" if row[f"{name}_{side}"] is None else str(row[f"{name}_{side}"]))
                for name in ("start", "finish", "slack")
                for side in ("before", "after")
            ),
        ]
        for row in moves.iter_rows(named=True)
    ]
    pairs = [(_("Starts after"), side) for side in (_("Before"), _("After"))]
    pairs += [(_("Done after"), side) for side in (_("Before"), _("After"))]
    pairs += [(_("Slack"), side) for side in (_("Before"), _("After"))]
    columns = [Column(_("Item")), *(Column(side, group, number=True) for group, side in pairs)]
    return Table(_("What truly moves"), columns, rows, name="moved")
