"""Stated outputs beside what the stated capacities would make at full load."""

from __future__ import annotations

import polars as pl

from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import HUNDRED_MILLION, amount_with_unit
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_significant
from liantu.wording.labels import VALUE_UNIT


def full_load_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """Stated outputs beside what the stated capacities would make."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        unit = row["unit"]
        claim = record_rows.find_row(view, row["table"], row["id"]) or {}
        rows.append(
            [
                Cell((link_cells.row_link(view, ["clusters", "chains"], row["subject"]),)),
                text_cell(claim.get("scope")),
                text_cell(row["period"]),
                number_cell(format_significant(row["claimed"] / HUNDRED_MILLION)),
                Cell((link_cells.row_link(view, ["products"], row["product"]),)),
                number_cell(amount_with_unit(view, row["capacity"], unit)),
                number_cell(
                    f"{format_significant(row['implied_low'], 2)}–{format_significant(row['implied_high'], 2)} {unit}"
                ),
                number_cell(f"{row['share_low'] * 100:.0f}–{row['share_high'] * 100:.0f} %"),
                record_rows.citation_cell(view, claim),
            ]
        )
    columns = [
        Column(_("Subject")),
        Column(_("Scope")),
        Column(_("Period")),
        Column(_("Output stated"), number=True),
        Column(_("Core product")),
        Column(_("All capacity stated"), number=True),
        Column(_("Amount that this output buys"), number=True),
        Column(_("Share of the capacity"), number=True),
        Column(_("Source, paragraph, quote")),
    ]
    notes = [
        _(
            "At the library's prices. The figures contradict each other unless load, date or scope differ; try a "
            "lower load in the what-if page."
        )
    ]
    return Table(_("Stated output against full load"), columns, rows, unit=_(VALUE_UNIT), notes=notes, name="full-load")
