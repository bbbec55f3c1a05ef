"""The name under which one's changes are kept: asked for once, changed here."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.web.core import person
from liantu.web.core.answer import Page, add_page
from liantu.web.core.forms.posting import Posted, add_form, lead
from liantu.web.core.request_view import View


def register(app: FastAPI) -> None:
    """Add the page and where its form goes to."""
    add_page(app, "/person", page)
    add_form(app, "/person", take)


def page(view: View) -> Page:
    """The name as it is, and a form for another."""
    body = {"person": view.person}
    context = {"to": _ours(view.request.query_params.get("to") or "/")}
    return Page("data/person.html", view.tr("Your name"), {}, context, body, kept=False)


def take(view: View, posted: Posted) -> Response:
    """Keep the name, and back to where one came from."""
    answer = lead(_ours(posted.get("to")))
    person.remember(answer, posted.get("person"))
    return answer


def _ours(address: str) -> str:
    """An address of this system; anything else is the overview."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
