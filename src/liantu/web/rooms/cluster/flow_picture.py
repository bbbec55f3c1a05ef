"""The picture of who could sell what to whom, cluster by cluster: computed, no purchases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.flow_matrix import FlowCell, FlowGroup, draw_flow_list, draw_flow_matrix
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.own_use_table import list_own_uses, write_own_uses
from liantu.wording.amounts import Scale
from liantu.wording.cluster_words import (
    BUYER,
    COULD_FLOW,
    HEADINGS,
    NO_FLOW_FOUND,
    NOT_NO_TRADE,
    POTENTIAL,
    PRICE_OF,
    RATE_NOTE,
    RATES,
    RUNS,
    SELLER,
    SHARE_IN_CELL,
    SHARE_OF_ALL,
    SHARE_OF_PAIR,
    SHARE_OF_SELLERS,
    SIZE_UNKNOWN,
    UNGROUPED,
    VALUE,
    rate_text,
    runs_text,
    value_text,
)

PATH = "/clusters/picture/flows"
#: Groups that the matrix has room for, and products named in a cell; the table has all.
_GROUPS, _PRODUCTS = 6, 3
#: From this width on a cell has room for the share that could be bought here.
_ROOMY = 900.0
#: What stands for plants that no cluster names.
UNGROUPED_KEY = "ungrouped"
#: From the largest on.
SIZES = ("large", "medium", "small", "micro")

#: Shares closer than this are printed as one.
_SAME_SHARE = 0.005


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
    supply_runs: str
    demand_runs: str
    supply_most: bool
    demand_most: bool
    quantity_open: bool
    value_low: float | None
    value: float | None
    value_high: float | None
    price_period: str | None
    share: float | None
    share_of_pair: float | None
    zh: str | None
    en: str | None
    unit: str


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_flow_picture, ("scheme", "by"))


def make_flow_picture(view: RequestView, width: float = 560.0) -> Picture:
    """Sellers down, buyers across; a cell says what could flow, and how much where both sides are known."""
    _ = view.tr
    scheme, by = view.request.query_params.get("scheme"), view.request.query_params.get("by") or "cluster"
    frame = view.district.cluster.potential_flows(by, scheme)
    products = view.district.tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    rows = [*cast("Iterable[FlowRow]", frame.join(products, on="product", how="left").iter_rows(named=True))]
    groups = _list_groups(view, rows, by, scheme)
    uses = list_own_uses(view, view.district.cluster.own_uses(by, scheme))
    shown = {group.key for group in groups}
    pairs: dict[tuple[str, str], list[FlowRow]] = {}
    for row in rows:
        if row["seller"] in shown and row["buyer"] in shown:
            pairs.setdefault((row["seller"], row["buyer"]), []).append(row)
    shares = width >= _ROOMY
    cells = {pair: make_flow_cell(view, found, shares=shares) for pair, found in pairs.items()}
    sized = sum(any(row["quantity"] is not None for row in found) for found in pairs.values())
    heading = _(HEADINGS[by]) % {"cells": len(cells), "sized": sized}
    nothing = _(NO_FLOW_FOUND)
    return Picture(
        address=view.url(PATH, scheme=scheme, by=None if by == "cluster" else by),
        heading=heading,
        drawing=draw_flow_matrix(groups, cells, nothing, heading, width=width),
        narrow=draw_flow_list(groups, cells, heading),
        table=make_flow_table(view, rows, by),
        frames={"flows": frame},
        unit=_("sellers down, buyers across"),
        note=" ".join(filter(None, (_(POTENTIAL), _(NOT_NO_TRADE), write_own_uses(view, uses)))),
    )


def _list_groups(view: RequestView, flows: list[FlowRow], by: str, scheme: str | None) -> list[FlowGroup]:
    """The groups that sell or buy something: clusters in the order of the system, sizes from the largest on."""
    met = {key for row in flows for key in (row["seller"], row["buyer"])}
    if by == "cluster":
        keys = view.district.cluster.clusters(scheme)["cluster"].drop_nulls().to_list()
        addresses = {key: link_cells.row_address(view, "clusters", key) for key in keys}
    elif by == "place":
        keys = view.district.tables["places"]["id"].to_list()
        addresses = {key: link_cells.row_address(view, "places", key) for key in keys}
    else:
        keys, addresses = [*SIZES, UNGROUPED_KEY], {}
    found = [key for key in keys if key in met][:_GROUPS]
    return [FlowGroup(key, name_group(view, key, by), addresses.get(key, "")) for key in found]


def make_flow_cell(view: RequestView, rows: list[FlowRow], *, shares: bool = False) -> FlowCell:
    """What could flow: products with amounts first; short where less is made than needed. With ``shares`` also how much
    of its need the buyer could buy here at best."""
    known = [row for row in rows if row["quantity"] is not None]
    unknown = [row for row in rows if row["quantity"] is None]
    lines = [line for row in known[:_PRODUCTS] for line in _describe_flow(view, row, shares=shares)]
    names = [view.pick(row) for row in unknown[: _PRODUCTS - len(known[:_PRODUCTS])]]
    if names:
        lines += [view.join(names), view.tr("in an unknown amount")]
    hidden = len(rows) - len(known[:_PRODUCTS]) - len(names)
    lines += [view.tr("and %s more") % hidden] if hidden > 0 else []
    runs = any(row["supply_runs"] != "none" for row in rows)
    lines += [] if runs else [view.tr(RUNS["supply_none"])]
    return FlowCell(lines, _judge(known), "operating" if runs else "planned")


def _judge(known: list[FlowRow]) -> str:
    """What flows of known amounts mean together: made, short where less is made than needed, or unknown."""
    if not known:
        return "unknown"
    return "short" if any((row["supply"] or 0) < (row["demand"] or 0) for row in known) else "made"


def _describe_flow(view: RequestView, row: FlowRow, *, shares: bool) -> list[str]:
    """The product, and what is needed and made of it."""
    printed = printed_scale(view, [row["supply"], row["demand"]], row["unit"])
    need, made = _write_side(view, row, "demand", printed), _write_side(view, row, "supply", printed)
    slots = {"need": need, "made": made, "unit": printed.unit}
    share = [_write_share(view, row, row["share"])] if shares and row["share"] is not None else []
    return [view.pick(row), view.tr("need %(need)s, made %(made)s %(unit)s") % slots, *share]


def _write_side(view: RequestView, row: FlowRow, side: Literal["supply", "demand"], printed: Scale) -> str:
    """What one side makes or needs: at least where a part has no amount, at most where own use comes off."""
    is_open, is_bound = (
        (row["supply_open"], row["supply_most"]) if side == "supply" else (row["demand_open"], row["demand_most"])
    )
    return figure_text(view, row[side], printed, at_least=is_open, at_most=is_bound)


def _write_share(view: RequestView, row: FlowRow, share: float) -> str:
    """How much of the need could be bought here; it counts every seller, and says so where this one makes less."""
    alone = min((row["supply"] or 0.0) / row["demand"], 1.0) if row["demand"] else share
    return view.tr(SHARE_IN_CELL if share - alone < _SAME_SHARE else SHARE_OF_ALL) % f"{share:.0%}"


def make_flow_table(view: RequestView, rows: list[FlowRow], by: str = "cluster") -> Table:
    """Every product and pair, also those with clusters that the picture has no room for; the share that the buyer could
    buy here at best, and in the house what of the same product its firms buy here by their returns."""
    _, rates = view.tr, {} if view.leaves else list_rates(view, by)
    cells: list[list[Cell]] = []
    for row in rows:
        printed = printed_scale(view, [row["supply"], row["demand"]], row["unit"])
        cells.append(
            [
                link_cells.product_cell(view, row),
                text_cell(name_group(view, row["seller"], by)),
                text_cell(name_group(view, row["buyer"], by)),
                number_cell(_write_side(view, row, "supply", printed)),
                number_cell(_write_side(view, row, "demand", printed)),
                number_cell(figure_text(view, row["quantity"], printed, at_least=row["quantity_open"])),
                text_cell(printed.unit),
                number_cell(value_text(row["value_low"], row["value"], row["value_high"], _)),
                text_cell(view.period(row["price_period"]) if row["quantity"] and row["price_period"] else ""),
                *(number_cell(_write_part(row[part])) for part in ("share_of_pair", "share")),
                *([number_cell(rates.get((row["buyer"], row["product"]), _("unknown")))] if rates else []),
                text_cell(runs_text(row["supply_runs"], row["demand_runs"], _)),
            ]
        )
    columns = [Column(_("Product")), Column(_(SELLER)), Column(_(BUYER)), Column(_("Supply here"), number=True)]
    columns += [Column(_("Demand"), number=True), Column(_(COULD_FLOW), number=True), Column(_("Unit"))]
    columns += [Column(_(VALUE), number=True), Column(_(PRICE_OF))]
    columns += [Column(_(SHARE_OF_PAIR), number=True), Column(_(SHARE_OF_SELLERS), number=True)]
    columns += [*([Column(_(RATES), number=True)] if rates else []), Column(_("State"))]
    notes = [_(POTENTIAL), *([_(RATE_NOTE)] if rates else [])]
    return Table(_("Who could sell what to whom"), columns, cells, notes=notes, name="flows", dense=True)


def _write_part(share: float | None) -> str:
    return "—" if share is None else f"{share:.0%}"


def list_rates(view: RequestView, by: str) -> dict[tuple[str, str], str]:
    """What share of each product each group bought here, by purchase returns alone, in words; in the house alone."""
    scheme = view.request.query_params.get("scheme") if by == "cluster" else None
    found = view.district.cluster.local_rates(by, scheme, by_product=True)
    return {
        (row["group"], row["product"]): rate_text(
            row["rate"],
            hidden=row["hidden"],
            local_open=row["local_open"],
            other_open=row["other_open"],
            tr=view.tr,
        )
        for row in found.iter_rows(named=True)
    }


def name_group(view: RequestView, group: str, by: str = "cluster") -> str:
    """The name of a cluster, place or size of firm; of what stands in none, that it does."""
    if group == UNGROUPED_KEY:
        unknown = SIZE_UNKNOWN if by == "size" else UNGROUPED
        return view.tr(unknown)
    if by == "size":
        return view.word("firm_size", group)
    named = view.district.cluster.tables.names("clusters", view.lang) if by == "cluster" else {}
    return named.get(group) or view.name(group)
