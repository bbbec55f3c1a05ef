"""A filled form as the row it means: references by name become keys, blanks become nothing."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.model.problems import Problem
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
        found[field.name] = text or None
    return found, problems
