"""A what-if that came true: kept as a change of the district."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView
from liantu.web.core.spoken_problem import speak_problem
from liantu.web.rooms.chain.what_if import show


def register(app: FastAPI) -> None:
    """Add the address that the form of the what-if page goes to."""
    add_form(app, "/what-if/keep", handle_post)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep the changes in force. The assumptions that are off stay a matter of the view."""
    supposed = Change.from_query(view.lines)
    try:
        if not supposed:
            raise Problems([Problem("bad_change", value="")])
        change = Change(supposed.rows, posted.get("reason"), posted.get("source"))
        number = commit_change(view, change, posted.number("base") or None, "what-if")
    except Problems as refused:
        page = show(view)
        messages = [speak_problem(problem, view.lang) for problem in refused.problems]
        return Page(
            page.template,
            page.title,
            page.frames,
            {**page.context, "problems": messages},
            page.body,
            422,
            cacheable=False,
        )
    # What was supposed is so now; it is not supposed any longer.
    view.lines = []
    return redirect_to(view.url(f"/history/{number}"))
