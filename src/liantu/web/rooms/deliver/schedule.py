"""When approvals can be done: critical paths, slack, dates, what a change truly moves, the chance of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.lists.narrowed_tables import narrow_table
from liantu.web.core.page import Page
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, saved_schedule, schedule_figures, schedule_tables, schedule_what_if
from liantu.web.rooms.deliver.schedule_request import ScheduleRequest, read_schedule_request

_PATHS = 20
_QUERY = ("project", "baseline", "q.<question>", "start", "by", "item", "how", "value", "s", FACETS)


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/schedule", show, _QUERY)
    add_page(app, "/schedule/{graph}", show, _QUERY)


def show(view: RequestView, problems: Sequence[str] = (), form_values: Mapping[str, str] | None = None) -> Page:
    """The schedule under the answers, the start and the what-if in the address, of a project beside a saved one.

    ``problems`` and ``form_values`` are of a form that was refused.
    """
    request = read_schedule_request(view)
    graph = request.plan.graph
    texts = [schedule_what_if.line_text(view, request.found.graph, line) for line in request.lines]
    view.page_suppositions = view.suppose([*schedule_figures.other_answers(view, request.found), *texts])
    items, _rows, bar = narrow_table(view, schedule_tables.list_items(view, request.plan))
    # The address is a question with its answers, which has a form of its own to be saved by.
    bar = replace(bar, saves=False)
    context = {
        "lead": schedule_figures.lead_lines(view, request),
        "figures": schedule_figures.figure_pairs(view, request),
        "chance": schedule_figures.chance_text(view, request),
        "svg": _draw(view, request),
        "tables": [*schedule_tables.list_tables(view, request), items],
        "problems": problems,
        **_question_context(view, request, texts),
        **_path_context(view, request),
        **saved_schedule.saving_context(view, request.found, form_values or {}),
    }
    (_label, days), *_more = schedule_figures.plan_figures(view, request.plan)
    slots = {"flow": view.pick({"zh": graph.zh, "en": graph.en}), "days": days}
    title = view.tr("Approval schedule: %(flow)s, %(days)s in parallel") % slots
    status = 422 if problems else 200
    return Page("deliver/schedule.html", title, _frames(request), context, _body(request), status, facets=bar)


def _question_context(view: RequestView, request: ScheduleRequest, line_texts: list[str]) -> dict[str, object]:
    """What the form shows: the graph, the answers, the lines of the what-if, the days."""
    found, lines = request.found, request.lines
    flow = view.url(f"/approvals/{found.graph.id}", **graph_view.address_parameters(found))
    graph = found.applied.graph
    return {
        "project": found.project,
        "tabs": [
            graph_view.graph_tabs(view, "/schedule", found),
            [(view.tr("Approval flow"), flow, False)],
        ],
        "questions": graph_view.question_fields(view, found),
        "lines": [
            (text, _address_without_line(view, lines, line)) for text, line in zip(line_texts, lines, strict=True)
        ],
        "what_if_lines": lines,
        "items": [(item, graph_view.item_label(view, graph, item)) for item in graph.items],
        "start": request.start or "",
        "by": request.by or "",
    }


def _path_context(view: RequestView, request: ScheduleRequest) -> dict[str, object]:
    """The critical paths, and the items whose days nobody knows."""
    graph, plan = request.plan.graph, request.plan.plan
    return {
        "paths": [
            " → ".join(graph_view.item_name(view, graph.items[item]) for item in path)
            for path in plan.critical[:_PATHS]
        ],
        "more": max(0, plan.paths - _PATHS),
        "unknown": [graph_view.item_label(view, graph, item) for item in plan.unknown],
    }


def _draw(view: RequestView, request: ScheduleRequest) -> str:
    """The running schedule over the saved one; nothing where none is compared."""
    compared = request.schedules.compared
    if compared is None:
        return ""
    return saved_schedule.draw_comparison(view, request.plan.graph, request.schedules.remaining, compared)


def _frames(request: ScheduleRequest) -> dict[str, pl.DataFrame]:
    plan, compared = request.plan, request.schedules.compared
    frames = {} if compared is None else {"baseline": compared.items}
    frames["items"] = plan.dated.items if plan.dated else plan.plan.items
    return frames if plan.moves is None else {**frames, "moved": plan.moves}


def _body(request: ScheduleRequest) -> dict[str, Any]:
    plan = request.plan
    body: dict[str, Any] = {"schedule": plan.plan.to_dict(), "serial_days": plan.serial.days}
    if plan.moves is not None:
        body |= {"before_days": plan.before.days, "saved": plan.saved, "moved": plan.moves.to_dicts()}
    return {**body, **request.schedules.to_dict()}


def _address_without_line(view: RequestView, lines: list[str], line: str) -> str:
    blank = dict.fromkeys(schedule_what_if.FIELDS)
    return view.page_url(s=[other for other in lines if other != line], **blank)
