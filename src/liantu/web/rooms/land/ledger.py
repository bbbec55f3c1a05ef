"""The land ledger: land of every firm, one firm's account, parcel by parcel, and firms that only rent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetBar, FacetField, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score.run_request import empty_page
from liantu.wording.labels import LET_BY


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/score/land", show_ledger, (FACETS,))
    add_page(app, "/score/land/{firm}", show_account)
    add_page(app, "/score/parcels", show_parcels, (FACETS,))
    add_page(app, "/score/tenants", show_tenants, (FACETS,))


def show_ledger(view: RequestView) -> Page:
    """Land of each firm on the day."""
    _ = view.tr
    title, frame = _("Land of firms"), view.district.land.located_ledger()
    if frame.is_empty():
        return _empty_page(view, title)
    frame, bar = narrow_rows(view, frame, [FacetField("places", _("Place"), view.name)])
    rows = [
        [
            link_cell(view.name(row["firm"]), view.url(f"/score/land/{row['firm']}")),
            *(_mu(view, row[name]) for name in ("own", "leased_in", "leased_out", "land")),
            number_cell(str(row["parcels"])),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("Firm")),
        Column(_("Owned"), number=True),
        Column(_("Rented"), number=True),
        Column(_("Let"), number=True),
        Column(_("Land used"), number=True),
        Column(_("Parcels"), number=True),
    ]
    notes = [_("Owned + rented + let (below zero) = land used. Unknown as soon as one holding of the firm is.")]
    table = Table(title, columns, rows, unit=_mu_unit(view), notes=notes, name="land")
    slots = {"firms": frame.height, "known": frame["land"].count()}
    heading = _("Land of firms: known for %(known)s of %(firms)s") % slots
    return _page(view, heading, frame.drop("places"), [table], bar)


def show_account(view: RequestView) -> Page:
    """Holding by holding, what makes one firm's land."""
    _ = view.tr
    key = view.request.path_params["firm"]
    frame = view.district.land.terms().filter(pl.col("firm") == key)
    if frame.is_empty():
        raise PageNotFound(_("The land ledger has nothing of that firm on that day."))
    rows = [
        [
            text_cell(view.word("land_step", row["step"])),
            Cell((link_cells.row_link(view, ["parcels"], row["parcel"]),)),
            text_cell(view.name(row["place"])),
            text_cell(view.name(row["other"])),
            _mu(view, row["amount"]),
            text_cell(row["from"]),
            text_cell(row["to"]),
            text_cell(" ".join(filter(None, (view.word("land_evidence", row["evidence"]), row["document"])))),
            record_rows.citation_cell(view, row),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("How held")),
        Column(_("Parcel")),
        Column(_("Place")),
        Column(_("Other party")),
        Column(_("Land"), number=True),
        Column(_("From")),
        Column(_("To")),
        Column(_("Evidence")),
        Column(_("Source, paragraph, quote")),
    ]
    total = view.district.land.ledger().filter(pl.col("firm") == key).row(0, named=True)["land"]
    notes = [_("Together: %s mu.") % _mu(view, total).text]
    title = _("Land of %s") % view.name(key)
    return _page(view, title, frame, [Table(title, columns, rows, unit=_mu_unit(view), notes=notes, name="account")])


def show_parcels(view: RequestView) -> Page:
    """Parcel by parcel: what is owned, left over, let; with the totals by place."""
    _ = view.tr
    title, frame = _("Parcels: does the land add up?"), view.district.land.parcels()
    if frame.is_empty():
        return _empty_page(view, title)
    frame, bar = narrow_rows(view, frame, [FacetField("place", _("Place"), view.name)])
    totals = view.district.land.parcel_totals()
    measures = ("area", "owned", "rest", "over", "let", "adrift")
    heads = (_("Area"), _("Owned"), _("Rest"), _("Beyond the area"), _("Let"), _("Lessor unknown"))
    by_place = [
        [
            text_cell(_("Whole district") if row["total"] else view.name(row["place"]) or _("not known")),
            number_cell(str(row["parcels"])),
            number_cell(str(row["unsettled"])),
            *(_mu(view, row[name]) for name in measures),
        ]
        for row in totals.iter_rows(named=True)
    ]
    places = [Column(_("Place")), Column(_("Parcels"), number=True), Column(_("Not settled"), number=True)]
    numbers = [Column(label, number=True) for label in heads]
    each = [
        [
            Cell((link_cells.row_link(view, ["parcels"], row["parcel"]),)),
            text_cell(view.name(row["place"])),
            *(_mu(view, row[name]) for name in measures),
        ]
        for row in frame.iter_rows(named=True)
    ]
    notes = [
        _("Area − rest + beyond = owned, for the parcels that are settled. Rest is owned by nobody in the ledger."),
        _("Lessor unknown: land that a tenant rents and that is deducted from nobody."),
    ]
    unit = _mu_unit(view)
    tables = [
        Table(_("By place"), [*places, *numbers], by_place, unit=unit, notes=notes, name="places"),
        Table(_("Parcels"), [Column(_("Parcel")), Column(_("Place")), *numbers], each, unit=unit, name="parcels"),
    ]
    context = {"tables": tables}
    (whole,) = totals.filter("total").iter_rows(named=True)
    slots = {"all": whole["parcels"], "open": whole["unsettled"]}
    title = _("Parcels: not adding up yet %(open)s of %(all)s") % slots
    return Page("data/tables.html", title, {"parcels": frame, "places": totals}, context, facets=bar)


def show_tenants(view: RequestView) -> Page:
    """Firms that use land and own none."""
    _ = view.tr
    title, frame = _("Tenants"), view.district.land.tenants()
    if view.district.land.ledger().is_empty():
        return _empty_page(view, title)
    frame, bar = narrow_rows(view, frame, [FacetField("lessors", _(LET_BY), view.name)])
    rows = [
        [
            link_cell(view.name(row["firm"]), view.url(f"/score/land/{row['firm']}")),
            _mu(view, row["land"]),
            link_cells.row_links_cell(view, "parcels", row["parcels"]),
            link_cells.row_links_cell(view, "firms", row["lessors"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [Column(_("Firm")), Column(_("Land used"), number=True), Column(_("Parcels")), Column(_(LET_BY))]
    heading = _("Tenants: %s firms use land and own none") % frame.height
    return _page(view, heading, frame, [Table(title, columns, rows, unit=_mu_unit(view), name="tenants")], bar)


def _page(
    view: RequestView, title: str, frame: pl.DataFrame, tables: Sequence[Table], bar: FacetBar | None = None
) -> Page:
    day = view.tr("Land as it stood on %s.") % view.district.as_of.isoformat()
    context: dict[str, Any] = {"tables": tables, "lead": [day]}
    return Page("data/tables.html", title, {"land": frame}, context, facets=bar)


def _empty_page(view: RequestView, title: str) -> Page:
    return empty_page(
        view, title, view.tr("This district has no land ledger yet: no parcel, and nobody who owns or rents one.")
    )


def _mu(view: RequestView, value: float | None) -> Cell:
    return number_cell(view.tr("unknown") if value is None else f"{value + 0.0:,.2f}")


def _mu_unit(view: RequestView) -> str:
    return view.tr("mu")
