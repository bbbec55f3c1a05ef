"""Small answers that a form asks for while it is filled in."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.web.core.api_description import describe_reading
from liantu.web.core.forms import reference_search
from liantu.web.core.forms.amount_hints import describe_amount
from liantu.web.core.gate import add_address
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the addresses."""
    of_choices = describe_reading("/pick", send_choices, ["html"], ("of", "tables", "q"))
    add_address(app, "/pick", "html", send_choices, of_choices)
    of_amounts = describe_reading("/understood", send_amount_hint, ["text"], ("of", "unit"))
    add_address(app, "/understood", "html", send_amount_hint, of_amounts)


def send_choices(view: RequestView) -> Response:
    """Rows that a text may mean, as options of the field ``of``."""
    query = view.request.query_params
    tables = tuple(name for name in (query.get("tables") or "").split("|") if name in schema.read_tables())
    text = query.get(query.get("of") or "") or query.get("q") or ""
    found = reference_search.search_references(view, tables, text)
    template = view.request.app.state.templates.get_template("_options.html")
    return Response(template.render(choices=found, typed=text), media_type="text/html; charset=utf-8")


def send_amount_hint(view: RequestView) -> Response:
    """How an amount is read, in words."""
    query = view.request.query_params
    text = describe_amount(view, query.get(query.get("of") or "") or "", query.get(query.get("unit") or "") or "")
    return Response(text, media_type="text/plain; charset=utf-8")
