"""Where the schedule of a project is saved under a name."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.problems import Problems
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view
from liantu.web.rooms.deliver.schedule import show
from liantu.web.rooms.deliver.schedule_request import read_day


def register(app: FastAPI) -> None:
    """Add where the form is sent to."""
    add_form(app, "/schedule/{graph}/baseline", handle_post)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep the schedule as it stands on the date, without any what-if; what is wrong stands beside the form."""
    found = graph_view.read_graph_request(view)
    form_values = {name: posted.get(name) for name in ("name", "reason")}
    deliver = view.present.at(as_of=view.district.as_of).deliver
    try:
        plan = deliver.approval_plan(found.graph, found.answers, start=read_day(view, "start"))
        change = deliver.save_baseline(plan, found.project, form_values["name"], note=form_values["reason"] or None)
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], form_values)
    to = {**graph_view.address_parameters(found), "start": view.request.query_params.get("start") or None}
    return redirect_to(view.url(f"/schedule/{found.graph.id}", **to, baseline=form_values["name"]))
