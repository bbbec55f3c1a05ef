"""What moves between two states of the lists, as a table."""

from __future__ import annotations

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView


def moves_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """What moves between two states of the lists."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        amounts = ("gap_before", "gap_after", "difference", "soon_before", "soon_after")
        printed = printed_scale(view, [row[name] for name in amounts], row["unit"])
        gone = row["list_after"] is None
        rows.append(
            [
                link_cells.product_cell(view, row),
                text_cell(view.word("list", row["list_before"]) or _("on no list")),
                text_cell(view.word("list", row["list_after"]) or _("on no list")),
                link_cells.plain_number_cell(view, row["soon_before"], printed),
                link_cells.plain_number_cell(view, row["soon_after"], printed),
                link_cells.plain_number_cell(view, row["gap_before"], printed)
                if row["gap_before"] is not None
                else number_cell(_("unknown")),
                link_cells.plain_number_cell(view, 0.0, printed)
                if gone
                else link_cells.derived_number_cell(view, row["product"], "gap", row["gap_after"], printed),
                link_cells.plain_number_cell(view, row["difference"], printed),
                text_cell(printed.unit),
                text_cell(view.word("evidence", row["evidence_before"])),
                text_cell(view.word("evidence", row["evidence_after"])),
            ]
        )
    before, after = _("before"), _("after")
    columns = [
        Column(_("Product")),
        Column(before, _("List")),
        Column(after, _("List")),
        Column(before, _("Needed by plants operating or being built"), number=True),
        Column(after, _("Needed by plants operating or being built"), number=True),
        Column(before, _("Gap"), number=True),
        Column(after, _("Gap"), number=True),
        Column(_("Moves by"), number=True),
        Column(_("Unit")),
        Column(before, _("Evidence")),
        Column(after, _("Evidence")),
    ]
    return Table(_("What moves"), columns, rows, name="moves")
