"""By-products of the district: who could give them to whom, and which of them are no offer."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.offer_rows import pair_table, stream_table
from liantu.wording import offer_words as words


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/offers/pairs", show_pairs, ("chain",))
    add_page(app, "/offers/streams", show_streams, ("chain",))


def link_pages(view: RequestView, chain: str | None) -> list[tuple[str, str]]:
    """The pages on by-products, each with its title."""
    pages = (("/gaps/offers", words.OFFERED), ("/offers/pairs", words.PAIRS), ("/offers/streams", words.STREAMS))
    return [(view.url(path, chain=chain), view.tr(title)) for path, title in pages]


def show_pairs(view: RequestView) -> Page:
    """Givers and takers, pair by pair."""
    chain = view.request.query_params.get("chain") or None
    frame = view.district.chain.offer_pairs(chain)
    context = {
        "tables": [pair_table(view, frame)],
        "papers": paper_links(view, "offers", chain=chain),
        "beside": link_pages(view, chain),
    }
    return Page("data/tables.html", view.tr(words.PAIRS), {"pairs": frame}, context)


def show_streams(view: RequestView) -> Page:
    """Every by-product and its standing."""
    chain = view.request.query_params.get("chain") or None
    frame = view.district.chain.offered_streams(chain)
    context = {"tables": [stream_table(view, frame)], "beside": link_pages(view, chain)}
    return Page("data/tables.html", view.tr(words.STREAMS), {"streams": frame}, context)
