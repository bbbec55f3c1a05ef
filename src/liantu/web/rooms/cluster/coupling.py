"""The page of coupling: who could sell what to whom, what could be bought here at best, and what is bought here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.flow_picture import make_flow_picture, name_group
from liantu.web.rooms.cluster.own_use_table import list_own_uses, make_own_use_table
from liantu.wording import cluster_words as say
from liantu.wording.amounts import hundred_million_text

PATH = "/coupling"
#: The matrix is as wide as a narrow window.
_WIDTH = 940.0


class ShareRow(TypedDict):
    """A need of a group, and how much of it could be bought here."""

    buyer: str
    product: str
    demand: float | None
    supply: float | None
    share: float | None
    demand_open: bool
    supply_open: bool
    supply_runs: str
    demand_runs: str
    supply_most: bool
    demand_most: bool
    zh: str | None
    en: str | None
    unit: str


class RateRow(NamedTuple):
    """What firms of a group bought, and how much of it here, in 10,000 CNY."""

    group: str
    year: int
    firms: int
    bought: float | None
    local: float | None
    rate: float | None
    hidden: bool
    local_open: bool
    other_open: bool


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, ("by", "scheme", FACETS))


def show(view: RequestView) -> Page:
    """The matrix with its table; beside it the share at best and, in the house, the share by returns."""
    _ = view.tr
    query = view.request.query_params
    by, scheme = query.get("by") or "cluster", query.get("scheme")
    flows = make_flow_picture(view, _WIDTH)
    shares = view.district.cluster.local_shares(by, scheme)
    known = shares.filter(pl.col("share").is_not_null())
    found = narrow_tables(
        view,
        [
            ListedTable(flows.table, flows.frames["flows"], _list_flow_fields(view, by)),
            ListedTable(
                _make_shares_table(view, known, by), known.rename({"buyer": "needs"}), _list_share_fields(view, by)
            ),
        ],
    )
    uses = view.district.cluster.own_uses(by, scheme)
    names = {group: name_group(view, group, by) for group in uses["group"]}
    own_table = make_own_use_table(view, list_own_uses(view, uses), names)
    tables, note = [found.tables[1], own_table], ""
    if not view.leaves:
        rates = view.district.cluster.local_rates(by, scheme)
        tables += [] if rates.is_empty() else [_make_rates_table(view, rates, by)]
        note = _(say.NO_RETURNS) if rates.is_empty() else ""
    groups = _(say.GROUPS_ARE)
    tabs = [(_(word), view.url(PATH, by=key, scheme=scheme), key == by) for key, word in say.GROUPINGS.items()]
    context = {
        "headline": flows.heading,
        "pictures": [flows],
        "tabs": tabs,
        "tables": tables,
        "note": note,
        "groups": groups,
        "flows": found.tables[0],
    }
    frames = {**flows.frames, "flows": found.frames[0], "shares": shares, "own_uses": uses}
    sheets = [found.tables[0], found.tables[1], own_table]
    return Page("cluster/coupling.html", _(say.COUPLING), frames, context, sheets=sheets, facets=found.bar)


def _list_flow_fields(view: RequestView, by: str) -> list[FacetField]:
    _ = view.tr
    return [
        FacetField("product", _("Product"), lambda key: link_cells.row_link(view, ("products",), key).text),
        FacetField("seller", _(say.SELLER), lambda key: name_group(view, key, by)),
        FacetField("buyer", _(say.BUYER), lambda key: name_group(view, key, by)),
    ]


def _list_share_fields(view: RequestView, by: str) -> list[FacetField]:
    return [FacetField("needs", view.tr(say.SHARES), lambda key: name_group(view, key, by))]


def _make_shares_table(view: RequestView, shares: pl.DataFrame, by: str) -> Table:
    """The needs of which a share is known."""
    _ = view.tr
    products = view.district.tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    known = shares.join(products, on="product", how="left", maintain_order="left")
    cells = []
    for row in cast("Iterable[ShareRow]", known.iter_rows(named=True)):
        printed = printed_scale(view, [row["supply"], row["demand"]], row["unit"])
        cells.append(
            [
                text_cell(name_group(view, row["buyer"], by)),
                link_cells.product_cell(view, row),
                number_cell(
                    figure_text(view, row["demand"], printed, at_least=row["demand_open"], at_most=row["demand_most"])
                ),
                number_cell(
                    figure_text(view, row["supply"], printed, at_least=row["supply_open"], at_most=row["supply_most"])
                ),
                text_cell(printed.unit),
                number_cell(f"{row['share'] or 0:.0%}"),
                text_cell(say.runs_text(row["supply_runs"], row["demand_runs"], _)),
            ]
        )
    columns = [Column(_(say.BUYER)), Column(_("Product")), Column(_("Demand"), number=True)]
    columns += [Column(_("Supply here"), number=True), Column(_("Unit")), Column(_(say.SHARES), number=True)]
    columns += [Column(_("State"))]
    return Table(_(say.SHARES), columns, cells, notes=[_(say.SHARE_NOTE)], name="shares")


def _make_rates_table(view: RequestView, rates: pl.DataFrame, by: str) -> Table:
    """What is bought here, group by group; hidden where too few firms are in it."""
    _ = view.tr
    rows = [RateRow(*values) for values in rates.iter_rows()]
    cells = [
        [
            text_cell(name_group(view, row.group, by)),
            text_cell(str(row.year)),
            number_cell(str(row.firms)),
            number_cell(_money(view, row.bought, at_least=row.local_open or row.other_open)),
            number_cell(_money(view, row.local, at_least=row.local_open)),
            number_cell(
                say.rate_text(row.rate, hidden=row.hidden, local_open=row.local_open, other_open=row.other_open, tr=_)
            ),
        ]
        for row in rows
    ]
    columns = [Column(_(word), number=key not in ("group", "year")) for key, word in say.RATE_COLUMNS.items()]
    return Table(_(say.RATES), columns, cells, notes=[_(say.RATE_NOTE)], name="rates")


def _money(view: RequestView, amount: float | None, *, at_least: bool) -> str:
    if amount is None:
        return view.tr(say.NOT_SHOWN)
    return ("≥" if at_least else "") + hundred_million_text(amount * 1e4)
