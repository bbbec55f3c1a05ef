"""Comments on a row and who looks after it: shown at its page, written here; each is a change with its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems
from liantu.model.tables import find_row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms import row_names, table_query
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.remark_panel import make_remark_panel
from liantu.web.core.forms.saving import commit_change, require_person
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NOTHING_OF_NAME

_PATH = "/remarks/{table}/{key:path}"


def register(app: FastAPI) -> None:
    """Add the page and where its forms go to."""
    add_page(app, _PATH, show)
    add_form(app, _PATH, handle_post)


def show(view: RequestView, text: str = "", problems: Sequence[str] = ()) -> Page:
    """The row in brief, its comments and its office."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    key = view.request.path_params["key"]
    row = find_row(view.present.given, table, key)
    if row is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    title = view.tr("Comments: %s") % row_names.row_name(view, table, row)
    context = {
        "table": table,
        "key": key,
        "facts": record_rows.field_facts(view, table, row)[:8],
        "back": _page_of_row(view, table, key),
        "remarks": make_remark_panel(view, table, key, text, problems),
    }
    body = {"comments": [comment._asdict() for comment in view.present.remarks.comments(table, key)]}
    return Page("data/remarks.html", title, {}, context, body, 422 if problems else 200, cacheable=False)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Write a comment, settle one, or set the office; back to the page of the row."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    key = view.request.path_params["key"]
    if find_row(view.present.given, table, key) is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    try:
        require_person(view)
        commit_change(view, _read_change(view, table, key, posted), None)
    except Problems as found:
        return show(view, posted.get("text"), [problem.message(view.lang) for problem in found.problems])
    address = _page_of_row(view, table, key) or view.url(f"/remarks/{table}/{key}")
    return redirect_to(f"{address}#remarks")


def _page_of_row(view: RequestView, table: str, key: str) -> str:
    """The page that shows the row with its comments; empty when there is none."""
    return view.url(f"/case/{key}") if table == "cases" else link_cells.row_address(view, table, key)


def _read_change(view: RequestView, table: str, key: str, posted: PostedForm) -> Change:
    remarks = view.present.remarks
    if posted.get("settled"):
        return Change((ChangeRow("comments", posted.get("settled"), "update", {"state": "settled"}),))
    if posted.get("assign"):
        return remarks.change_of_office(table, key, posted.get("office") or None)
    today = date.today().isoformat()
    return remarks.change_of_comment(table, key, posted.get("text"), posted.get("for") or None, today)
