"""A source that is written into a form beside what it is the source of: a row of its own in the same change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from liantu.district.new_keys import make_key
from liantu.model.change import ChangeRow
from liantu.model.problems import Problem
from liantu.web.core.forms import form_entries, form_reading
from liantu.web.core.forms.posting import PostedForm
from liantu.web.core.request_view import RequestView

#: What is asked of a source, and what stands before these fields in a form.
SOURCE, PREFIX = ("zh", "kind", "class", "issuer", "published"), "s."


class NewSource(NamedTuple):
    """The row that a form adds, and what of it cannot be read, by field."""

    row: ChangeRow
    wrong: Mapping[str, list[Problem]]


def read_new_source(view: RequestView, posted: PostedForm) -> NewSource | None:
    """The source that was written in; None where its title is blank."""
    if not posted.get(PREFIX + "zh"):
        return None
    fields, wrong = form_reading.read_fields(view, "sources", {name: posted.get(PREFIX + name) for name in SOURCE})
    key = make_key(view.present.given, "sources", fields)
    row = ChangeRow("sources", key, "insert", {name: text for name, text in fields.items() if text is not None})
    return NewSource(row, wrong)


def list_source_entries(view: RequestView, values: Mapping[str, str]) -> list[form_entries.FormEntry]:
    """The fields of a source in a form; ``values`` by field."""
    groups = form_entries.entry_groups(view, "sources", values, {}, prefix=PREFIX, only=SOURCE)
    by_name = {entry.name: entry for _label, group in groups for entry in group}
    return [replace(by_name[PREFIX + name], needed=False) for name in SOURCE]
