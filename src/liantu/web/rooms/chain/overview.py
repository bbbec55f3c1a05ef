"""The first screen: how much is known, what the district makes, which links to fill first, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.chain_rows import chain_table
from liantu.web.rooms.chain.gap_rows import gap_table
from liantu.web.rooms.chain.question_rows import question_table
from liantu.wording.sentences import CONJECTURED

if TYPE_CHECKING:
    from liantu.district.results import PlantCounts

_FIRST = 8
_STATUSES = ("operating", "building", "planned")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/", show)


def show(view: RequestView) -> Page:
    """The overview of the district."""
    _ = view.tr
    district = view.district
    gaps = district.chain.gaps("invite").head(_FIRST)
    ask = district.chain.questions().head(_FIRST)
    makes = district.chain.products_made()
    context = {
        "facts": _facts(view),
        "makes": _makes_table(view, makes),
        "gaps": gap_table(view, gaps, _("First links to fill"), brief=True),
        "ask": question_table(view, ask, _("What to ask first")),
        "chains": chain_table(view),
        "tiers": _tiers(view),
    }
    title = view.pick(district.given.about)
    return Page("chain/overview.html", title, {"gaps": gaps, "makes": makes, "ask": ask}, context)


def _makes_table(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        known = [row[s] for s in _STATUSES]
        printed = printed_scale(view, known, row["unit"])
        # No amount is known at all: that is not a capacity of zero.
        blank = not any(known) and row["unknown"]
        rows.append(
            [
                _product_cell(view, row),
                *(number_cell(_("unknown") if blank else figure_text(view, v, printed)) for v in known),
                text_cell(printed.unit),
                number_cell(str(row["unknown"] or "")),
                link_cells.row_links_cell(view, "firms", row["made_by"]),
            ]
        )
    columns = [
        Column(_("Product")),
        *(Column(view.word("status", s), _("Capacity a year"), number=True) for s in _STATUSES),
        Column(_("Unit")),
        Column(_("Amounts unknown"), number=True),
        Column(_("Made by")),
    ]
    return Table(_("What the district makes"), columns, rows, name="makes")


def _product_cell(view: RequestView, row: dict[str, Any]) -> Cell:
    """The product; one that no source says to be made here is to be verified."""
    (named,) = link_cells.product_cell(view, row).links
    label = view.tr(CONJECTURED) % named.text if row["conjectured"] else named.text
    return Cell((Link(label, named.href),))


def _facts(view: RequestView) -> list[tuple[str, str, str, str]]:
    """(label, figure, remark, address) for the tiles."""
    _ = view.tr
    counts, plants = view.district.chain.counts(), view.district.chain.plant_counts()
    return [
        (_("Sources"), str(len(view.own_sources)), _("documents cited"), view.url("/sources")),
        (_("Firms"), str(counts.firms), "", "#makes"),
        (
            _("Plants"),
            str(plants.known + plants.unknown),
            _plant_remark(view, plants),
            "#makes",
        ),
        (_("Chains drawn"), str(counts.chains), "", view.url("/chains")),
        (
            _("Links to fill"),
            str(counts.gaps),
            _("%s named by a document") % counts.gaps_named,
            view.url("/gaps/invite"),
        ),
        (_("Questions open"), str(counts.questions), _("unknowns that move the lists"), view.url("/ask")),
    ]


def _plant_remark(view: RequestView, plants: PlantCounts) -> str:
    """How many of the plants have a stated capacity; plants outside are named apart."""
    numbers = {"known": plants.known, "unknown": plants.unknown, "outside": plants.outside}
    if not plants.outside:
        return view.tr("%(known)s with a capacity, %(unknown)s without") % numbers
    return view.tr("%(known)s with a capacity, %(unknown)s without; %(outside)s outside the district") % numbers


def _tiers(view: RequestView) -> list[dict[str, Any]]:
    """Cluster tiers with what the source states and what it prints."""
    return [
        {
            "name": view.pick(row),
            "stated": row["stated"],
            "printed": row["printed"],
            "members": [link_cells.row_link(view, ["clusters"], key) for key in row["clusters"]],
        }
        for row in view.district.chain.tiers().iter_rows(named=True)
    ]
