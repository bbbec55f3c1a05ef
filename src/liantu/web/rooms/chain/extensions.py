"""What a merchant surplus could become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, money_text, per_unit_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_significant
from liantu.wording.labels import SHARE_OF_INPUTS, VALUE_A_YEAR
from liantu.wording.price_words import price_day_text, price_text

_BADGES = {"market_takes": "made", "market_small": "short", "surplus_small": "short"}
_SHOWN_NEEDS = 4


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/extend", show)


def show(view: RequestView) -> Page:
    """The list of extensions."""
    _ = view.tr
    frame = view.district.chain.extensions()
    book = {row["product"]: row for row in view.district.chain.balance().iter_rows(named=True)}
    # Where no market is given, the words beside each row say so, not two columns of unknowns.
    by_market = not frame["market"].is_null().all()
    rows = [_cells(view, row, book, by_market=by_market) for row in frame.iter_rows(named=True)]
    market = (_("Market"), _("The market takes")) if by_market else ()
    columns = [
        Column(_("Made here")),
        Column(_("Surplus"), number=True),
        Column(_("By-product on offer"), number=True),
        Column(_("Unit")),
        Column(_("Could become")),
        Column(_("Process")),
        Column(_("Use"), number=True),
        Column(_(SHARE_OF_INPUTS), number=True),
        Column(_("At most"), number=True),
        Column(_("Usual plants"), number=True),
        *(Column(label, number=True) for label in market),
        Column(_("Unit")),
        Column(_("Fits")),
        Column(_("Also needs")),
        Column(_("Makers here")),
        Column(_("Output value"), number=True),
    ]
    notes = [
        _("The whole surplus is put into each row: the rows are alternatives and must not be added."),
        _("Surplus of plants operating, being built and planned. ≤: a use of it here is unknown."),
        _("Only products of which the surplus is a main input, by mass or by cost. Waste is no extension."),
        _("What the market takes is unknown until markets are given; a value is only of what it takes."),
    ]
    title = _("Extensions")
    unit = _("; ").join((_(VALUE_A_YEAR), price_day_text(view.district.as_of, view.lang)))
    table = Table(title, columns, rows, unit=unit, notes=notes, name="extend", dense=True)
    return Page(
        "data/tables.html", title, {"extensions": frame}, {"tables": [table], "papers": paper_links(view, "extend")}
    )


def _cells(
    view: RequestView, row: dict[str, Any], book: Mapping[str, dict[str, Any]], *, by_market: bool
) -> list[Cell]:
    over = printed_scale(view, [row["surplus"], row["offered"]], row["unit"])
    made = printed_scale(view, [row["makes_up_to"], row["market"]], row["makes_unit"])
    use = f"{format_significant(row['use'])} {per_unit_text(view, row['unit'], row['makes_unit'])}"
    return [
        link_cells.product_cell(view, row),
        link_cells.derived_number_cell(view, row["product"], "surplus", None, over)
        if row["surplus"] is None
        else link_cells.bounded_number_cell(view, book[row["product"]], "surplus", over),
        link_cells.derived_number_cell(view, row["product"], "offer", row["offered"], over)
        if row["offered"]
        else Cell(),
        text_cell(over.unit if row["surplus"] is not None else ""),
        link_cells.product_cell(view, row, "makes"),
        text_cell(view.name(row["process"])),
        number_cell(use),
        number_cell(f"{row['main_share'] * 100:.0f} %"),
        number_cell(figure_text(view, row["makes_up_to"], made)),
        link_cells.plain_number_cell(view, row["plants"]),
        *(number_cell(figure_text(view, row[name], made)) for name in ("market", "possible") if by_market),
        text_cell(made.unit if row["makes_up_to"] is not None else ""),
        badge_cell(view.word("extension_fit", row["fit"]), _BADGES.get(row["fit"], "unknown")),
        link_cells.first_links_cell(view, "products", row["also_needs"], _SHOWN_NEEDS),
        link_cells.row_links_cell(view, "firms", row["made_by"]) if row["made_by"] else Cell(),
        _value_cell(view, row),
    ]


def _value_cell(view: RequestView, row: Mapping[str, Any]) -> Cell:
    """What is possible is worth, and at which price; of one that is recalled with two digits at most."""
    if row["possible"] is None:
        return Cell()
    if row["value_low"] is None:
        return number_cell(view.tr("unknown"), title=price_text(row, view.lang))
    text = f"{money_text(view, row['value_low'])}–{money_text(view, row['value_high'])}"
    return number_cell(text, title=price_text(row, view.lang))
