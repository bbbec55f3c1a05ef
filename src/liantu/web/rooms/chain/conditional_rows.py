"""Needs behind links usually made on site, in a table apart from the lists."""

from __future__ import annotations

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.page_tables import Column, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.labels import MADE_ON_SITE_TOO

_FIGURES = ("direct", "conditional", "gap_then")


def conditional_table(view: RequestView, frame: pl.DataFrame, chain: str | None = None) -> Table:
    """What is needed too, if those links are made on site; ``chain`` is the one whose needs are counted."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        printed = printed_scale(view, [row[name] for name in _FIGURES], row["unit"])
        need, further = (
            link_cells.derived_number_cell(view, row["product"], name, row[name], printed, chain=chain)
            for name in ("direct", "conditional")
        )
        rows.append(
            [
                link_cells.product_cell(view, row),
                text_cell(view.word("list", row["list"])),
                text_cell(printed.unit),
                need,
                further,
                link_cells.plain_number_cell(view, row["gap_then"], printed),
                link_cells.row_links_cell(view, "products", row["behind"]),
                link_cells.row_links_cell(view, "firms", row["needed_list"]),
            ]
        )
    columns = [Column(_("Product")), Column(_("List")), Column(_("Unit")), Column(_("Demand"), number=True)]
    columns += [Column(_("Needed too"), number=True), Column(_("Gap then"), number=True)]
    columns += [Column(_("Behind")), Column(_("Needed by"))]
    note = _("In no demand and no gap of the lists: whether these links are made on site is to be asked first.")
    return Table(_(MADE_ON_SITE_TOO), columns, rows, notes=[note], name="conditional")
