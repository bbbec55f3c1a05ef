"""What one has begun and not kept: half-filled forms are held, and offered again."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.web.core.answer import add_page
from liantu.web.core.forms import form_initial, joint_drafts, row_names
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the page, and where forms leave what stands in them."""
    add_page(app, "/drafts", show)
    add_form(app, "/drafts", handle_post, keeps_drafts=True)
    add_form(app, "/drafts/forget", handle_forget_post)


def show(view: RequestView) -> Page:
    """The drafts of whoever asks."""
    _ = view.tr
    frame = view.present.drafts(view.person).listed()
    rows = [
        [Cell((Link(_title(view, name), view.url(name)),)), text_cell(row_names.local_moment(saved))]
        for name, saved, _base in frame.iter_rows()
    ]
    shown = Table(_("Drafts"), [Column(_("Form")), Column(_("When"))], rows, name="drafts")
    title = _("Drafts: forms begun and not kept: %s") % frame.height
    return Page("data/tables.html", title, {"drafts": frame}, {"tables": [shown]}, cacheable=False)


def _title(view: RequestView, name: str) -> str:
    room, table, key = [*name.strip("/").split("/", 2), "", ""][:3]
    called = row_names.table_name(view, table)
    if room == "forms" and not key:
        return view.tr("Add: %s") % called
    return view.tr("New row: %s") % called if key == "new" else f"{called} · {key.removesuffix('/edit')}"


def handle_post(view: RequestView, posted: PostedForm) -> Response:
    """Keep what stands in a form, as it was typed."""
    name, table = posted.get("draft"), posted.get("table")
    if joint_drafts.is_joint_draft(name, table):
        joint_drafts.save_joint_draft(view, name, table, posted)
    if table in schema.read_tables() and name.startswith(f"/tables/{table}/"):
        texts = {
            prefix: {n.removeprefix(prefix): posted.get(n) for n in posted.texts if n.startswith(prefix)}
            for prefix in ("f.", "s.")
        }
        form_initial.save_form_draft(view, name, table, texts, posted.get("reason"), posted.number("base"))
    return Response(status_code=204)


def handle_forget_post(view: RequestView, posted: PostedForm) -> Response:
    """Throw a draft away, and back to the form without it."""
    name = posted.get("name")
    form_initial.delete_form_draft(view, name)
    return redirect_to(view.url(name) if name.startswith(("/tables/", "/forms/")) else view.url("/drafts"))
