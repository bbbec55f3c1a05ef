"""Agreements: where their reviews for fair competition stand, and each with its clauses and what these lack."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.review_picture import BADGES, make_review_picture
from liantu.wording.lead_words import (
    AGREEMENTS,
    CLAUSE_FAULTS,
    CLAUSES,
    IN_HOUSE,
    NOT_OFFERED,
    REVIEW_NOTE,
    REVIEW_STATES,
)

_REVIEWS = (("first_review", "first_result"), ("review", "review_result"))


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/agreements", show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then the agreements, then every clause."""
    _ = view.tr
    states = pl.DataFrame(
        [(state.agreement, state.state, list(state.missing)) for state in view.district.attract.agreement_reviews()],
        schema={"agreement": pl.String, "state": pl.String, "missing": pl.List(pl.String)},
        orient="row",
    )
    rows, bar = narrow_rows(view, states, [FacetField("state", _("State"), lambda code: _(REVIEW_STATES[code]))])
    faults = view.district.attract.clause_faults()
    tables = [_list_agreements(view, rows), _list_clauses(view, rows["agreement"].to_list(), faults)]
    picture = make_review_picture(view) if states.height else None
    context = {
        "picture": picture,
        "room": None if states.height else describe_empty_room(view, "agreements"),
        "tables": tables if states.height else [],
        "readonly": view.present.workspace is None,
        "add": view.url("/tables/agreements/new"),
    }
    return Page(
        "attract/agreements.html",
        picture.heading if picture else title_empty_room(view, _(AGREEMENTS)),
        {"agreements": rows, "clause_faults": faults},
        context,
        internal=_(IN_HOUSE),
        names_firms=True,
        facets=bar,
        sheets=tables,
    )


def _list_agreements(view: RequestView, states: pl.DataFrame) -> Table:
    """Agreements with their reviews by day, result and number."""
    _ = view.tr
    rows = view.district.tables.rows("agreements")
    labels = {field.name: field.zh if view.zh else field.en for field in schema.read_tables()["agreements"].fields}
    cells = []
    for key, state, missing in states.iter_rows():
        row = rows[key]
        reviews = [
            view.join(filter(None, (view.period(row[day] or ""), view.word("review_result", row[result]))))
            if row[day]
            else _("missing: %s") % labels[day]
            if day in missing
            else ""
            for day, result in _REVIEWS
        ]
        cells.append(
            [
                Cell((Link(view.pick(row), view.url(f"/tables/agreements/{key}/edit")),)),
                text_cell(row["firm"]),
                link_cells.row_links_cell(view, "projects", [row["project"]] if row["project"] else []),
                badge_cell(_(REVIEW_STATES[state]), BADGES[state]),
                text_cell(view.period(row["signed"]) if row["signed"] else _("not signed yet")),
                *(text_cell(review) for review in reviews),
                text_cell(row["review_number"]),
                text_cell(_exception_text(view, row["exception"], row["exception_ends"])),
                record_rows.citation_cell(view, row, "agreements"),
            ]
        )
    heads = [
        *(_("Agreement"), labels["firm"], labels["project"], _("State"), labels["signed"], labels["first_review"]),
        *(labels["review"], labels["review_number"], labels["exception"], _("Source, paragraph, quote")),
    ]
    return Table(_(AGREEMENTS), [Column(head) for head in heads], cells, notes=[_(REVIEW_NOTE)], name="agreements")


def _exception_text(view: RequestView, exception: str | None, ends: str | None) -> str:
    if not exception:
        return ""
    slots = {"exception": exception, "day": view.period(ends) if ends else view.tr("no end stated")}
    return view.tr("%(exception)s, until %(day)s") % slots


def _list_clauses(view: RequestView, agreements: list[str], faults: pl.DataFrame) -> Table:
    """Every clause with its basis, funding, conditions, end, and what it lacks."""
    _ = view.tr
    names = view.district.tables.rows("agreements")
    labels = {f.name: f.zh if view.zh else f.en for f in schema.read_tables()["agreement_clauses"].fields}
    cells = []
    for line, row in enumerate(view.district.tables["agreement_clauses"].iter_rows(named=True)):
        if row["agreement"] not in agreements:
            continue
        lacks = faults.filter(line=line)
        words = [_(CLAUSE_FAULTS[f]) + (f" “{word}”" if word else "") for f, word in _pairs(lacks)]
        cells.append(
            [
                text_cell(view.pick(names[row["agreement"]])),
                text_cell(row["number"]),
                text_cell(view.word("clause_kind", row["kind"])),
                text_cell(view.pick(row)),
                text_cell(row["legal_basis"]),
                link_cells.row_links_cell(view, "sources", [row["legal_source"]] if row["legal_source"] else []),
                *(text_cell(row[name]) for name in ("funding", "conditions")),
                text_cell(view.period(row["ends"]) if row["ends"] else ""),
                badge_cell(view.join(words), "missing") if words else text_cell(_("complete")),
            ]
        )
    heads = [_("Agreement"), *(labels[name] for name in ("number", "kind")), _("Text")]
    heads += [labels[name] for name in ("legal_basis", "legal_source", "funding", "conditions", "ends")]
    columns = [Column(head) for head in (*heads, _("What it lacks"))]
    return Table(_(CLAUSES), columns, cells, notes=[_(NOT_OFFERED)], name="clauses")


def _pairs(lacks: pl.DataFrame) -> list[tuple[str, str | None]]:
    return [*lacks.select("fault", "word").iter_rows()]
