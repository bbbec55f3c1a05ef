"""Where the answers of a project are kept, and where a case of it is opened."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.problems import Problems
from liantu.web.core.forms.posting import PostedForm, add_form, address_at_day, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view
from liantu.web.rooms.deliver.approval_flow import show
from liantu.web.rooms.deliver.graph_view import GraphRequest

_FIELDS = ("item", "event", "day", "works", "portion", "last_portion", "preview", "office", "area", "reason")
_OF_CASE = ("works", "portion", "last_portion", "preview", "office")


def register(app: FastAPI) -> None:
    """Add where both forms are sent to."""
    add_form(app, "/approvals/{graph}/answers", handle_answers_post)
    add_form(app, "/approvals/{graph}/case", handle_case_post)


def handle_answers_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep the answers of the address as those of the project."""
    found = graph_view.read_graph_request(view)
    form_values = {name: posted.get(name) for name in ("day", "reason")} | {"day": posted.period("day")}
    try:
        provenance = {"note": form_values["reason"] or None}
        change = view.present.deliver.answer(
            found.project, found.graph, found.answers, form_values["day"], **provenance
        )
        if change:
            commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values)
    return redirect_to(address_at_day(view, f"/approvals/{found.graph.id}", form_values["day"], project=found.project))


def handle_case_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Open a case with its first event; what is wrong stands beside the form."""
    found = graph_view.read_graph_request(view)
    form_values = {name: posted.get(name) for name in _FIELDS} | {"day": posted.period("day")}
    case = _free_id(view, found, form_values["item"])
    about = {name: form_values[name] or None for name in _OF_CASE}
    grounds = {name: form_values[name] for name in ("area", "reason") if form_values[name]}
    try:
        change = view.present.deliver.open_case(
            case, found.project, form_values["item"], found.graph.id, found.graph.version, form_values["day"],
            event=form_values["event"], about=about, **grounds,
        )  # fmt: skip
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values)
    return redirect_to(address_at_day(view, f"/case/{case}", form_values["day"]))


def _free_id(view: RequestView, found: GraphRequest, item: str) -> str:
    """Project and item; with a number when the project has had a case of the item before."""
    taken = set(view.present.tables["cases"]["id"])
    stem = f"{found.project}-{item.lower()}"
    return next(case for n in range(1, len(taken) + 2) if (case := stem if n == 1 else f"{stem}-{n}") not in taken)
