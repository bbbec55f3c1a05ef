"""A filled form as the row it means: names become keys, periods in words the notation, blanks nothing."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.written_periods import read_written_period
from liantu.web.core.forms import reference_search
from liantu.web.core.request_view import RequestView


def read_fields(
    view: RequestView, table: str, posted: Mapping[str, str]
) -> tuple[dict[str, str | None], dict[str, list[Problem]]]:
    """The fields of a row as they are kept, and what of it cannot be read, by field."""
    found: dict[str, str | None] = {}
    problems: dict[str, list[Problem]] = {}
    for field in schema.read_tables()[table].fields:
        if field.name not in posted:
            continue
        text = posted[field.name].strip()
        if field.refers_to and text:
            text, problem = reference_search.resolve_reference(view, field, text)
            if problem is not None:
                problems.setdefault(field.name, []).append(problem)
        elif field.type == "period":
            text = read_written_period(text) or text
        found[field.name] = text or None
    return found, problems


def restate_text(view: RequestView, field: schema.Field, text: str) -> str:
    """What was typed into a field as the form shows it once it is read: the row that a name or initials mean."""
    if not field.refers_to:
        return text
    key, problem = reference_search.resolve_reference(view, field, text.strip())
    return text if problem else reference_search.reference_text(view, field, key)
