"""Demand beside supply, product by product."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, carry_facets, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Column, Table, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.balance_picture import count_kinds, make_balance_picture
from liantu.wording.labels import MADE_ON_SITE_TOO
from liantu.wording.sentences import NO_PRODUCT

_MEASURES = (
    "operating",
    "building",
    "planned",
    "direct",
    "supply",
    "captive",
    "nearby",
    "offer",
    "gap",
    "surplus",
    "conditional",
)


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/balance", show, ("chain", "product", FACETS))


def show(view: RequestView) -> Page:
    """The balance of the district, or of one chain (``chain=``), or of one product (``product=``)."""
    _ = view.tr
    chain = view.request.query_params.get("chain") or None
    frame = view.district.chain.named_balance(chain)
    only = view.request.query_params.get("product")
    if only and only not in link_cells.table_ids(view, "products"):
        raise PageNotFound(_(NO_PRODUCT))
    if only:
        frame = frame.filter(pl.col("product") == only)
    kinds = FacetField("kind", _("Kind"), code_words(view, "product_kind"))
    frame, bar = narrow_rows(view, frame.sort("kind", "product", nulls_last=True), [kinds])
    table = _balance_table(view, frame, chain, _("Local balance"))
    picture = None if only or bar.in_force else make_balance_picture(view)
    return Page(
        "chain/balance.html",
        picture.heading if picture else _("Local balance: %s products") % frame.height,
        {"balance": frame},
        {
            "table": table,
            "source": view.url("/balance.json", chain=chain, **carry_facets(view)),
            "picture": picture,
            "kinds": count_kinds(view, frame),
        },
        facets=bar,
    )


def _balance_table(view: RequestView, frame: pl.DataFrame, chain: str | None, title: str) -> Table:
    """The products with demand and supply side by side."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        printed = printed_scale(view, [row[m] for m in _MEASURES], row["unit"])
        rows.append(
            [
                link_cells.product_cell(view, row),
                text_cell(view.word("product_kind", row["kind"])),
                text_cell(printed.unit),
                *(link_cells.bounded_number_cell(view, row, measure, printed, chain=chain) for measure in _MEASURES),
            ]
        )
    status = [Column(view.word("status", s), _("Demand"), number=True) for s in _MEASURES[:3]]
    labels = (
        _("all"),
        _("merchant"),
        _("used on site"),
        _("nearby"),
        _("by-product offers"),
        _("Gap"),
        _("Surplus"),
        _(MADE_ON_SITE_TOO),
    )
    groups = (_("Demand"), _("Supply"), _("Supply"), _("Supply"), _("Supply"), "", "", "")
    columns = [Column(_("Product")), Column(_("Kind")), Column(_("Unit")), *status]
    columns += [Column(label, group, number=True) for label, group in zip(labels, groups, strict=True)]
    notes = [
        _(
            "Known amounts only. supply + used on site − demand = surplus − gap. Columns have no totals: the "
            "links are nested."
        ),
        _(
            "≥ at least, ≤ at most: a part of it is unknown. Where nobody speaks of a maker, supply is unknown, "
            "not zero."
        ),
    ]
    return Table(title, columns, rows, notes=notes, name="balance")
