"""Tables beside the order of proposals: what to agree on supply for, and what no project is made of."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.proposal_rows import ProposalRow, bundle_address, partner_cell
from liantu.wording import proposal_words as say
from liantu.wording.markets import amount_words


def make_supply_table(view: RequestView, rows: Sequence[ProposalRow]) -> Table:
    """What needs here would carry a plant of while the country's plants stand idle, and who makes it already."""
    _ = view.tr
    partners = view.district.attract.proposals().partners.filter(pl.col("role") == "makes")
    makers = {row["bundle"]: _makers_cell(view, partners, row) for row in rows}
    cells = [
        [
            Cell((Link(view.pick(row), bundle_address(view, row)),)),
            number_cell(amount_words(row["direct"], row["unit"] or "", view.lang), bundle_address(view, row)),
            number_cell(amount_words(row["gap"], row["unit"] or "", view.lang), bundle_address(view, row)),
            text_cell(say.country_text(row, _, view.lang)),
            makers[row["bundle"]],
            Cell((Link(_(say.CANDIDATES), view.url("/candidates", product=row["product"])),)),
            number_cell(f"{row['points']:.0f}", bundle_address(view, row)),
        ]
        for row in rows
    ]
    keys = ("name", "need", "gap", "nation", "makers", "firms", "points")
    numbers = ("need", "gap", "points")
    columns = [Column(_(say.COLUMNS[key]), number=key in numbers) for key in keys]
    notes = [_(say.SUPPLY_ADVICE), _(say.LOAD_LIMIT) % f"{view.district.attract.load_limit():g}"]
    return Table(_(say.SUPPLY_CONTRACTS), columns, cells, notes=notes, name="supply")


def _makers_cell(view: RequestView, partners: pl.DataFrame, row: ProposalRow) -> Cell:
    """The makers of a bundle's product here or within reach, each once; unknown where none is."""
    found = partners.filter((pl.col("bundle") == row["bundle"]) & (pl.col("product") == row["product"]))
    pairs = found.select("firm", "where").unique(maintain_order=True).iter_rows()
    links = [link for firm, where in pairs for link in partner_cell(view, firm, where).links]
    return Cell(tuple(links)) if links else text_cell(view.tr("unknown"))


def make_left_out_table(view: RequestView) -> Table:
    """What a chain names and no project is made of, with the reason."""
    _ = view.tr
    cells = [
        [link_cells.product_cell(view, row), text_cell(view.word("left_out", row["why"]))]
        for row in view.district.attract.proposals().left_out.iter_rows(named=True)
    ]
    columns = [Column(_("Product")), Column(_(say.COLUMNS["reason"]))]
    return Table(_(say.LEFT_OUT), columns, cells, name="left_out")
