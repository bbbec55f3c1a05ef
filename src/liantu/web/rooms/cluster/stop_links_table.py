"""The links that a stop rests on: who could supply whom, what part of the need, whether it is essential, the stock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.lists.facet_bar import FacetField
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import stop_words as say


class LinkRow(TypedDict):
    """A link between two lines."""

    supplier: str
    customer: str
    product: str
    weight_low: float
    weight_high: float
    necessity: str | None
    necessity_basis: str | None
    days: float | None


def list_links(view: RequestView, links: pl.DataFrame, lines: pl.Series) -> ListedTable:
    """The links between the lines of an answer, narrowed by what passes and by whom it reaches."""
    _ = view.tr
    ends = pl.col("supplier").is_in(lines.implode()) & pl.col("customer").is_in(lines.implode())
    among = links.filter(ends & (pl.col("weight_high") > 0))
    cells = [
        [
            text_cell(_name(view, row["supplier"])),
            text_cell(_name(view, row["customer"])),
            text_cell(link_cells.row_link(view, ("products",), row["product"]).text),
            number_cell(say.part_text(row["weight_low"], row["weight_high"], _)),
            text_cell(_necessity_text(view, row)),
            number_cell(_("unknown") if row["days"] is None else f"{row['days']:g}"),
        ]
        for row in cast("Iterable[LinkRow]", among.iter_rows(named=True))
    ]
    columns = [Column(_(label), number=key in ("part", "days")) for key, label in say.LINK_COLUMNS.items()]
    note = _("Computed from outputs and needs; potential, no purchases. Stocks do not leave the house.")
    table = Table(_("What it rests on"), columns, cells, notes=[note], name="links")
    fields = [
        FacetField("product", _(say.LINK_COLUMNS["product"]), view.name),
        FacetField("customer", _(say.LINK_COLUMNS["customer"]), lambda line: _name(view, line)),
    ]
    return ListedTable(table, among, fields)


def _name(view: RequestView, line: str) -> str:
    site, _slash, product = line.rpartition("/")
    made = link_cells.row_link(view, ("products",), product).text
    return f"{view.name(site)} · {made}" if site else made


def _necessity_text(view: RequestView, row: LinkRow) -> str:
    if row["necessity"] is None:
        return view.tr("unknown: both are computed")
    basis = row["necessity_basis"] or "rule"
    return view.word("necessity", row["necessity"]) + view.tr(" (%s)") % view.tr(say.NECESSITY_BASIS[basis])
