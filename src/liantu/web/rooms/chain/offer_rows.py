"""By-products on offer as tables: who could give what to whom, and the standing of every stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import offer_words as words
from liantu.wording.amounts import Scale

_BADGES = {"offered": "made", "waste": "unknown"}


def pair_table(view: RequestView, pairs: pl.DataFrame) -> Table:
    """The pairs of a giver and a taker; amounts open the account of the offer, or that of the gap."""
    _ = view.tr
    rows = []
    for row in pairs.iter_rows(named=True):
        printed = printed_scale(view, [row[name] for name in ("matched", "giver_left", "taker_left")], row["unit"])
        rows.append(
            [
                link_cells.product_cell(view, row),
                link_cells.row_links_cell(view, "products", [row["offered"]]),
                text_cell(row["standard"]),
                *_side_cells(view, row, "giver_"),
                *_side_cells(view, row, "taker_"),
                text_cell(_("yes") if row["same_place"] else _("no")),
                link_cells.derived_number_cell(view, row["offered"], "offer", row["matched"], printed),
                link_cells.derived_number_cell(view, row["offered"], "offer", row["giver_left"], printed),
                link_cells.derived_number_cell(view, row["product"], "gap", row["taker_left"], printed),
                text_cell(printed.unit),
            ]
        )
    columns = [
        *(Column(_("Product")), Column(_(words.PRODUCT_GIVEN)), Column(_(words.STANDARD))),
        *_side_columns(view, words.GIVER),
        *_side_columns(view, words.TAKER),
        Column(_(words.SAME_PLACE)),
        *(Column(_(w), number=True) for w in (words.AMOUNT, words.GIVER_LEFT, words.TAKER_LEFT)),
        Column(_("Unit")),
    ]
    return Table(_(words.PAIRS), columns, rows, notes=[_(words.PAIRING)], name="pairs", dense=True)


def stream_table(view: RequestView, streams: pl.DataFrame) -> Table:
    """Every by-product left over, with its standing."""
    _ = view.tr
    rows = []
    for row in streams.iter_rows(named=True):
        printed = printed_scale(view, [row["left_over"]], row["unit"])
        standing = view.word("offer_standing", row["standing"])
        rows.append(
            [
                link_cells.product_cell(view, row),
                badge_cell(standing, _BADGES.get(row["standing"], "short")),
                text_cell(row["standard"] or (_("to be verified") if row["standing"] != "waste" else "")),
                *_side_cells(view, row, ""),
                link_cells.row_links_cell(view, "processes", [row["process"]]),
                _amount_cell(view, row, printed),
                text_cell(printed.unit),
                text_cell(view.word("transport", row["transport"])),
            ]
        )
    columns = [
        *(Column(_("Product")), Column(_(words.STANDING)), Column(_(words.STANDARD))),
        *_side_columns(view, words.GIVER),
        *(Column(_("Process")), Column(_(words.GIVEN_OFF), number=True), Column(_("Unit")), Column(_("Transport"))),
    ]
    return Table(_(words.STREAMS), columns, rows, notes=[_(words.STANDINGS)], name="streams", dense=True)


def _amount_cell(view: RequestView, row: Mapping[str, Any], printed: Scale) -> Cell:
    # What the library calls an emission is in no offer and has no account.
    if row["standing"] == "waste":
        return link_cells.plain_number_cell(view, row["left_over"], printed)
    return link_cells.derived_number_cell(view, row["product"], "offer", row["left_over"], printed)


def _side_cells(view: RequestView, row: Mapping[str, Any], side: str) -> list[Cell]:
    """The firm, or the capacity where nobody states one; its place; whether it runs."""
    firm = row[f"{side}firm"]
    party = link_cells.row_link(view, ["firms"], firm) if firm else link_cells.capacity_link(view, row[f"{side}row"])
    place = link_cells.row_link(view, ["places"], row[f"{side}place"])
    return [Cell((party,)), Cell((place,)), text_cell(view.word("status", row[f"{side}status"]))]


def _side_columns(view: RequestView, side: str) -> list[Column]:
    group = view.tr(side)
    return [
        Column(view.tr("Firm"), group),
        Column(view.tr(words.PLACE), group),
        Column(view.tr(words.STATUS), group),
    ]
