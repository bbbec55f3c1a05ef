"""What making a product would need of steam, water, power, energy and land, beside what places here state is free."""

from __future__ import annotations

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.resource_words import NO_VERDICT, RESOURCES, basis_note, free_words, need_words, resource_word


def resource_table(view: RequestView, rows: pl.DataFrame) -> Table:
    """The rows of ``d.chain.resources`` of one product."""
    _ = view.tr
    columns = [Column(_("Resource")), Column(_("Would need"), number=True), Column(_("Place"))]
    columns += [Column(_("Free"), number=True), Column(_("Period")), Column(_("Source"))]
    lines: list[list[Cell]] = []
    for row in rows.iter_rows(named=True):
        source = row["source"]
        lines.append(
            [
                text_cell(resource_word(row, view.lang)),
                number_cell(need_words(row, view.lang)),
                link_cells.row_links_cell(view, "places", [row["place"]] if row["place"] else []),
                number_cell(free_words(row, view.lang)),
                text_cell(row["period"] or ""),
                Cell((Link(view.source_name(source), view.url(f"/source/{source}")),)) if source else Cell(),
            ]
        )
    notes = [basis_note(rows["basis"][0] if rows.height else None, view.lang), _(NO_VERDICT)]
    return Table(_(RESOURCES), columns, lines, notes=notes, name="resources", dense=True)
