"""The unknowns whose answers would move the lists most."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.answer import Page, add_page
from liantu.web.questions import question_table
from liantu.web.view import View


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/ask", ask)


def ask(view: View) -> Page:
    """All questions, or those to one firm (``firm=``)."""
    _ = view.tr
    frame = view.district.ask()
    title = _("What to ask")
    firm = view.request.query_params.get("firm")
    if firm:
        frame = frame.filter(pl.col("firm") == firm)
        title = _("What to ask: %s") % view.name(firm)
    lead = [_("Each unknown is answered two ways and the lists are computed again; the order is by how far the value of the links to fill moves.")]
    return Page("tables.html", title, {"questions": frame}, {"tables": [question_table(view, frame, title)], "lead": lead})
