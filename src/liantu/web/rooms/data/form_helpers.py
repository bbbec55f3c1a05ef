"""Small answers that a form asks for while it is filled in."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from liantu.model import schema
from liantu.web.core.forms import reference_search
from liantu.web.core.forms.amount_hints import understood
from liantu.web.core.request_view import View


def register(app: FastAPI) -> None:
    """Add the addresses."""
    app.add_api_route("/pick", pick, include_in_schema=False)
    app.add_api_route("/understood", read, include_in_schema=False)


def pick(request: Request) -> Response:
    """Rows that a text may mean, as options of the field ``of``."""
    view = View(request, request.app.state.districts)
    query = request.query_params
    tables = tuple(name for name in (query.get("tables") or "").split("|") if name in schema.tables())
    asked = query.get(query.get("of") or "") or query.get("q") or ""
    found = reference_search.search(view, tables, asked)
    template = request.app.state.templates.get_template("_options.html")
    return Response(template.render(choices=found, asked=asked), media_type="text/html; charset=utf-8")


def read(request: Request) -> Response:
    """How an amount is read, in words."""
    view = View(request, request.app.state.districts)
    query = request.query_params
    text = understood(view, query.get(query.get("of") or "") or "", query.get(query.get("unit") or "") or "")
    return Response(text, media_type="text/plain; charset=utf-8")
