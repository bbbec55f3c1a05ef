"""The unknowns whose answers would move the lists most."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.question_rows import field_text, question_table
from liantu.wording.sentences import NOTHING_OF_NAME


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/ask", show, ("firm", FACETS))


def show(view: RequestView) -> Page:
    """All questions, or those to one firm (``firm=``)."""
    _ = view.tr
    frame = view.district.chain.questions()
    title = _("What to ask")
    firm = view.request.query_params.get("firm")
    if firm and firm not in link_cells.table_ids(view, "firms"):
        raise PageNotFound(_(NOTHING_OF_NAME))
    if firm:
        frame = frame.filter(pl.col("firm") == firm)
        title = _("What to ask: %s") % view.name(firm)
    fields = [
        FacetField("product", _("Product"), view.name),
        FacetField("field", _("Unknown"), lambda name: field_text(view, name)),
    ]
    frame, bar = narrow_rows(view, frame, fields)
    lead = [
        _(
            "Each unknown is answered in every way tried, several of one plant together where they hide each other, "
            "and the lists are computed again; the order is by how far the value of links to invite and of bulk "
            "materials moves."
        )
    ]
    known = view.district.chain.questions()["firm"].drop_nulls().unique(maintain_order=True)
    context = {
        "tables": [question_table(view, frame, title)],
        "lead": lead,
        "firms": [(key, view.name(key)) for key in known],
        "chosen": firm,
        "papers": paper_links(view, "survey", firm=firm)
        + (paper_links(view, "survey", ("xlsx",), firm=firm) if firm else []),
    }
    return Page("chain/ask.html", title, {"questions": frame}, context, facets=bar)
