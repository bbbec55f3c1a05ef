"""Needs behind links usually made on site, in a table apart from the lists."""

from __future__ import annotations

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.labels import MADE_ON_SITE_TOO

_FIGURES = ("direct", "conditional", "gap_then")


def conditional_table(view: RequestView, frame: pl.DataFrame, chain: str | None = None) -> Table:
    """What is needed too, if those links are made on site; ``chain`` is the one whose needs are counted."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        printed = printed_scale(view, [row[name] for name in _FIGURES], row["unit"])
        least, open_supply = row["at_least"], bool(row["unknown_supply_by"])
        further = link_cells.derived_number_cell(
            view, row["product"], "conditional", row["conditional"], printed, at_least=least, chain=chain
        )
        up = least or bool(row["unknown_demand_by"])
        shortfall = row["gap_then"] or (None if up else 0.0)
        then = figure_text(view, shortfall, printed, at_least=up and not open_supply, at_most=open_supply and not up)
        rows.append(
            [
                link_cells.product_cell(view, row),
                text_cell(view.word("list", row["list"])),
                text_cell(printed.unit),
                link_cells.bounded_number_cell(view, row, "direct", printed, chain=chain),
                further,
                number_cell(then),
                link_cells.row_links_cell(view, "products", row["behind"]),
                link_cells.row_links_cell(view, "firms", row["needed_list"]),
            ]
        )
    columns = [Column(_("Product")), Column(_("List")), Column(_("Unit")), Column(_("Demand"), number=True)]
    columns += [Column(_("Needed too"), number=True), Column(_("Gap then"), number=True)]
    columns += [Column(_("Behind")), Column(_("Needed by"))]
    note = _("In no demand and no gap of the lists: whether these links are made on site is to be asked first.")
    return Table(_(MADE_ON_SITE_TOO), columns, rows, notes=[note], name="conditional")
