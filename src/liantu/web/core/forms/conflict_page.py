"""Two people on one row: the second sees both versions side by side and decides field by field."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core import record_rows
from liantu.web.core.forms import form_entries, row_names
from liantu.web.core.forms.posting import PostedForm
from liantu.web.core.forms.version_words import version_words
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView


def resolve_conflict(
    view: RequestView, table: str, row: Mapping[str, str | None], values: Mapping[str, str], posted: PostedForm
) -> dict[str, str]:
    """The values of the form, with theirs where one chose theirs."""
    theirs = form_entries.row_to_texts(view, table, row)
    return {name: theirs[name] if posted.get(f"pick.{name}") == "theirs" else text for name, text in values.items()}


def show_conflict(
    view: RequestView,
    table: str,
    key: str,
    row: Row,
    before: Row,
    mine: Mapping[str, str | None],
    changed: Mapping[str, str | None],
    posted: PostedForm,
) -> Page:
    """Both versions, with a choice for every field on which they differ; the rest goes along unseen."""
    _ = view.tr
    theirs, ours = form_entries.row_to_texts(view, table, row), form_entries.row_to_texts(view, table, {**row, **mine})
    moved_fields = [f for f in schema.read_tables()[table].fields if row[f.name] != before.get(f.name)]
    differing = [f for f in moved_fields if f.name in changed and changed[f.name] != row[f.name]]
    choices = [
        {
            "name": field.name,
            "label": record_rows.field_label(view, field),
            "theirs": version_words(view, table, field, row),
            "mine": version_words(view, table, field, {**row, **changed}),
        }
        for field in differing
    ]
    last = view.present.history.versions(table, key).row(0, named=True)
    context = {
        "table": table,
        "key": key,
        "disputed": choices,
        # Where only they wrote, theirs stands.
        "theirs": [
            (record_rows.field_label(view, f), version_words(view, table, f, row))
            for f in moved_fields
            if f.name not in changed
        ],
        "theirs_by": last["author"],
        "theirs_at": row_names.local_moment(last["made"]),
        "theirs_number": last["opened"],
        "theirs_reason": last["change_reason"],
        # What only they changed stays theirs.
        "values": {n: ours[n] if n in changed else theirs[n] for n in theirs},
        "base": view.present.number,
        "reason": posted.get("reason"),
    }
    title = _("Two versions: %s") % row_names.row_name(view, table, row)
    body = {"conflict": [field.name for field in differing], "theirs": dict(row), "mine": {**row, **changed}}
    return Page("data/conflict.html", title, {}, context, body, 409, cacheable=False)
