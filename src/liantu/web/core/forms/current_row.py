"""The tables as they are kept: what forms show and change, apart from what-ifs, assumptions and dates."""

from __future__ import annotations

from liantu.model import schema
from liantu.model.tables import Tables
from liantu.web.core.page import PageNotFound
from liantu.web.core.request_view import RequestView


def current_tables(view: RequestView, number: int | None = None) -> Tables:
    """The tables as they are kept, or were kept after a change."""
    return view.present.history.tables(number)


def table_definition(view: RequestView, name: str) -> schema.Table:
    """The table of that name; there is nothing at the address when the schema has none."""
    found = schema.read_tables().get(name)
    if found is None:
        raise PageNotFound(view.tr("There is no such table."))
    return found
