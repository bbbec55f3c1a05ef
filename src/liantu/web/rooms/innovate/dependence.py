"""The page of dependence: what stops here without a product, against how few can supply it. In the house alone."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Link
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate import dependence_tables
from liantu.web.rooms.innovate.supplier_picture import PATH, draw_products, judge_substitution, tell_dependence
from liantu.wording import dependence_words as say
from liantu.wording.stop_words import INTERNAL

_TEMPLATE = "innovate/dependence.html"
_YES = "yes"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS, "recalled"))


def show(view: RequestView) -> Page:
    """The picture first, then products, what documents say, criteria; recalled magnitudes where they are called for."""
    _ = view.tr
    title, note = _(say.TITLE), _(INTERNAL)
    found = view.district.innovate.dependence()
    recalled = view.request.query_params.get("recalled") == _YES
    products = judge_substitution(found.products)
    switch = Link(
        _(say.HIDE_RECALLED if recalled else say.SHOW_RECALLED), view.page_url(recalled=None if recalled else _YES)
    )
    context: dict[str, object] = {"switch": switch, "note": _(say.HOW_READ)}
    if recalled:
        context["recalled"] = dependence_tables.list_recalled(view, view.district.innovate.recalled_dependence())
    if products.is_empty():
        context["room"] = describe_empty_room(view, "dependence")
        title = title_empty_room(view, title)
        return Page(_TEMPLATE, title, {"dependence": products}, context, internal=note, has_files=False)
    fields = [
        FacetField("group", _(say.HOW_FEW), mapped_words(view, say.SHORT_GROUPS)),
        FacetField("substitution", _(say.SUBSTITUTION), mapped_words(view, say.SUBSTITUTIONS)),
        FacetField("origin", _(say.ORIGIN), mapped_words(view, say.ORIGINS)),
    ]
    listed = ListedTable(dependence_tables.list_products(view, products, found.claims), products, fields)
    more = [dependence_tables.list_claims(view, found), dependence_tables.list_criteria(view, found.criteria)]
    tables, frames, bar = narrow_tables(view, [listed, *more])
    picture = draw_products(view, frames[0], found.claims, tell_dependence(view, products))
    context |= {"headline": picture.heading, "drawing": picture.svg, "tables": tables}
    return Page(_TEMPLATE, title, {"dependence": frames[0]}, context, internal=note, has_files=False, facets=bar)
