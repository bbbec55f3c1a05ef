"""The lists of missing links: to fill, utilities, bulk materials, usually on site, and all together."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.conditional_rows import conditional_table
from liantu.web.rooms.chain.gap_rows import gap_table
from liantu.web.rooms.chain.offer_rows import pair_table, stream_table
from liantu.web.rooms.chain.offers import link_pages
from liantu.wording import N_
from liantu.wording.offer_words import OFFERED
from liantu.wording.titles import MADE_ON_SITE

LISTS = {
    "invite": N_("Links to fill"),
    "utilities": N_("Utilities to secure"),
    "commodities": N_("Bulk materials"),
    "onsite": MADE_ON_SITE,
    "offers": OFFERED,
    "all": N_("All gaps"),
}
_LEADS = {
    "invite": N_(
        "What somebody could be invited to make here. Power, steam, gas, water, ores and bulk materials stand"
        " in lists of their own."
    ),
    "utilities": N_("Energy, water, steam and gases that the plants need: to be secured, not invited."),
    "commodities": N_("Resources and bulk materials that are shipped far; usually bought."),
    "onsite": N_("Links usually made on the site that needs them; out of the list until somebody knows."),
    "offers": N_(
        "What by-products of the district could cover: who offers it is to meet who needs it; nobody to invite."
    ),
    "all": N_("All lists together."),
}


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/gaps/{which}", show, ("chain",))


def show(view: RequestView) -> Page:
    """One list of missing links."""
    _ = view.tr
    which = view.request.path_params["which"]
    if which not in LISTS:
        raise PageNotFound(_("There is no such list."))
    chain = view.request.query_params.get("chain") or None
    frame = view.district.chain.gaps(which, chain)
    title = _(LISTS[which])
    if chain:
        title = _("%(list)s: %(chain)s") % {"list": title, "chain": view.name(chain)}
    further = view.district.chain.conditional_needs(chain)
    if which not in ("all", "onsite"):
        further = further.filter(pl.col("list") == which)
    beside = {}
    if which == "offers":
        room = view.district.chain
        beside = {"pairs": room.offer_pairs(chain), "streams": room.offered_streams(chain)}
    chains = view.district.tables["chains"]
    # A list without a known value has nothing to draw.
    drawn = which != "onsite" and not frame["value_high"].is_null().all()
    context = {
        "table": gap_table(view, frame, title, chain=chain, offered=which == "offers"),
        "lead": _(_LEADS[which]),
        "further": conditional_table(view, further, chain) if further.height else None,
        "offers": [pair_table(view, beside["pairs"]), stream_table(view, beside["streams"])] if beside else [],
        "beside": link_pages(view, chain) if beside else [],
        "chart": view.url(f"/gaps/{which}.json", chain=chain) if drawn else "",
        "chains": [(None, _("All chains")), *((r["id"], view.pick(r)) for r in chains.iter_rows(named=True))],
        "chosen": chain,
        "which": which,
        "papers": paper_links(view, which, chain=chain) if which != "all" else [],
    }
    return Page(
        "chain/list.html",
        title,
        {"gaps": frame, "conditional": further, **beside},
        context,
        {
            "gaps": view.district.chain.gap_records(frame),
            **{name: rows.to_dicts() for name, rows in beside.items()},
        },
    )
