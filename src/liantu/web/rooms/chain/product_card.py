"""The card of a product, opened in place on a map: what is needed, made and missing of it, by whom."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.chain_cards import STATUS
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Link, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_range
from liantu.wording.labels import RANGE
from liantu.wording.sentences import NO_PRODUCT

_NEEDS = ("operating", "building", "planned")
Fact = tuple[str, Cell]


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/product/{key}/card", show, ("chain",))


def show(view: RequestView) -> Page:
    """The card of a product; ``chain`` counts the needs of one chain only."""
    key, chain = view.request.path_params["key"], view.request.query_params.get("chain") or None
    row = record_rows.find_row(view, "products", key)
    if row is None or (chain and record_rows.find_row(view, "chains", chain) is None):
        raise PageNotFound(view.tr(NO_PRODUCT))
    room = view.district.chain
    gaps = room.gaps("all", chain).filter(product=key)
    book = room.balance(chain).filter(product=key)
    terms = (room.terms_of(chain) if chain else room.terms).filter(product=key)
    unit = str(row["unit"] or "")
    facts = [*_gap_facts(view, gaps, chain), *_amount_facts(view, book, unit, chain), *_firm_facts(view, terms)]
    links = [
        Link(view.tr("Its page"), view.url(f"/product/{key}")),
        Link(view.tr("Where it comes from and goes"), view.url(f"/product/{key}/picture/flow")),
        *([Link(view.tr("Which list it is on"), view.url(f"/gaps/{gaps['list'][0]}"))] if gaps.height else []),
    ]
    context = {"facts": facts, "links": links, "name": view.pick(row)}
    frames = {"balance": book, "gap": gaps}
    return Page("chain/card.html", view.tr("Card: %s") % view.pick(row), frames, context, fragment="chain/_card.html")


def _gap_facts(view: RequestView, gaps: pl.DataFrame, chain: str | None) -> list[Fact]:
    """What the list says of it: evidence, gap and range, usual plants."""
    _ = view.tr
    if gaps.is_empty():
        return []
    row = gaps.row(0, named=True)
    status, word = STATUS[row["evidence"]]
    facts: list[Fact] = [
        (_("Status"), badge_cell(_(word), status)),
        (_("List"), text_cell(view.word("list", row["list"]))),
    ]
    if row["gap_typical"] is None:
        return [*facts, (_("Gap"), text_cell(_("unknown")))]
    printed = printed_scale(view, [row["gap_typical"], row["gap_p90"]], row["unit"])
    low, high = (row[name] for name in ("gap_p10", "gap_p90"))
    account = view.url(f"/account/{row['product']}", measure="gap", chain=chain)
    words = f"{figure_text(view, row['gap_typical'], printed)} {printed.unit}"
    facts.append((_("Gap"), number_cell(words, account)))
    if low is not None and high is not None:
        facts.append((view.tr(RANGE), text_cell(format_range(low / printed.divisor, high / printed.divisor))))
    return facts


def _amount_facts(view: RequestView, book: pl.DataFrame, unit: str, chain: str | None) -> list[Fact]:
    """What is needed of it by status, and what is made here and nearby."""
    _ = view.tr
    if book.is_empty():
        return []
    row = book.row(0, named=True)
    labels = {status: f"{_('Demand')} · {view.word('status', status)}" for status in _NEEDS}
    labels |= {"supply": _("Merchant supply"), "captive": _("Used on site"), "nearby": _("Nearby")}
    printed = printed_scale(view, [row[name] for name in labels], unit)
    facts = [
        (label, link_cells.bounded_number_cell(view, row, name, printed, chain=chain))
        for name, label in labels.items()
        if name in _NEEDS or row[name] != 0
    ]
    return [*facts, (_("Unit"), text_cell(printed.unit))]


def _firm_facts(view: RequestView, terms: pl.DataFrame) -> list[Fact]:
    """Who makes it and who needs it."""
    _ = view.tr
    facts = []
    for label, measures in ((_("Who makes it"), ["supply", "captive", "nearby"]), (_("Who needs it"), ["demand"])):
        firms = terms.filter(pl.col("measure").is_in(measures))["firm"].drop_nulls().unique(maintain_order=True)
        cell = link_cells.row_links_cell(view, "firms", firms.to_list()) if len(firms) else text_cell(_("none stated"))
        facts.append((label, cell))
    return facts
