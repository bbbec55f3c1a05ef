"""One search box over all names, misprints included."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.model import schema
from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/search", show, ("q",))


def show(view: RequestView) -> Page:
    """What answers to a name."""
    _ = view.tr
    text = (view.request.query_params.get("q") or "").strip()
    frame = view.district.find_names(text, link_cells.PAGES)
    rows = [
        [
            Cell((link_cells.row_link(view, [row["table"]], row["id"]),)),
            text_cell(_table(view, row["table"])),
            text_cell(row["matched"]),
            text_cell(view.word("name_kind", row["kind"]) if row["kind"] else ""),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [Column(_("Name")), Column(_("What it is")), Column(_("Found as")), Column(_("Kind of name"))]
    title = _("Search: %s") % text if text else _("Search")
    return Page("data/tables.html", title, {"found": frame}, {"tables": [Table(title, columns, rows, name="found")]})


def _table(view: RequestView, name: str) -> str:
    definition = schema.read_tables()[name]
    return definition.zh if view.zh else definition.en
