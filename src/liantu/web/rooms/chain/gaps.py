"""The lists of missing links: to fill, utilities, bulk materials, usually on site, and all together."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.gap_bars import draw_gap_bars, draw_narrow_gap_bars
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetBar, FacetField, carry_facets, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Link, Table
from liantu.web.core.paper_links import paper_links
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.record_rows import link_to_list
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.conditional_rows import conditional_table
from liantu.web.rooms.chain.gap_bars_table import STATES, gap_bars_table, list_unknown_links, make_gap_bars
from liantu.web.rooms.chain.gap_rows import gap_table
from liantu.web.rooms.chain.offer_rows import pair_table, stream_table
from liantu.web.rooms.chain.offers import link_pages
from liantu.wording import N_
from liantu.wording.labels import RANGE
from liantu.wording.offer_words import OFFERED
from liantu.wording.sentences import NESTED_LINKS
from liantu.wording.titles import LINKS_TO_FILL, MADE_ON_SITE


class Chip(NamedTuple):
    """What narrows a list: its words, where it leads, whether it is in force."""

    text: str
    href: str
    present: bool


LISTS = {
    "invite": LINKS_TO_FILL,
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


#: The lists with a bar a row.
DRAWN = ("invite", "utilities", "commodities", "onsite")


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/gaps/{which}", show, ("chain", "only", "columns", FACETS))
    add_picture(app, "/gaps/picture/{which}", make_gap_picture, ("chain", "only", FACETS))


def show(view: RequestView) -> Page:
    """One list of missing links: with bars in the table, or with ``columns=all`` every column."""
    which = view.request.path_params["which"]
    if which not in LISTS:
        raise PageNotFound(view.tr("There is no such list."))
    if which in DRAWN and view.request.query_params.get("columns") != "all":
        return show_links(view, which)
    return show_columns(view, which)


def show_links(view: RequestView, which: str) -> Page:
    """A list with bars in the table."""
    _, chain, only = view.tr, view.request.query_params.get("chain") or None, view.request.query_params.get("only")
    frame, bar = narrow_links(view, _select_links(view, which, chain, only))
    picture = make_gap_picture(view)
    bars, unit = make_gap_bars(view, frame, chain)
    known = len(bars)
    table = gap_bars_table(view, frame, bars, unit, _("%s links of known amount") % known, chain)
    further = _conditional_needs(view, which, chain)
    context = {
        "table": table,
        "lead": _(_LEADS[which]),
        "unknown": list_unknown_links(view, frame),
        "chips": [*_chain_chips(view, which, chain), *_narrowing_chips(view, which, chain, only)],
        "picture": picture,
        "states": [(state, view.word("status", state)) for state in STATES],
        "further": conditional_table(view, further, chain) if further.height else None,
        "papers": [*paper_links(view, which, chain=chain), *((link.text, link.href) for link in picture.files)],
    }
    body = {"gaps": view.district.chain.gap_records(frame), "conditional": further.to_dicts()}
    sheets = [gap_table(view, frame, _list_title(view, which, chain), chain=chain)]
    sheets += [conditional_table(view, further, chain)] if further.height else []
    frames = {"gaps": frame, "conditional": further}
    return Page(
        "chain/links_to_fill.html",
        picture.heading,
        frames,
        context,
        body,
        sheets=sheets,
        facets=bar,
        links=which,
        names_firms=True,
    )


def make_gap_picture(view: RequestView) -> Picture:
    """The links of a list that are of known amount, as bars."""
    _, query, which = view.tr, view.request.query_params, view.request.path_params["which"]
    if which not in DRAWN:
        raise PageNotFound(_("There is no such list."))
    chain, only = query.get("chain") or None, query.get("only") or None
    frame, _bar = narrow_links(view, _select_links(view, which, chain, only))
    bars, unit = make_gap_bars(view, frame, chain)
    counts = {"count": frame.height, "named": view.district.chain.count_named(frame), "computed": len(bars)}
    lead = _list_title(view, which, chain)
    heading = lead + _(": %(count)s links, %(named)s named in a document, %(computed)s of known amount") % counts
    states = [(state, view.word("status", state)) for state in STATES]
    return Picture(
        address=view.url(f"/gaps/picture/{which}", chain=chain, only=only, **carry_facets(view)),
        heading=heading,
        drawing=draw_gap_bars(bars, heading, unit, states, _(RANGE)),
        narrow=draw_narrow_gap_bars(bars, heading, states, _(RANGE)),
        table=gap_table(view, frame, lead, brief=True, chain=chain),
        frames={"gaps": frame},
        note=" ".join([_("A whisker holds eight of ten computations (P10–P90)."), _(NESTED_LINKS)]),
        links=[Link(lead, view.url(f"/gaps/{which}", chain=chain, only=only, **carry_facets(view)))],
    )


def narrow_links(view: RequestView, frame: pl.DataFrame) -> tuple[pl.DataFrame, FacetBar]:
    """The links that the facets of the address choose."""
    _ = view.tr
    frame = view.present.remarks.join_offices("products", frame, "product")
    fields = [
        FacetField("evidence", _("Evidence"), code_words(view, "evidence")),
        FacetField("transport", _("Transport"), code_words(view, "transport")),
        FacetField("grade", _("Reliability"), code_words(view, "grade")),
        FacetField("energy_intensive", _("Energy-intensive"), code_words(view, "yes_no")),
        FacetField("hazardous", _("Hazardous chemical"), code_words(view, "yes_no")),
        FacetField("office", _("Responsible office"), view.name),
    ]
    return narrow_rows(view, frame, fields)


def _list_title(view: RequestView, which: str, chain: str | None) -> str:
    title = view.tr(LISTS[which])
    return view.tr("%(list)s: %(chain)s") % {"list": title, "chain": view.name(chain)} if chain else title


def _conditional_needs(view: RequestView, which: str, chain: str | None) -> pl.DataFrame:
    """What the links of a list would need in turn, were they made here; for all lists and links on site, all of it."""
    further = view.district.chain.conditional_needs(chain)
    return further if which in ("all", "onsite") else further.filter(pl.col("list") == which)


def _select_links(view: RequestView, which: str, chain: str | None, only: str | None) -> pl.DataFrame:
    """The links of a list, those alone that a document names or that fill a usual plant where that is asked."""
    frame = view.district.chain.gaps(which, chain)
    choices = {"named": pl.col("named_in").list.len() > 0, "plant": pl.col("plants_filled") >= 1}
    if only and only not in choices:
        raise PageNotFound(view.tr("There is no such list."))
    return frame.filter(choices[only]) if only else frame


def _chain_chips(view: RequestView, which: str, chosen: str | None) -> list[Chip]:
    """The chains that have links on the list, with how many."""
    counts = {None: view.district.chain.gaps(which).height}
    names: dict[str | None, str] = {None: view.tr("All chains")}
    for row in view.district.tables["chains"].iter_rows(named=True):
        counts[row["id"]] = view.district.chain.gaps(which, row["id"]).height
        names[row["id"]] = view.pick(row)
    return [
        Chip(f"{names[key]} {count}", view.url(f"/gaps/{which}", chain=key), key == chosen)
        for key, count in counts.items()
        if count or key == chosen
    ]


def _narrowing_chips(view: RequestView, which: str, chain: str | None, chosen: str | None) -> list[Chip]:
    """What narrows the list, with how many it leaves; a second click takes it off again. Then the other columns."""
    words = {"named": view.tr("Named in a document %s"), "plant": view.tr("Fill a usual plant %s")}
    found = []
    for key, label in words.items():
        count = _select_links(view, which, chain, key).height
        to = view.url(f"/gaps/{which}", chain=chain, only=None if key == chosen else key)
        found += [Chip(label % count, to, key == chosen)] if count or key == chosen or which == "invite" else []
    more = view.tr("More columns: transport, added energy, offices, what to verify")
    return [*found, Chip(more, view.url(f"/gaps/{which}", chain=chain, columns="all"), False)]


def _list_offers(view: RequestView, pairs: pl.DataFrame, streams: pl.DataFrame, chain: str | None) -> list[Table]:
    """Who could give to whom, and all by-products: each is narrowed on a page of its own."""
    narrowed = (("/offers/pairs", pair_table(view, pairs)), ("/offers/streams", stream_table(view, streams)))
    return [replace(table, onward=link_to_list(view, len(table.rows), path, chain=chain)) for path, table in narrowed]


def show_columns(view: RequestView, which: str) -> Page:
    """A list with every column."""
    _ = view.tr
    chain = view.request.query_params.get("chain") or None
    frame, bar = narrow_links(view, view.district.chain.gaps(which, chain))
    title = _list_title(view, which, chain)
    further = _conditional_needs(view, which, chain)
    beside = {}
    if which == "offers":
        room = view.district.chain
        beside = {"pairs": room.offer_pairs(chain), "streams": room.offered_streams(chain)}
    chains = view.district.tables["chains"]
    # A list without a known value has nothing to draw.
    drawn = which != "onsite" and not frame["value_high"].is_null().all()
    table = gap_table(view, frame, title, chain=chain, offered=which == "offers")
    more = conditional_table(view, further, chain) if further.height else None
    context = {
        "table": table,
        "lead": _(_LEADS[which]),
        "further": more,
        "offers": _list_offers(view, beside["pairs"], beside["streams"], chain) if beside else [],
        "beside": link_pages(view, chain) if beside else [],
        "chart": view.url(f"/gaps/{which}.json", chain=chain, **carry_facets(view)) if drawn else "",
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
            "conditional": further.to_dicts(),
            **{name: rows.to_dicts() for name, rows in beside.items()},
        },
        facets=bar,
        sheets=[table, *([more] if more else [])] if which != "offers" else (),
        links=which if which != "offers" else "",
        names_firms=True,
    )
