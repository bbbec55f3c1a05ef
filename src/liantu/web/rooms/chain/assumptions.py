"""Assumptions: what fills a blank or chooses a claim, why, and the switch."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms import row_names
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/assumptions", show, (FACETS,))


def show(view: RequestView) -> Page:
    """All assumptions with reason and switch."""
    _ = view.tr
    fields = [
        FacetField("active", _("State"), lambda active: _("on") if active == "yes" else _("off")),
        FacetField("table", _("Table"), lambda name: row_names.table_name(view, name)),
        FacetField("field", _("Field"), lambda name: _label_field(view, name)),
    ]
    frame, bar = narrow_rows(view, view.district.tables["assumptions"], fields)
    rows = []
    for (key,), group in frame.group_by("id", maintain_order=True):
        first = group.row(0, named=True)
        on = first["active"] == "yes"
        others = [name for name in view.off if name != key]
        switch = view.url("/what-if", off=[*others, key] if on else others or None)
        touched = [
            Link(f"{_target(view, row)}: {view.name(row['value']) or _('none')}") for row in group.iter_rows(named=True)
        ]
        rows.append(
            [
                text_cell(view.pick(first)),
                text_cell(view.pick(first, "reason")),
                Cell(tuple(touched)),
                badge_cell(_("on") if on else _("off"), "made" if on else "unknown"),
                link_cell(_("Switch off and see what moves") if on else _("Switch on"), switch),
            ]
        )
    title = _("Assumptions: %(count)s, of which %(on)s in use") % {"count": len(rows), "on": _count_on(frame)}
    columns = [Column(_("Assumption")), Column(_("Reason")), Column(_("What it sets")), Column(_("State")), Column("")]
    table = Table(_("Assumptions"), columns, rows, name="assumptions")
    lead = [
        _("An assumption fills a blank of the sources. Each is named in the account of every number that rests on it.")
    ]
    return Page(
        "data/tables.html",
        title,
        {"assumptions": frame.with_columns(pl.col("active"))},
        {"tables": [table], "lead": lead},
        facets=bar,
    )


def _count_on(frame: pl.DataFrame) -> int:
    """How many assumptions are in use; one may set several fields."""
    return frame.filter(pl.col("active") == "yes")["id"].n_unique()


def _label_field(view: RequestView, name: str) -> str:
    """What a field is called that an assumption sets, in the first table that has it."""
    for table in view.district.tables["assumptions"]["table"].unique(maintain_order=True):
        if name in schema.read_tables()[table].columns:
            return record_rows.field_label(view, schema.read_tables()[table].field(name))
    return name


def _target(view: RequestView, row: dict[str, str]) -> str:
    return link_cells.capacity_link(view, row["row"]).text if row["table"] == "capacities" else view.name(row["row"])
