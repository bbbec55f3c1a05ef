"""Two people on one row: the second sees both versions side by side and decides field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liantu.model import schema
from liantu.web import records
from liantu.web.answer import Page
from liantu.web.editing import entries, kept, words
from liantu.web.editing.posting import Posted
from liantu.web.view import View


def chosen(
    view: View, table: str, row: Mapping[str, str | None], values: Mapping[str, str], posted: Posted
) -> dict[str, str]:
    """The values of the form, with theirs where one chose theirs."""
    theirs = entries.shown(view, table, row)
    return {name: theirs[name] if posted.get(f"pick.{name}") == "theirs" else text for name, text in values.items()}


def page(
    view: View,
    table: str,
    key: str,
    row: Mapping[str, Any],
    seen: Mapping[str, Any],
    mine: Mapping[str, str | None],
    changed: Mapping[str, str | None],
    posted: Posted,
) -> Page:
    """Both versions, with a choice for every field on which they differ; the rest goes along unseen."""
    _ = view.tr
    theirs, own = entries.shown(view, table, row), entries.shown(view, table, {**row, **mine})
    moved = [f for f in schema.tables()[table].fields if row[f.name] != seen.get(f.name)]
    differing = [f for f in moved if f.name in changed and changed[f.name] != row[f.name]]
    asked = [
        {
            "name": field.name,
            "label": records.label(view, field),
            "theirs": _said(view, field, row),
            "mine": _said(view, field, {**row, **changed}),
        }
        for field in differing
    ]
    story = kept.workspace(view).story(table, key)
    last = story.row(0, named=True)
    context = {
        "table": table,
        "key": key,
        "asked": asked,
        # Where only they wrote, theirs stands.
        "theirs": [(records.label(view, f), _said(view, f, row)) for f in moved if f.name not in changed],
        "theirs_by": last["author"],
        "theirs_at": words.moment(last["made"]),
        "theirs_number": last["opened"],
        "theirs_reason": last["change_reason"],
        # What only they changed stays theirs.
        "values": {n: own[n] if n in changed else theirs[n] for n in theirs},
        "base": view.present.number,
        "reason": posted.get("reason"),
    }
    title = _("Two versions: %s") % words.row_name(view, table, row)
    body = {"conflict": [field.name for field in differing], "theirs": dict(row), "mine": {**row, **changed}}
    return Page("conflict.html", title, {}, context, body, 409, kept=False)


def _said(view: View, field: schema.Field, row: Mapping[str, Any]) -> str:
    return records.cell_of(view, field, row).text or view.tr("(blank)")
