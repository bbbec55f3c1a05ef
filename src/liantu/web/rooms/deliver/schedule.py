"""When approvals can be done: critical paths, slack, dates, what a change truly moves, the chance of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import polars as pl
from fastapi import FastAPI

from liantu.model.problems import Problem, Problems
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import (
    graph_view,
    project_cells,
    relation_tables,
    remaining_plan,
    saved_schedule,
    schedule_what_if,
)
from liantu.web.rooms.deliver.graph_view import GraphRequest
from liantu.wording.approval_relations import lapse_text, undated_text
from liantu.wording.days import years_text
from liantu.wording.sentences import BY_WEEKENDS

if TYPE_CHECKING:
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.district.results import DatedSchedule, Graph, Schedule, ScheduledItem

_PATHS = 20


_QUERY = ("project", "baseline", "q.<question>", "start", "by", "item", "how", "value", "s")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/schedule", show, _QUERY)
    add_page(app, "/schedule/{graph}", show, _QUERY)


def show(view: RequestView, problems: Sequence[str] = (), form_values: Mapping[str, str] | None = None) -> Page:
    """The schedule under the answers, the start and the what-if in the address, of a project beside a saved one.

    ``problems`` and ``form_values`` are of a form that was refused.
    """
    _ = view.tr
    found = graph_view.read_graph_request(view)
    lines = schedule_what_if.read_schedule_lines(view)
    start, by = read_day(view, "start"), read_day(view, "by")
    planned = view.district.deliver.approval_plan(found.graph, found.answers, lines, start)
    if by and start and by < start:
        raise Problems([Problem("ends_before_start", value=str(by), slots={"first": str(start)})])
    graph, plan = planned.graph, planned.plan
    remaining = view.district.deliver.remaining_plan(graph, found.project) if found.project else None
    name = saved_schedule.chosen_baseline(view)
    compared = (
        view.district.deliver.baseline_comparison(planned, found.project, name) if found.project and name else None
    )
    line_texts = [schedule_what_if.line_text(view, found.graph, line) for line in lines]
    view.page_suppositions = view.suppose([*_other_answers(view, found), *line_texts])
    flow = view.url(f"/approvals/{found.graph.id}", **graph_view.address_parameters(found))
    notes = [note.message(view.lang) for note in planned.notes]
    context: dict[str, Any] = {
        "lead": [
            _calendar(view),
            *_answer_source_lines(view, found),
            *([] if compared is None else [saved_schedule.comparison_lead(view, graph, compared)]),
            *notes,
            *_term_lines(view, planned),
        ],
        "project": found.project,
        "tabs": [graph_view.graph_tabs(view, "/schedule", found), [(_("Approval flow"), flow, False)]],
        "figures": [
            *([] if remaining is None else remaining_plan.remaining_figures(view, graph, remaining)),
            *_figures(view, planned),
        ],
        "chance": _duration_risk_text(view, planned, start, by),
        "questions": graph_view.question_fields(view, found),
        "lines": [
            (text, _address_without_line(view, lines, line)) for text, line in zip(line_texts, lines, strict=True)
        ],
        "what_if_lines": lines,
        "items": [
            (item.id, f"{item.id} {graph_view.item_name(view, item)}") for item in found.applied.graph.items.values()
        ],
        "start": start or "",
        "by": by or "",
        "paths": [" → ".join(path) for path in plan.critical[:_PATHS]],
        "more": max(0, plan.paths - _PATHS),
        "unknown": [f"{id} {graph_view.item_name(view, graph.items[id])}" for id in plan.unknown],
        "svg": "" if compared is None else saved_schedule.draw_comparison(view, graph, remaining, compared),
        "problems": problems,
        **saved_schedule.saving_context(view, found, form_values or {}),
        "tables": [
            *([] if compared is None else [saved_schedule.comparison_table(view, graph, compared)]),
            *([] if remaining is None else [remaining_plan.remaining_table(view, graph, remaining)]),
            *_tables(view, planned),
        ],
    }
    title = _("Approval schedule: %s") % view.pick({"zh": graph.zh, "en": graph.en})
    body = _body(planned)
    if remaining is not None:
        body["remaining"] = remaining.to_dict()
    if compared is not None:
        body["baseline"] = compared.to_dict()
    frames = {**({} if compared is None else {"baseline": compared.items}), **_frames(planned)}
    return Page("deliver/schedule.html", title, frames, context, body, status=422 if problems else 200)


def _term_lines(view: RequestView, planned: ApprovalPlan) -> list[str]:
    """First days that are not counted, and decisions that expire before they are used."""
    names = {id: f"{id} {graph_view.item_name(view, item)}" for id, item in planned.graph.items.items()}
    lapses = [
        lapse_text(
            names[term.item],
            term.last,
            relation_tables.begin_text(view, planned.graph, term.begin),
            term.begins,
            view.tr,
        )
        for term in planned.terms
        if term.lapses
    ]
    undated = [undated_text([names[id] for id in planned.plan.undated], view.tr)] if planned.plan.undated else []
    return [*undated, *lapses]


def _tables(view: RequestView, planned: ApprovalPlan) -> list[Table]:
    moves_tables = [] if planned.moves is None else [_moves(view, planned.graph, planned.moves)]
    return [*moves_tables, _items(view, planned.graph, planned.plan, planned.dated)]


def _frames(planned: ApprovalPlan) -> dict[str, pl.DataFrame]:
    items = planned.dated.items if planned.dated else planned.plan.items
    return {"items": items} if planned.moves is None else {"items": items, "moved": planned.moves}


def _body(planned: ApprovalPlan) -> dict[str, Any]:
    body = {"schedule": planned.plan.to_dict(), "serial_days": planned.serial.days}
    if planned.moves is None:
        return body
    return {**body, "before_days": planned.before.days, "saved": planned.saved, "moved": planned.moves.to_dicts()}


def read_day(view: RequestView, name: str) -> date | None:
    """A day of the address; None where it is left out. Raises Problems for what is no day."""
    text = (view.request.query_params.get(name) or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problems([Problem("impossible_period", value=text)]) from None


def _answer_source_lines(view: RequestView, found: GraphRequest) -> list[str]:
    if not found.on_record:
        return _other_answers(view, found)
    return [view.tr("With the answers on record of %s.") % view.name(found.project)]


def _other_answers(view: RequestView, found: GraphRequest) -> list[str]:
    """That a project is looked at under answers that are not its own."""
    others = found.project and not found.on_record
    return [view.tr("With other answers than those of %s.") % view.name(found.project)] if others else []


def _address_without_line(view: RequestView, lines: list[str], line: str) -> str:
    blank = dict.fromkeys(schedule_what_if.FIELDS)
    return view.page_url(s=[other for other in lines if other != line], **blank)


def _calendar(view: RequestView) -> str:
    years = years_text(view.district.deliver.calendar().years, chinese=view.lang.startswith("zh"))
    sentence = view.tr("Working days; holidays are announced for %s. Dates in other years go by weekends for now.")
    return sentence % (years or project_cells.unknown_text(view))


def _figures(view: RequestView, planned: ApprovalPlan) -> list[tuple[str, str]]:
    _ = view.tr
    plan, dated = planned.plan, planned.dated
    days_label = _("at least %s working days") if plan.unknown else _("%s working days")
    found = [(_("In parallel"), days_label % plan.days), (_("One after the other"), days_label % planned.serial.days)]
    if planned.moves is not None:
        found += [(_("Before the change"), _("%s working days") % planned.before.days)]
        found += [(_("Saved in the whole"), _("%s working days") % planned.saved)]
    if plan.free is not None and plan.free != plan.days:
        found.append((_("Without what is only usual"), _("%s working days") % plan.free))
    if dated is not None:
        found.append((_("Done by"), _labelled_day(view, dated.end, dated.label)))
    return found


def _labelled_day(view: RequestView, day: date, label: str) -> str:
    return f"{day}{view.tr(BY_WEEKENDS) if label else ''}"


def _duration_risk_text(view: RequestView, planned: ApprovalPlan, start: date | None, by: date | None) -> str:
    _ = view.tr
    if by is None:
        return ""
    if start is None:
        return _("A chance needs a start.")
    found = view.district.deliver.approval_chance(planned.graph, start, by)
    sentence = _(
        "Chance to be done by %(day)s: %(least)s%(share)s (1 000 draws; 80 %% of them between %(low)s and %(high)s"
        " working days)."
    )
    return sentence % {
        "day": by,
        "least": _("at most ") if planned.plan.unknown else "",
        "share": f"{found.chance:.0%}",
        "low": f"{found.days_p10:.0f}",
        "high": f"{found.days_p90:.0f}",
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
            _slack(view, cast("ScheduledItem", row)),
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


def _slack(view: RequestView, row: ScheduledItem) -> Cell:
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
