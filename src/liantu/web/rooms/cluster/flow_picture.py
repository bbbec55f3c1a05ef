"""The picture of who could sell what to whom, cluster by cluster: computed, no purchases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.flow_matrix import FlowCell, FlowGroup, draw_flow_list, draw_flow_matrix
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.cluster_words import BUYER, COULD_FLOW, NO_FLOW_FOUND, NOT_NO_TRADE, POTENTIAL, SELLER, UNGROUPED

PATH = "/clusters/picture/flows"
#: Groups that the matrix has room for, and products named in a cell; the table has all.
_GROUPS, _PRODUCTS = 6, 3
#: What stands for plants that no cluster names.
UNGROUPED_KEY = "ungrouped"


class FlowRow(TypedDict):
    """A product that one group could sell another."""

    product: str
    seller: str
    buyer: str
    supply: float | None
    demand: float | None
    quantity: float | None
    supply_open: bool
    demand_open: bool
    zh: str | None
    en: str | None
    unit: str


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_flow_picture, ("scheme",))


def make_flow_picture(view: RequestView) -> Picture:
    """Sellers down, buyers across; a cell says what could flow, and how much where both sides are known."""
    _ = view.tr
    scheme = view.request.query_params.get("scheme")
    frame = view.district.cluster.potential_flows("cluster", scheme)
    products = view.district.tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    rows = [*cast("Iterable[FlowRow]", frame.join(products, on="product", how="left").iter_rows(named=True))]
    flows = [row for row in rows if row["quantity"] is None or row["quantity"] > 0]
    groups = _list_groups(view, flows, scheme)
    shown = {group.key for group in groups}
    pairs: dict[tuple[str, str], list[FlowRow]] = {}
    for row in flows:
        if row["seller"] in shown and row["buyer"] in shown:
            pairs.setdefault((row["seller"], row["buyer"]), []).append(row)
    cells = {pair: make_flow_cell(view, found) for pair, found in pairs.items()}
    sized = sum(any(row["quantity"] is not None for row in found) for found in pairs.values())
    heading = _("%(cells)s pairs of clusters could supply each other; of %(sized)s an amount is known") % {
        "cells": len(cells),
        "sized": sized,
    }
    nothing = _(NO_FLOW_FOUND)
    return Picture(
        address=view.url(PATH, scheme=scheme) if scheme else view.url(PATH),
        heading=heading,
        drawing=draw_flow_matrix(groups, cells, nothing, heading),
        narrow=draw_flow_list(groups, cells, heading),
        table=make_flow_table(view, rows),
        frames={"flows": frame},
        unit=_("sellers down, buyers across"),
        note=_(POTENTIAL) + " " + _(NOT_NO_TRADE),
    )


def _list_groups(view: RequestView, flows: list[FlowRow], scheme: str | None) -> list[FlowGroup]:
    """The clusters that sell or buy something, in the order of the system."""
    met = {key for row in flows for key in (row["seller"], row["buyer"])}
    clusters = view.district.cluster.clusters(scheme).filter(pl.col("cluster").is_not_null())
    return [
        FlowGroup(row["cluster"], view.pick(row), link_cells.row_address(view, "clusters", row["cluster"]))
        for row in clusters.iter_rows(named=True)
        if row["cluster"] in met
    ][:_GROUPS]


def make_flow_cell(view: RequestView, rows: list[FlowRow]) -> FlowCell:
    """What could flow: products with amounts first; short where less is made than needed."""
    known = [row for row in rows if row["quantity"] is not None]
    unknown = [row for row in rows if row["quantity"] is None]
    lines = []
    for row in known[:_PRODUCTS]:
        printed = printed_scale(view, [row["supply"], row["demand"]], row["unit"])
        need, made = (figure_text(view, row[side], printed) for side in ("demand", "supply"))
        slots = {"need": need, "made": made, "unit": printed.unit}
        lines += [view.pick(row), view.tr("need %(need)s, made %(made)s %(unit)s") % slots]
    names = [view.pick(row) for row in unknown[: _PRODUCTS - len(known[:_PRODUCTS])]]
    if names:
        lines += [view.join(names), view.tr("in an unknown amount")]
    hidden = len(rows) - len(known[:_PRODUCTS]) - len(names)
    lines += [view.tr("and %s more") % hidden] if hidden > 0 else []
    is_short = any((row["supply"] or 0) < (row["demand"] or 0) for row in known)
    return FlowCell(lines, ("short" if is_short else "made") if known else "unknown")


def make_flow_table(view: RequestView, rows: list[FlowRow]) -> Table:
    """Every product and pair, also those with clusters that the picture has no room for."""
    _ = view.tr
    cells: list[list[Cell]] = []
    for row in rows:
        printed = printed_scale(view, [row["supply"], row["demand"]], row["unit"])
        cells.append(
            [
                link_cells.product_cell(view, row),
                text_cell(name_group(view, row["seller"])),
                text_cell(name_group(view, row["buyer"])),
                number_cell(figure_text(view, row["supply"], printed, at_least=row["supply_open"])),
                number_cell(figure_text(view, row["demand"], printed, at_least=row["demand_open"])),
                number_cell(figure_text(view, row["quantity"], printed)),
                text_cell(printed.unit),
            ]
        )
    columns = [Column(_("Product")), Column(_(SELLER)), Column(_(BUYER)), Column(_("Supply here"), number=True)]
    columns += [Column(_("Demand"), number=True), Column(_(COULD_FLOW), number=True), Column(_("Unit"))]
    return Table(_("Who could sell what to whom"), columns, cells, notes=[_(POTENTIAL)], name="flows")


def name_group(view: RequestView, group: str) -> str:
    """The name of a cluster, or that plants are in none."""
    named = view.district.cluster.tables.names("clusters", view.lang)
    return view.tr(UNGROUPED) if group == UNGROUPED_KEY else named.get(group) or view.name(group)
