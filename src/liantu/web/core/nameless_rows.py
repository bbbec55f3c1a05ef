"""Rows without a name, by what they are about: a case by its project and its item."""

from __future__ import annotations

from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core.coded_words import coded_words
from liantu.web.core.request_view import RequestView


def nameless_row_text(view: RequestView, table: str, row: Row) -> str:
    """The names of what a row refers to, its coded parts and its period; its id where it has none of them."""
    words = []
    for field in schema.read_tables()[table].fields:
        value = row.get(field.name)
        if not value or field.name == "source":
            continue
        if field.refers_to:
            words.append(view.name(value))
        elif field.type == "period":
            words.append(view.period(value))
        else:
            words.append(coded_words(view, field, row) or "")
    return view.join(dict.fromkeys(filter(None, words))) or str(row.get("id") or "")
