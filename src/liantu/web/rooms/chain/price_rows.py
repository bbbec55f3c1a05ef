"""The prices known of a product as a table: of which period, how much, by whom, and which of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import spoken_figure
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.record_rows import link_to_list
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import unit_word
from liantu.wording.periods import period_text
from liantu.wording.price_words import price_day_text

if TYPE_CHECKING:
    from liantu.district.results import KnownPrice


def price_table(view: RequestView, rows: pl.DataFrame, unit: str) -> Table:
    """The prices of a product up to the date, the latest first; one that is recalled stands as a band only."""
    _ = view.tr
    lines = [_cells(view, cast("KnownPrice", row)) for row in rows.iter_rows(named=True)]
    columns = [Column(_("Period")), Column(_("Low–high"), number=True), Column(_("Typical"), number=True)]
    columns += [Column(_("Kind of price")), Column(_("VAT")), Column(_("Reliability")), Column(_("Source"))]
    columns += [Column(_("Quoted as")), Column("")]
    head = _("; ").join(
        (f"{_('yuan')}/{unit_word(unit, chinese=view.zh)}", price_day_text(view.district.as_of, view.lang))
    )
    notes = [_("The marked price counts on this date. Prices that are recalled (reliability low) are bands only.")]
    chosen = {} if rows.is_empty() else {"has.product": str(rows["product"][0])}
    onward = link_to_list(view, rows.height, "/tables/prices", **chosen)
    return Table(_("Prices"), columns, lines, unit=head, notes=notes, name="prices", onward=onward)


def _cells(view: RequestView, row: KnownPrice) -> list[Cell]:
    recalled = row["grade"] == "C"
    digits = 2 if recalled else 3
    typical = "" if row["typical"] is None else spoken_figure(view, row["typical"], digits)
    return [
        text_cell(period_text(row["period"], view.lang)),
        number_cell("–".join(spoken_figure(view, end, digits) for end in (row["low"], row["high"]))),
        number_cell(typical),
        text_cell(view.word("price_basis", row["basis"])),
        text_cell(view.word("price_tax", row["tax"] or "unknown")),
        text_cell(view.word("grade", row["grade"])),
        Cell((link_cells.row_link(view, ["sources"], row["source"]),)) if row["source"] else Cell(),
        text_cell(row["quote"]),
        badge_cell(view.tr("counts"), "made") if row["counts"] else Cell(),
    ]
