"""What the district makes as a table, and its clusters by tier."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.record_rows import link_to_list
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import CONJECTURED

_STATUSES = ("operating", "building", "planned")


def makes_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """What plants here make, by status."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        known = [row[s] for s in _STATUSES]
        printed = printed_scale(view, known, row["unit"])
        # No amount is known at all: that is not a capacity of zero.
        blank = not any(known) and row["unknown"]
        rows.append(
            [
                _product_cell(view, row),
                *(number_cell(_("unknown") if blank else figure_text(view, v, printed)) for v in known),
                text_cell(printed.unit),
                number_cell(str(row["unknown"] or "")),
                link_cells.row_links_cell(view, "firms", row["made_by"]),
            ]
        )
    columns = [
        Column(_("Product")),
        *(Column(view.word("status", s), _("Capacity a year"), number=True) for s in _STATUSES),
        Column(_("Unit")),
        Column(_("Amounts unknown"), number=True),
        Column(_("Made by")),
    ]
    onward = link_to_list(view, len(rows), "/balance")
    return Table(_("What the district makes"), columns, rows, name="makes", onward=onward)


def _product_cell(view: RequestView, row: Mapping[str, object]) -> Cell:
    """The product; one that no source says to be made here is to be verified."""
    (named,) = link_cells.product_cell(view, row).links
    label = view.tr(CONJECTURED) % named.text if row["conjectured"] else named.text
    return Cell((Link(label, named.href),))


def plant_remark(view: RequestView) -> str:
    """How many of the plants have a stated capacity; plants outside are named apart."""
    plants = view.district.chain.plant_counts()
    numbers = {"known": plants.known, "unknown": plants.unknown, "outside": plants.outside}
    if not plants.outside:
        return view.tr("%(known)s with a capacity, %(unknown)s without") % numbers
    return view.tr("%(known)s with a capacity, %(unknown)s without; %(outside)s outside the district") % numbers


def list_tiers(view: RequestView) -> list[dict[str, object]]:
    """Cluster tiers with what the source states and what it prints."""
    return [
        {
            "name": view.pick(row),
            "stated": row["stated"],
            "printed": row["printed"],
            "members": [link_cells.row_link(view, ["clusters"], key) for key in row["clusters"]],
        }
        for row in view.district.chain.tiers().iter_rows(named=True)
    ]
