"""What one has begun and not kept: half-filled forms are held, and offered again."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.store import drafts
from liantu.web.core.answer import Page, add_page
from liantu.web.core.forms import form_initial, row_names
from liantu.web.core.forms.posting import Posted, add_form, lead
from liantu.web.core.page_tables import Cell, Column, Link, Table
from liantu.web.core.page_tables import words as said
from liantu.web.core.request_view import View


def register(app: FastAPI) -> None:
    """Add the page, and where forms leave what stands in them."""
    add_page(app, "/drafts", page)
    add_form(app, "/drafts", leave)
    add_form(app, "/drafts/forget", forget)


def page(view: View) -> Page:
    """The drafts of whoever asks."""
    _ = view.tr
    workspace = view.present.workspace
    frame = (
        drafts.listed(workspace.engine, view.person)
        if workspace is not None and view.person
        else pl.DataFrame(schema={"name": pl.String, "saved": pl.String, "base": pl.Int64})
    )
    rows = [
        [Cell((Link(_title(view, name), view.url(name)),)), said(row_names.moment(saved))]
        for name, saved, _base in frame.iter_rows()
    ]
    shown = Table(_("Drafts"), [Column(_("Form")), Column(_("When"))], rows, name="drafts")
    return Page("data/tables.html", _("Drafts"), {"drafts": frame}, {"tables": [shown]}, kept=False)


def _title(view: View, name: str) -> str:
    _tables, table, key = [*name.strip("/").split("/", 2), "", ""][:3]
    called = row_names.table_name(view, table)
    return view.tr("New row: %s") % called if key == "new" else f"{called} · {key.removesuffix('/edit')}"


def leave(view: View, posted: Posted) -> Response:
    """Keep what stands in a form, as it was typed."""
    name, table = posted.get("draft"), posted.get("table")
    if table in schema.tables() and name.startswith(f"/tables/{table}/"):
        texts = {
            prefix: {n.removeprefix(prefix): posted.get(n) for n in posted.texts if n.startswith(prefix)}
            for prefix in ("f.", "s.")
        }
        form_initial.leave(view, name, table, texts, posted.get("reason"), posted.number("base"))
    return Response(status_code=204)


def forget(view: View, posted: Posted) -> Response:
    """Throw a draft away, and back to the form without it."""
    name = posted.get("name")
    form_initial.forget(view, name)
    return lead(view.url(name) if name.startswith("/tables/") else view.url("/drafts"))
