"""Small answers that a form asks for while it is filled in."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from liantu.model import schema
from liantu.web.core.forms import reference_search
from liantu.web.core.forms.amount_hints import describe_amount
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the addresses."""
    app.add_api_route("/pick", send_choices, include_in_schema=False)
    app.add_api_route("/understood", send_amount_hint, include_in_schema=False)


def send_choices(request: Request) -> Response:
    """Rows that a text may mean, as options of the field ``of``."""
    view = RequestView(request, request.app.state.districts)
    query = request.query_params
    tables = tuple(name for name in (query.get("tables") or "").split("|") if name in schema.read_tables())
    asked = query.get(query.get("of") or "") or query.get("q") or ""
    found = reference_search.search_references(view, tables, asked)
    template = request.app.state.templates.get_template("_options.html")
    return Response(template.render(choices=found, asked=asked), media_type="text/html; charset=utf-8")


def send_amount_hint(request: Request) -> Response:
    """How an amount is read, in words."""
    view = RequestView(request, request.app.state.districts)
    query = request.query_params
    text = describe_amount(view, query.get(query.get("of") or "") or "", query.get(query.get("unit") or "") or "")
    return Response(text, media_type="text/plain; charset=utf-8")
