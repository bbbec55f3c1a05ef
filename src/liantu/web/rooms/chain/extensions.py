"""What a merchant surplus could become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from fastapi import FastAPI

from liantu.drawings.market_bars import (
    MarketBar,
    MarketBarWords,
    draw_laptop_market_bars,
    draw_market_bars,
    draw_narrow_market_bars,
)
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, per_unit_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import HUNDRED_MILLION, format_range, format_significant
from liantu.wording.labels import OWN_SCALES, SHARE_OF_INPUTS, VALUE_A_YEAR
from liantu.wording.markets import (
    CAPPED_MARKET,
    RECALLED_MARKETS,
    THE_MARKET_TAKES,
    amount_words,
    market_words,
    possible_words,
)
from liantu.wording.price_words import price_day_text, price_text

_BADGES = {"market_takes": "made", "market_small": "short", "surplus_small": "short"}
_SHOWN_NEEDS = 2
PATH = "/extend/picture/market"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/extend", show, (FACETS,))
    add_picture(app, PATH, make_extensions_picture)


def show(view: RequestView) -> Page:
    """The list of extensions."""
    _ = view.tr
    fields = [
        FacetField("product", _("Made here"), view.name),
        FacetField("fit", _("Fits"), code_words(view, "extension_fit")),
        FacetField("made_by", _("Makers here"), view.name),
    ]
    frame, bar = narrow_rows(view, view.district.chain.extensions(), fields)
    table = _extension_table(view, frame)
    picture = None if frame["market_low"].is_null().all() else _draw(view, frame)
    context = {"tables": [table], "papers": paper_links(view, "extend"), "picture": picture}
    title = picture.heading if picture else _("Extensions: %s") % frame.height
    return Page("chain/extensions.html", title, {"extensions": frame}, context, facets=bar, names_firms=True)


def _extension_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """The extensions with all that is known of each."""
    _ = view.tr
    book = {row["product"]: row for row in view.district.chain.balance().iter_rows(named=True)}
    # Where no market is known, the words beside each row say so, not two columns of unknowns.
    by_market = not frame["market_low"].is_null().all()
    rows = [_cells(view, row, book, by_market=by_market) for row in frame.iter_rows(named=True)]
    market = (_(THE_MARKET_TAKES),) if by_market else ()
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
        Column(_("Unit")),
        *(Column(label, sentences=True) for label in market),
        Column(_("Fits")),
        Column(_("Also needs")),
        Column(_("Makers here")),
        Column(_("Output value"), number=True),
    ]
    notes = [
        _("The whole surplus is put into each row: the rows are alternatives and must not be added."),
        _("Surplus of plants operating, being built and planned. ≤: a use of it here is unknown."),
        _("Only products of which the surplus is a main input, by mass or by cost. Waste is no extension."),
        _(CAPPED_MARKET),
        _(RECALLED_MARKETS),
    ]
    title = _("Extensions")
    unit = _("; ").join((_(VALUE_A_YEAR), price_day_text(view.district.as_of, view.lang)))
    return Table(title, columns, rows, unit=unit, notes=notes, name="extend", dense=True)


def make_extensions_picture(view: RequestView) -> Picture:
    """What the surplus could become beside what the market takes of it."""
    return _draw(view, view.district.chain.extensions())


def _draw(view: RequestView, frame: pl.DataFrame) -> Picture:
    """The picture of extensions whose market is known."""
    _, known = view.tr, frame.drop_nulls(["makes_up_to", "market_low"])
    bars = [
        MarketBar(
            name=f"{view.pick(row)} → {view.pick(row, 'makes')}",
            to=view.url(f"/product/{row['makes']}"),
            makes=row["makes_up_to"],
            market=(row["market_low"], row["market_high"]),
            cap=(row["cap_low"], row["cap_high"]),
            makes_words=amount_words(row["makes_up_to"], row["makes_unit"], view.lang),
            market_words=market_words(row, row["makes_unit"], view.lang),
            fit_words=view.word("extension_fit", row["fit"]),
            meaning=_BADGES.get(row["fit"], "unknown"),
        )
        for row in known.iter_rows(named=True)
    ]
    words = MarketBarWords(
        _("What the surplus would make"),
        _("Open to new plants"),
        _("The market, from low to high"),
        _(OWN_SCALES),
    )
    counts = {"known": len(bars), "all": frame.height, "taken": known.filter(fit="market_takes").height}
    heading = (
        _("Of %(all)s extensions %(known)s can be set beside a market; it takes a usual plant of %(taken)s") % counts
    )
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_market_bars(bars, heading, words),
        medium=draw_laptop_market_bars(bars, heading, words),
        narrow=draw_narrow_market_bars(bars, heading, words),
        table=_extension_table(view, known),
        frames={"extensions": known},
        note=_(RECALLED_MARKETS),
        links=[Link(_("Extensions"), view.url("/extend"))],
    )


def _cells(
    view: RequestView, row: dict[str, Any], book: Mapping[str, dict[str, Any]], *, by_market: bool
) -> list[Cell]:
    over = printed_scale(view, [row["surplus"], row["offered"]], row["unit"])
    made = printed_scale(view, [row["makes_up_to"]], row["makes_unit"])
    account = view.url(f"/product/{row['makes']}") + "#market"
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
        text_cell(made.unit if row["makes_up_to"] is not None else ""),
        *([link_cell(_market_text(view, row), account)] if by_market else []),
        badge_cell(view.word("extension_fit", row["fit"]), _BADGES.get(row["fit"], "unknown")),
        link_cells.first_links_cell(view, "products", row["also_needs"], _SHOWN_NEEDS),
        link_cells.row_links_cell(view, "firms", row["made_by"]) if row["made_by"] else Cell(),
        _value_cell(view, row),
    ]


def _market_text(view: RequestView, row: Mapping[str, object]) -> str:
    """What the market takes, where that is known, and how large it is."""
    size = market_words(row, str(row["makes_unit"]), view.lang)
    takes = possible_words(row, str(row["makes_unit"]), view.lang)
    return view.tr("%(takes)s (%(market)s)") % {"takes": takes, "market": size} if takes else size


def _value_cell(view: RequestView, row: Mapping[str, Any]) -> Cell:
    """What is possible is worth, from low to high, and at which price; which prices are held where none counts."""
    if row["possible_low"] is None:
        return Cell()
    if row["value_low"] is None:
        return Cell((Link(price_text(row, view.lang)),))
    # As on paper: both ends to the digits that the higher one deserves.
    text = format_range(row["value_low"] / HUNDRED_MILLION, row["value_high"] / HUNDRED_MILLION, 2)
    return number_cell(text, title=price_text(row, view.lang))
