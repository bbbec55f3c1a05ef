"""The unknowns whose answers would move the lists most."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows, read_chosen
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.question_picture import make_question_picture
from liantu.web.rooms.chain.question_rows import field_text, question_table
from liantu.wording import N_
from liantu.wording.sentences import NOTHING_OF_NAME

_LEAD = N_(
    "Each unknown is answered in every way tried, several of one plant together where they hide each other, "
    "and the lists are computed again; the order is by how far the value of links to invite and of bulk "
    "materials moves."
)


class FirmForm(NamedTuple):
    """A firm with its questions: where they stand, how many, and the workbook that it fills in."""

    name: str
    questions_at: str
    questions: int
    workbook: str


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/ask", show, ("firm", FACETS))


def show(view: RequestView) -> Page:
    """All questions, or those to one firm (``firm=``, or the one that a facet chooses)."""
    _ = view.tr
    every = view.district.chain.questions()
    firm = _choose_firm(view, every)
    fields = [
        FacetField("firm", _("Firm"), view.name),
        FacetField("product", _("Product"), view.name),
        FacetField("field", _("Unknown"), lambda name: field_text(view, name)),
    ]
    frame, bar = narrow_rows(view, every.filter(firm=firm) if firm else every, fields)
    known = every["firm"].drop_nulls().unique(maintain_order=True)
    picture = None if every.is_empty() or firm or bar.in_force else make_question_picture(view)
    name = _("What to ask: %s") % view.name(firm) if firm else _("What to ask")
    context = {
        "picture": picture,
        "survey_forms": [_make_form(view, key, every.filter(firm=key).height) for key in known],
        "tables": [question_table(view, frame, name)],
        "lead": [_(_LEAD)],
        "chosen": firm,
        "papers": [
            *paper_links(view, "survey", firm=firm),
            *(paper_links(view, "survey", ("xlsx",), firm=firm) if firm else []),
        ],
    }
    counted = _("%(list)s: %(count)s questions") % {"list": name, "count": frame.height}
    title = picture.heading if picture else counted
    return Page("chain/ask.html", title, {"questions": frame}, context, facets=bar, names_firms=True)


def _choose_firm(view: RequestView, questions: pl.DataFrame) -> str | None:
    """The firm that the address names, else the one firm with questions that a facet chooses."""
    firm = view.request.query_params.get("firm")
    if firm and firm not in link_cells.table_ids(view, "firms"):
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    chosen = read_chosen(view, ["firm"]).get("firm", [])
    return firm or (chosen[0] if len(chosen) == 1 and chosen[0] in set(questions["firm"]) else None)


def _make_form(view: RequestView, firm: str, questions: int) -> FirmForm:
    [(_words, workbook)] = paper_links(view, "survey", ("xlsx",), firm=firm)
    return FirmForm(view.name(firm), view.url("/ask", firm=firm), questions, workbook)
