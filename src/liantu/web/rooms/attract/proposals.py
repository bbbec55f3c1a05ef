"""The page of projects to propose: the first ones as chains, then all with what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.bundle_chains import (
    draw_bundle_chains,
    draw_laptop_bundle_chains,
    draw_narrow_bundle_chains,
)
from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.proposal_rows import (
    PATH,
    ProposalRow,
    bundle_address,
    list_rows,
    partner_cell,
    partner_place,
    partner_state,
    picture_rows,
    picture_words,
    title_of,
)
from liantu.web.rooms.attract.supply_tables import make_left_out_table, make_supply_table
from liantu.wording import proposal_words as say
from liantu.wording.labels import VALUE_A_YEAR
from liantu.wording.markets import amount_words
from liantu.wording.price_words import price_day_text, price_text, value_text

_TEMPLATE = "attract/proposals.html"
_PICTURE = f"{PATH}/picture/chains"
#: How many bundles the picture shows.
_DRAWN = 10
_BADGES = {"advised": "made", "restricted": "missing", "forbidden": "missing", "idle_plants": "short"}


def register(app: FastAPI) -> None:
    """Add the page and its picture."""
    add_page(app, PATH, show, (FACETS,))
    add_picture(app, _PICTURE, make_chains_picture)


def show(view: RequestView) -> Page:
    """What may be proposed, whom to talk to first, and what is not advised."""
    _ = view.tr
    found = view.district.attract.proposals()
    title = _(say.TITLE)
    if found.bundles.is_empty():
        return Page(_TEMPLATE, title, {"proposals": found.bundles}, {"room": describe_empty_room(view, "chain")})
    fields = [
        FacetField("approach", _(say.COLUMNS["approach"]), code_words(view, "proposal_approach")),
        FacetField("advice", _("Verdict"), code_words(view, "proposal_advice")),
    ]
    bundles, bar = narrow_rows(view, found.bundles, fields)
    leading = bundles.filter(pl.col("bundle") == pl.col("leads"))
    ranked = bundles.filter(pl.col("rank").is_not_null())
    talks = view.district.attract.supply_talks().join(bundles.select("bundle"), on="bundle", how="semi")
    unranked = leading.filter(pl.col("rank").is_null() & (pl.col("advice") != "supply_contracts"))
    questions = unranked.filter(pl.col("advice") == "ask_first")
    unread = unranked.filter(pl.col("advice") == "load_unknown").sort(-pl.col("points"), "product")
    barred = bundles.filter(pl.col("advice").is_in(["restricted", "forbidden"]))
    refused = pl.concat([barred, unranked.filter(~pl.col("bundle").is_in(barred["bundle"].implode()))]).filter(
        ~pl.col("advice").is_in(["ask_first", "load_unknown"])
    )
    tables = [
        _make_partner_table(view, leading),
        make_supply_table(view, list_rows(talks)),
        make_table(view, list_rows(ranked), _(say.TITLE), "proposals"),
        _make_refused_table(view, list_rows(unread), _(say.LOAD_UNKNOWN), "unread"),
        _make_refused_table(view, list_rows(refused), _(say.NOT_ADVISED), "refused"),
        _make_refused_table(view, list_rows(questions), _(say.ASK_FIRST), "asked"),
        make_left_out_table(view),
    ]
    picture = make_chains_picture(view)
    context = {
        "headline": _heading(view),
        "picture": picture,
        "tables": [table for table in tables if table.rows],
        "papers": paper_links(view, "proposals"),
    }
    frames = {
        "proposals": ranked,
        "supply": talks,
        "others": bundles.filter(pl.col("rank").is_null()),
        "left_out": found.left_out,
    }
    body = {"proposals": view.district.attract.proposal_records()}
    return Page(_TEMPLATE, title, frames, context, body, sheets=tables, names_firms=True, facets=bar)


def make_chains_picture(view: RequestView) -> Picture:
    """The first bundles as chains, from what they take in to their product."""
    _ = view.tr
    frame = view.district.attract.choose_proposals().head(_DRAWN)
    rows = list_rows(frame)
    heading = _(say.FIRST_CHAINS) % len(rows) if rows else _(say.NO_PROPOSAL)
    drawn, words = picture_rows(view, rows), picture_words(view)
    return Picture(
        address=view.url(_PICTURE),
        heading=heading,
        drawing=draw_bundle_chains(drawn, words, heading),
        medium=draw_laptop_bundle_chains(drawn, words, heading),
        narrow=draw_narrow_bundle_chains(drawn, words, heading),
        table=make_table(view, rows, heading, "chains"),
        frames={"proposals": frame},
        unit=_("; ").join((_(VALUE_A_YEAR), price_day_text(view.district.as_of, view.lang))),
        note=f"{_(say.HOW_ORDERED)} {_(say.NO_SUM)}",
        empty=None if rows else describe_empty_room(view, "chain"),
        links=[Link(_(say.TITLE), view.url(PATH))],
    )


def _heading(view: RequestView) -> str:
    """The answer in a sentence."""
    bundles = view.district.attract.proposals().bundles
    ranked = bundles.filter(pl.col("rank").is_not_null())
    if ranked.is_empty():
        return view.tr(say.NO_PROPOSAL)
    usual = bundles.filter(pl.col("advice").is_in(["restricted", "forbidden"]))["product"].n_unique()
    talks = view.district.attract.supply_talks().height
    leading = bundles.filter(pl.col("bundle") == pl.col("leads"))
    idle = talks + leading.filter(pl.col("advice") == "idle_plants").height
    first = view.join(view.pick(row) for row in ranked.head(3).iter_rows(named=True))
    verify = leading.filter(pl.col("advice") == "load_to_verify").height
    parts = [view.tr(say.HEADLINE) % {"count": ranked.height, "first": first, "barred": usual}]
    parts += [view.tr(say.HEADLINE_IDLE) % {"idle": idle, "talks": talks}] if idle else []
    parts += [view.tr(say.HEADLINE_VERIFY) % verify] if verify else []
    return view.tr("; ").join(parts)


def make_table(view: RequestView, rows: Sequence[ProposalRow], title: str, name: str) -> Table:
    """Bundles with what they fill, use and sell, and the points of every factor."""
    _ = view.tr
    weights = view.district.attract.proposal_weights()
    columns = [Column(_(say.COLUMNS[key])) for key in ("name", "chain", "approach")]
    columns += [Column(_(say.COLUMNS[key]), number=True) for key in ("size", "fill", "share", "sold", "here", "value")]
    columns += [
        Column(f"{view.word('proposal_factor', factor)} ({weight:g})", _(say.COLUMNS["points"]), number=True)
        for factor, weight in weights.items()
    ]
    columns.append(Column(_(say.COLUMNS["points"]), number=True))
    clauses = view.district.attract.proposals().clauses
    cells = [_cells(view, row, clauses, [*weights]) for row in rows]
    unit = _("; ").join((_(VALUE_A_YEAR), price_day_text(view.district.as_of, view.lang)))
    notes = [_(say.HOW_ORDERED), _(say.NO_SUM), _(say.RECALLED_NATION), _(say.NOT_FORESIGHT)]
    return Table(title, columns, cells, unit=unit, notes=notes, name=name, dense=True)


def _cells(view: RequestView, row: ProposalRow, clauses: pl.DataFrame, factors: Sequence[str]) -> list[Cell]:
    _, to = view.tr, bundle_address(view, row)
    amounts = [amount_words(row["fill"], row["unit"] or "", view.lang), say.share_text(row["fill_share"], _)]
    amounts.append(say.share_text(row["sold_share"], _))
    inputs = say.share_text(row["inputs_share"], _) if row["inputs"] else "—"
    return [
        Cell((Link(title_of(view, row, clauses), to),)),
        text_cell(_chain(view, row)),
        badge_cell(view.word("proposal_approach", row["approach"]), "made" if row["approach"] == "supply" else ""),
        number_cell(say.size_text(row, view.lang), to),
        *(number_cell(text, to) for text in amounts),
        number_cell(inputs, to),
        number_cell(value_text(row, view.lang) or _("unknown"), to, price_text(row, view.lang)),
        *(number_cell(_points(view, row, factor), to) for factor in factors),
        number_cell(f"{row['points']:.0f}", to),
    ]


def _chain(view: RequestView, row: ProposalRow) -> str:
    """The steps as a line, with what is to be had here before them, and whose listed maker is to be asked."""
    facts = cast("dict[str, object]", row)
    text = say.chain_text(row["steps"], row["levels"], view.name, say.parts_here(facts), view.lang)
    return view.tr("; ").join(filter(None, (text, say.listed_text(facts, view.name, view.tr))))


def _points(view: RequestView, row: ProposalRow, factor: str) -> str:
    """The points that a factor gives; unknown where the factor is."""
    found = dict(row)
    return view.tr("unknown") if found[f"factor_{factor}"] is None else f"{found[f'points_{factor}']:.0f}"


def _make_partner_table(view: RequestView, leading: pl.DataFrame) -> Table:
    """Who makes here or nearby what leading bundles make: talk of supply before anybody is invited."""
    _ = view.tr
    advised = leading.filter(pl.col("advice").is_in(["advised", "ask_first", "supply_contracts"])).select(
        "bundle", "rank"
    )
    partners = view.district.attract.proposals().partners.filter(pl.col("role") == "makes")
    rows = partners.join(advised, on="bundle").unique(["product", "row"], maintain_order=True)
    rows = rows.sort(pl.col("where") == "listed", pl.col("rank").fill_null(rows.height), "product", "row")
    cells = [
        [
            link_cells.product_cell(view, row),
            partner_cell(view, row["firm"], row["where"]),
            text_cell(partner_place(view, row["where"], row["plant"])),
            text_cell(partner_state(view, row["where"], row["status"], row["period"], later=row["later"])),
            number_cell(
                amount_words(
                    row["amount"], view.district.tables.rows("products")[row["product"]]["unit"] or "", view.lang
                )
            ),
        ]
        for row in rows.iter_rows(named=True)
    ]
    columns = [
        Column(_("Product")),
        Column(_("Firm")),
        Column(_("Place")),
        Column(_("Status")),
        Column(_("Capacity"), number=True),
    ]
    return Table(_(say.SUPPLY_FIRST), columns, cells, notes=[_(say.LISTED_MAKERS)], name="partners")


def _make_refused_table(view: RequestView, rows: Sequence[ProposalRow], title: str, name: str) -> Table:
    """Bundles that have no place in the order, and why."""
    _ = view.tr
    clauses = view.district.attract.proposals().clauses
    cells = [
        [
            Cell((Link(title_of(view, row, clauses), bundle_address(view, row)),)),
            text_cell(_chain(view, row)),
            badge_cell(view.word("proposal_advice", row["advice"]), _BADGES.get(row["advice"], "unknown")),
            text_cell(say.idle_text(row, view.name, _, view.lang)),
            text_cell(say.unknown_factors(row, view.lang)),
            number_cell(f"{row['points']:.0f}", bundle_address(view, row)),
        ]
        for row in rows
    ]
    keys = ("name", "chain", "reason", "nation", "unknown")
    columns = [*(Column(_(say.COLUMNS[key])) for key in keys), Column(_(say.COLUMNS["points"]), number=True)]
    return Table(title, columns, cells, name=name)
