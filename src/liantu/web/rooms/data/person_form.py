"""The name under which one's changes are kept: asked for once, changed here."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.web.core import person
from liantu.web.core.answer import add_page
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.local_addresses import to_local_address
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the page and where its form goes to."""
    add_page(app, "/person", show, ("to",))
    add_form(app, "/person", handle_post)


def show(view: RequestView) -> Page:
    """The name as it is, and a form for another."""
    body = {"person": view.person}
    context = {"to": to_local_address(view.request.query_params.get("to") or "/")}
    return Page("data/person.html", view.tr("Your name"), {}, context, body, cacheable=False)


def handle_post(view: RequestView, posted: PostedForm) -> Response:
    """Keep the name, and back to where one came from."""
    answer = redirect_to(to_local_address(posted.get("to")))
    person.set_person_cookie(answer, posted.get("person"))
    return answer
