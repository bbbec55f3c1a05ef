"""Assumptions: what fills a blank or chooses a claim, why, and the switch."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, text_cell
from liantu.web.core.request_view import RequestView


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/assumptions", show)


def show(view: RequestView) -> Page:
    """All assumptions with reason and switch."""
    _ = view.tr
    frame = view.district.tables["assumptions"]
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
    title = _("Assumptions")
    columns = [Column(_("Assumption")), Column(_("Reason")), Column(_("What it sets")), Column(_("State")), Column("")]
    table = Table(title, columns, rows, name="assumptions")
    lead = [
        _("An assumption fills a blank of the sources. Each is named in the account of every number that rests on it.")
    ]
    return Page(
        "data/tables.html",
        title,
        {"assumptions": frame.with_columns(pl.col("active"))},
        {"tables": [table], "lead": lead},
    )


def _target(view: RequestView, row: dict[str, str]) -> str:
    return link_cells.capacity_link(view, row["row"]).text if row["table"] == "capacities" else view.name(row["row"])
