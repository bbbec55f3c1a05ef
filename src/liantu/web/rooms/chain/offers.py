"""By-products of the district: who could give them to whom, and which of them are no offer."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.offer_rows import pair_table, stream_table
from liantu.wording import offer_words as words


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/offers/pairs", show_pairs, ("chain", FACETS))
    add_page(app, "/offers/streams", show_streams, ("chain", FACETS))


def link_pages(view: RequestView, chain: str | None) -> list[tuple[str, str]]:
    """The pages on by-products, each with its title."""
    pages = (("/gaps/offers", words.OFFERED), ("/offers/pairs", words.PAIRS), ("/offers/streams", words.STREAMS))
    return [(view.url(path, chain=chain), view.tr(title)) for path, title in pages]


def show_pairs(view: RequestView) -> Page:
    """Givers and takers, pair by pair."""
    chain = view.request.query_params.get("chain") or None
    fields = [
        FacetField("product", view.tr("Product"), view.name),
        FacetField("giver_firm", view.tr(words.GIVER), view.name),
        FacetField("taker_firm", view.tr(words.TAKER), view.name),
    ]
    frame, bar = narrow_rows(view, view.district.chain.offer_pairs(chain), fields)
    none = view.tr(words.NO_PAIRS) if frame.is_empty() and not bar.in_force else ""
    context = {
        "lead": [none] if none else [],
        "tables": [pair_table(view, frame)],
        "papers": paper_links(view, "offers", chain=chain),
        "beside": link_pages(view, chain),
    }
    return Page("data/tables.html", view.tr(words.PAIRS), {"pairs": frame}, context, facets=bar)


def show_streams(view: RequestView) -> Page:
    """Every by-product and its standing."""
    chain = view.request.query_params.get("chain") or None
    fields = [
        FacetField("standing", view.tr(words.STANDING), code_words(view, "offer_standing")),
        FacetField("product", view.tr("Product"), view.name),
        FacetField("firm", view.tr(words.GIVER), view.name),
        FacetField("place", view.tr("Place"), view.name),
        FacetField("transport", view.tr("Transport"), code_words(view, "transport")),
    ]
    frame, bar = narrow_rows(view, view.district.chain.offered_streams(chain), fields)
    context = {"tables": [stream_table(view, frame)], "beside": link_pages(view, chain)}
    return Page("data/tables.html", view.tr(words.STREAMS), {"streams": frame}, context, facets=bar)
