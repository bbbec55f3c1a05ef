"""The page of candidates for a missing link: who supplies it already, whom to invite, and who could introduce them."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.make_lead import LEADS_PATH
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Link
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_rows import MAKE_FORM, make_candidate_table
from liantu.web.rooms.attract.candidate_view import PATH, QUERY, CandidateView, read_candidates
from liantu.web.rooms.attract.factor_picture import draw_factors
from liantu.web.rooms.attract.region_picture import draw_regions, make_heading
from liantu.web.rooms.attract.tie_tables import make_following_table, make_refusal_table, make_tie_table
from liantu.wording import candidate_words as say
from liantu.wording.lead_words import NAME_FOR_LEADS

#: So many links stand above the page; the others are folded.
_SHOWN = 12


class ProductChoice(NamedTuple):
    """A link that candidates can be shown of: its name, how many there are, whether it is the one shown."""

    label: str
    makers: int
    to: str
    is_chosen: bool


class NewLead(NamedTuple):
    """The form that the buttons of the list belong to."""

    id: str
    to: str
    product: str
    label: str


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (*QUERY, FACETS))


def show(view: RequestView) -> Page:
    """The scheme of regions and the bars of factors, then suppliers, those to invite, ties and refusals."""
    _ = view.tr
    found = read_candidates(view)
    fields = [
        FacetField("standing", _(say.STANDING), lambda code: _(say.STANDINGS.get(code, code))),
        FacetField("region", _("Region"), lambda region: _name_region(view, found.rows, region)),
        FacetField("state", _(say.STATE), code_words(view, "maker_state")),
        FacetField("kinds", _(say.WHAT_SAYS_SO), lambda kind: _(say.KINDS.get(kind, kind))),
        FacetField("refused_for", _("Refused because of"), code_words(view, "refusal_reason")),
    ]
    rows, bar = narrow_rows(view, found.rows, fields)
    narrowed = found._replace(rows=rows)
    regions, factors = draw_regions(view, narrowed), draw_factors(view, narrowed)
    suppliers = make_candidate_table(view, narrowed, suppliers=True)
    others = make_candidate_table(view, narrowed, suppliers=False)
    ties, followings, refusals = make_tie_table(view, found), make_following_table(view), make_refusal_table(view)
    unread = [problem.message(view.lang) for problem in view.district.attract.unread_registers()]
    if later := view.district.attract.later_firms([found.product] if found.product else []):
        unread.append(_(say.LATER_FIRMS) % later)
    notes = [*unread, _(say.TO_VERIFY), _(say.HOW_COMBINED), _(say.RECALLED_ON if found.recalled else say.RECALLED_OFF)]
    context = {
        "headline": make_heading(view, narrowed),
        "notes": notes if rows.height else [_(say.NO_CANDIDATE), *notes],
        "pictures": [regions, factors] if rows.height else [regions],
        "choices": _list_products(view, found),
        "shown": _SHOWN,
        "switch": _make_switch(view, found),
        "make": None if view.present.workspace is None else _make_form(view, found.product),
        "names": Link(_(say.NAMES), view.url(f"{PATH}/names")),
        "tables": [suppliers, others, ties, followings, refusals],
    }
    frames = {"candidates": rows, "factors": found.terms, "regions": regions.frames["regions"]}
    sheets = [others, suppliers, factors.table, ties, followings, refusals]
    return Page(
        "attract/candidates.html",
        _(say.TITLE),
        frames,
        context,
        sheets=sheets,
        facets=bar,
        internal=_(say.INTERNAL),
        names_firms=True,
    )


def _list_products(view: RequestView, found: CandidateView) -> list[ProductChoice]:
    """Every link to fill in its order, and the product that is asked for."""
    counts = dict(found.everything.group_by("product").len().iter_rows())
    order = view.district.chain.gaps("invite")["product"].to_list()
    products = order if found.product in order or not found.product else [found.product, *order]
    choices = [
        ProductChoice(view.name(key), counts.get(key, 0), view.url(PATH, product=key), key == found.product)
        for key in products
    ]
    return sorted(choices, key=lambda choice: not choice.is_chosen and not choice.makers)


def _make_form(view: RequestView, product: str) -> NewLead:
    return NewLead(MAKE_FORM, view.url(LEADS_PATH), product, view.tr(NAME_FOR_LEADS))


def _make_switch(view: RequestView, found: CandidateView) -> Link:
    """The way to the page with recalled makers, or without."""
    words = view.tr(say.HIDE_RECALLED if found.recalled else say.SHOW_RECALLED)
    return Link(words, view.page_url(recalled=None if found.recalled else "yes"))


def _name_region(view: RequestView, rows: pl.DataFrame, region: str) -> str:
    named = rows.filter(pl.col("region") == region)
    return view.pick(named.row(0, named=True), "region") if named.height else region
