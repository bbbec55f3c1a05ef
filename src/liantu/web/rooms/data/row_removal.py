"""Deleting a row, with what hangs on it; history keeps it all."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems
from liantu.model.tables import find_row
from liantu.web.core.answer import add_page
from liantu.web.core.forms import row_names, table_query
from liantu.web.core.forms.form_errors import sort_problems
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NOTHING_OF_NAME

_PATH = "/tables/{table}/{key:path}/delete"
_SHOWN = 60


def register(app: FastAPI) -> None:
    """Add the page and where it goes to."""
    add_page(app, _PATH, show)
    add_form(app, _PATH, handle_post)


def show(view: RequestView, problems: list[str] | None = None, reason: str = "") -> Page:
    """What would go, before it goes."""
    _ = view.tr
    table, key = (
        table_query.table_definition(view, view.request.path_params["table"]).name,
        view.request.path_params["key"],
    )
    tables = view.present.given
    row = find_row(tables, table, key)
    if row is None:
        raise PageNotFound(_(NOTHING_OF_NAME))
    hanging = view.present.links.depending(table, key)
    shown = [
        (
            row_names.table_name(view, name),
            row_names.row_name(view, name, found),
            view.url(f"/tables/{name}/{child}/edit"),
        )
        for name, child in hanging[:_SHOWN]
        if (found := find_row(tables, name, child)) is not None
    ]
    title = _("Delete: %s") % row_names.row_name(view, table, row)
    context = {
        "table": table,
        "key": key,
        "hanging": shown,
        "count": len(hanging),
        "problems": problems or [],
        "reason": reason,
        "base": view.present.number,
        "readonly": view.present.workspace is None,
    }
    body = {
        "row": row,
        "hanging": [{"table": name, "key": child} for name, child in hanging],
        "problems": problems or [],
    }
    return Page("data/delete.html", title, {}, context, body, 422 if problems else 200, cacheable=False)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Delete the row, and what hangs on it when that was ticked; one change."""
    table, key = (
        table_query.table_definition(view, view.request.path_params["table"]).name,
        view.request.path_params["key"],
    )
    tables = view.present.given
    hanging = view.present.links.depending(table, key) if posted.get("hanging") else []
    rows = tuple(ChangeRow(name, child, "delete", {}) for name, child in [*hanging, (table, key)])
    change = Change(rows, posted.get("reason"))
    try:
        number = commit_change(view, change, posted.number("base"))
    except Problems as problems:
        found = sort_problems(view, tables, change, problems.problems)
        messages = [*found.general, *(m for messages in found.cells.values() for m in messages)]
        messages += [
            view.tr("%s was changed by somebody else meanwhile; look at it again.") % child
            for _name, child in found.conflicts
        ]
        return show(view, messages, posted.get("reason"))
    return redirect_to(view.url(f"/history/{number}"))
