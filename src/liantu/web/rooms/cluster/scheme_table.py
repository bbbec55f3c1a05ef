"""Systems of clusters and lists of honours beside each other."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.cluster_words import AT_LEAST


def name_scheme(view: RequestView, row: Mapping[str, object]) -> str:
    """A system with the time it is in force, where that is stated."""
    period = row["period"]
    return view.pick(row) + (f" ({view.period(str(period))})" if period else "")


def make_scheme_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """Every system, grouping and list of honours: what it states, what is named, and what it derives from."""
    _ = view.tr
    cells = []
    for row in frame.iter_rows(named=True):
        is_list = row["kind"] == "honour"
        named = row["firms"] if is_list else row["clusters"]
        stated = _("not stated") if row["stated"] is None else str(row["stated"])
        cells.append(
            [
                link_cells.row_links_cell(view, "schemes", [row["scheme"]]),
                text_cell(view.word("scheme_kind", row["kind"])),
                text_cell(view.period(row["period"]) if row["period"] else _("not stated")),
                number_cell(_(AT_LEAST).format(amount=stated) if row["is_open"] and row["stated"] else stated),
                number_cell(str(named) if named else _("none: members unknown") if is_list else _("none named")),
                link_cells.row_links_cell(view, "schemes", [row["parent"]] if row["parent"] else []),
                text_cell((row["note"] if view.zh else row["note_en"] or row["note"]) or ""),
            ]
        )
    columns = [Column(_("System")), Column(_("Kind")), Column(_("In force")), Column(_("Stated"), number=True)]
    columns += [Column(_("Named"), number=True), Column(_("Derived from")), Column(_("Note"), sentences=True)]
    return Table(_("Systems and lists beside each other"), columns, cells, name="schemes")
