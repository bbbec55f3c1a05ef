"""A what-if that came true: kept as a change of the district."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.web.core.answer import Page
from liantu.web.core.forms.posting import Posted, add_form, lead
from liantu.web.core.forms.saving import save
from liantu.web.core.request_view import View
from liantu.web.rooms.chain.what_if import what_if


def register(app: FastAPI) -> None:
    """Add the address that the form of the what-if page goes to."""
    add_form(app, "/what-if/keep", take)


def take(view: View, posted: Posted) -> Response | Page:
    """Keep the changes in force. The assumptions that are off stay a matter of the view."""
    supposed = Change.from_query(view.lines)
    try:
        if not supposed:
            raise Problems([Problem("bad_change", value="")])
        change = Change(supposed.rows, posted.get("reason"), posted.get("source"))
        number = save(view, change, posted.number("base") or None, "what-if")
    except Problems as refused:
        page = what_if(view)
        told = [problem.message(view.lang) for problem in refused.problems]
        return Page(
            page.template, page.title, page.frames, {**page.context, "problems": told}, page.body, 422, kept=False
        )
    # What was supposed is so now; it is not supposed any longer.
    view.lines = []
    return lead(view.url(f"/history/{number}"))
