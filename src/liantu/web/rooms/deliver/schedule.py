"""When approvals can be done: critical paths, slack, dates, what a change truly moves, the chance of a date."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from fastapi import FastAPI

from liantu.deliver.applicability import select_applicable
from liantu.deliver.duration_risk import estimate_duration_risk
from liantu.deliver.schedule import Schedule, build_schedule
from liantu.deliver.schedule_dates import DatedSchedule, date_schedule
from liantu.deliver.schedule_what_if import apply_what_if, compare_schedules
from liantu.library.approvals import Graph
from liantu.model.problems import Problem, Problems
from liantu.web.core.answer import Page, add_page
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, project_cells, schedule_what_if
from liantu.web.rooms.deliver.graph_view import GraphRequest

_PATHS = 20


_QUERY = ("project", "q.<question>", "start", "by", "item", "how", "value", "s")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/schedule", show, _QUERY)
    add_page(app, "/schedule/{graph}", show, _QUERY)


def show(view: RequestView) -> Page:
    """The schedule under the answers, the start and the what-if in the address."""
    _ = view.tr
    found = graph_view.read_graph_request(view)
    lines = schedule_what_if.read_schedule_lines(view)
    start, by = _day(view, "start"), _day(view, "by")
    days = view.district.deliver.calendar()
    was = build_schedule(found.applied.graph, start=start, calendar=days)
    graph, plan, notes = found.applied.graph, was, []
    if lines:
        changed, told = apply_what_if(found.graph, schedule_what_if.lines_to_change(found.graph, lines))
        graph = select_applicable(changed, found.answers).graph
        plan, notes = build_schedule(graph, start=start, calendar=days), [note.message(view.lang) for note in told]
    serial = build_schedule(graph, serial=True, start=start, calendar=days)
    dated = date_schedule(plan, start, days) if start else None
    if by and start and by < start:
        raise Problems([Problem("ends_before_start", value=str(by), slots={"first": str(start)})])
    moves = compare_schedules(was, plan) if lines else None
    flow = view.url(f"/approvals/{found.graph.id}", **graph_view.address_parameters(found))
    context: dict[str, Any] = {
        "lead": [_calendar(view), *_answer_source_lines(view, found), *notes],
        "project": found.project,
        "tabs": [graph_view.graph_tabs(view, "/schedule", found), [(_("Approval flow"), flow, False)]],
        "figures": _figures(view, plan, serial, was if lines else None, dated),
        "chance": _duration_risk_text(view, graph, plan, start, by),
        "questions": graph_view.question_fields(view, found),
        "lines": [
            (schedule_what_if.line_text(view, graph, line), _address_without_line(view, lines, line)) for line in lines
        ],
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


def _day(view: RequestView, name: str) -> date | None:
    text = (view.request.query_params.get(name) or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problems([Problem("impossible_period", value=text)]) from None


def _answer_source_lines(view: RequestView, found: GraphRequest) -> list[str]:
    if not found.project:
        return []
    said = (
        view.tr("With the answers on record of %s.") if found.kept else view.tr("With other answers than those of %s.")
    )
    return [said % view.name(found.project)]


def _address_without_line(view: RequestView, lines: list[str], line: str) -> str:
    blank = dict.fromkeys(schedule_what_if.FIELDS)
    return view.here(s=[other for other in lines if other != line], **blank)


def _calendar(view: RequestView) -> str:
    last = view.district.deliver.calendar().last_published
    said = view.tr("Working days; the calendar is published until %s. Later dates go by weekends for now.")
    return said % (last or project_cells.unknown_text(view))


def _figures(
    view: RequestView, plan: Schedule, serial: Schedule, was: Schedule | None, dated: DatedSchedule | None
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
        found.append((_("Done by"), _labelled_day(view, dated.end, dated.label)))
    return found


def _labelled_day(view: RequestView, day: date, label: str) -> str:
    return f"{day}{view.tr(' (by weekends for now)') if label else ''}"


def _duration_risk_text(view: RequestView, graph: Graph, plan: Schedule, start: date | None, by: date | None) -> str:
    _ = view.tr
    if by is None:
        return ""
    if start is None:
        return _("A chance needs a start.")
    days = view.district.deliver.calendar()
    drawn = estimate_duration_risk({"": graph}, {"": days.between(days.roll(start), by)}, {"": days.roll(start)}, days)
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


def _items(view: RequestView, graph: Graph, plan: Schedule, dated: DatedSchedule | None) -> Table:
    _ = view.tr
    rows = []
    for row in (dated.items if dated else plan.items).iter_rows(named=True):
        item = graph.items[row["item"]]
        cells = [
            text_cell(f"{item.id} {graph_view.item_name(view, item)}"),
            text_cell(graph_view.authorities_text(view, graph, item)),
            text_cell(graph_view.days_text(view, item)),
            number_cell(str(row["start"])),
            number_cell(str(row["finish"])),
            _slack(view, row),
        ]
        if dated:
            cells += [
                text_cell(str(row["start_date"])),
                text_cell(_labelled_day(view, row["finish_date"], row["label"])),
            ]
        rows.append(cells)
    columns = [Column(_("Item")), Column(_("Authority")), Column(_("Days"))]
    columns += [Column(_("Starts after"), number=True), Column(_("Done after"), number=True), Column(_("Slack"))]
    columns += [Column(_("Starts")), Column(_("Done"))] if dated else []
    notes = [_("Unknown days are counted as none, so the whole is at least what is shown.")] if plan.unknown else []
    return Table(_("Items, start and slack in working days"), columns, rows, name="slack", notes=notes, wide=True)


def _slack(view: RequestView, row: dict[str, Any]) -> Cell:
    if row["slack"] is None:
        return text_cell(view.tr("not waited for"))
    if row["leads"] and row["slack"] == 0:
        return badge_cell(view.tr("critical"), "missing")
    return text_cell(str(row["slack"]))


def _moves(view: RequestView, graph: Graph, moves: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(f"{row['item']} {graph_view.item_name(view, graph.items[row['item']])}")
            if row["item"] in graph.items
            else text_cell(row["item"]),
            *(
                number_cell("" if row[f"{name}_{side}"] is None else str(row[f"{name}_{side}"]))
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
