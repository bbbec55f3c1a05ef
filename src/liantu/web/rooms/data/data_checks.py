"""The data check list: what does not agree, shown and not smoothed."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from fastapi import FastAPI

from liantu.district.problem_keys import find_row_key
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import amount_with_unit, given_figure_text
from liantu.web.core.answer import add_page
from liantu.web.core.forms import row_names
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.core.spoken_problem import speak_problem
from liantu.web.rooms.chain.full_load import full_load_table
from liantu.wording.scope_words import scope_text


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/checks", show, (FACETS,))


def show(view: RequestView) -> Page:
    """Everything that does not agree."""
    _ = view.tr
    found = view.district.contradictions()
    values, bar = narrow_rows(view, found.values, _facet_fields(view))
    frames = {
        "full_load": view.district.chain.stated_output().filter(pl.col("fits") != "yes"),
        "contradictions": values,
        "tiers": found.tier_counts,
        "unallocated": found.unallocated,
        "misprints": found.misprints,
    }
    others = [
        full_load_table(view, frames["full_load"]),
        _tiers(view, frames["tiers"]),
        _unallocated(view, frames["unallocated"]),
        record_rows.row_table(view, "names", frames["misprints"], _("Misprints, kept as names"), leave_out=("kind",)),
        _problems(view),
    ]
    # Only what differs has the fields that narrow it; the other lists would be whole beside a part of it.
    drawn = [_contradictions(view, values), *([] if bar.in_force else others)]
    lead = [
        _("Figures that differ stand side by side. Nothing is averaged, and nothing is chosen without an assumption.")
    ]
    tables = [table for table in drawn if table.rows]
    context = {"tables": tables, "lead": lead}
    title = _("Data checks: %(rows)s points in %(lists)s lists do not agree") if tables else _("Data checks")
    slots = {"rows": sum(len(table.rows) for table in tables), "lists": len(tables)}
    return Page("data/tables.html", title % slots if tables else title, frames, context, facets=bar)


def _facet_fields(view: RequestView) -> list[FacetField]:
    """What the figures that differ are narrowed by."""
    _ = view.tr
    subject = schema.read_tables()["observations"].field("subject").refers_to
    return [
        FacetField("subject", _("Subject"), lambda key: link_cells.row_link(view, subject, key).text),
        FacetField("indicator", _("Indicator"), view.name),
        FacetField("period", _("Period"), view.period),
        FacetField("source", _("Source"), view.name),
    ]


def _contradictions(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        subject = schema.read_tables()["observations"].field("subject").refers_to
        rows.append(
            [
                Cell((link_cells.row_link(view, subject, row["subject"]),)),
                text_cell(view.name(row["indicator"])),
                text_cell(scope_text(row["scope"], view.lang)),
                text_cell(view.period(row["period"] or "")),
                text_cell(view.word("comparator", row["comparator"])),
                Cell((Link(given_figure_text(view, row["value"], row["unit"])),), number=True),
                record_rows.citation_cell(view, row),
            ]
        )
    columns = [
        Column(_("Subject")),
        Column(_("Indicator")),
        Column(_("Scope")),
        Column(_("Period")),
        Column(_("Comparison")),
    ]
    columns += [Column(_("Value"), number=True), Column(_("Source, paragraph, quote"))]
    return Table(_("Different values for the same thing"), columns, rows, name="contradictions")


def _tiers(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(view.name(row["tier"])),
            number_cell(str(row["stated"])),
            number_cell(str(row["printed"])),
            record_rows.citation_cell(view, row),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("Group")),
        Column(_("Number stated"), number=True),
        Column(_("Named"), number=True),
        Column(_("Source, paragraph, quote")),
    ]
    return Table(_("Numbers stated against members named"), columns, rows, name="tiers")


def _unallocated(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            Cell((link_cells.capacity_link(view, row["capacity"]),)),
            number_cell(amount_with_unit(view, row["total"], row["product_unit"])),
            number_cell(amount_with_unit(view, row["itemised"], row["product_unit"])),
            number_cell(amount_with_unit(view, row["rest"], row["product_unit"])),
            number_cell(str(row["unknown_parts"])),
            record_rows.citation_cell(view, row),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("Total")),
        Column(_("Stated"), number=True),
        Column(_("Itemised"), number=True),
        Column(_("Not itemised"), number=True),
        Column(_("Parts without an amount"), number=True),
        Column(_("Source, paragraph, quote")),
    ]
    return Table(_("Totals with a part not itemised"), columns, rows, name="unallocated")


def _problems(view: RequestView) -> Table:
    rows = [[_finding_cell(view, problem)] for problem in view.district.check()]
    return Table(view.tr("Findings of the rules"), [Column(view.tr("Finding"))], rows, name="findings")


def _finding_cell(view: RequestView, problem: Problem) -> Cell:
    """A finding with the names of its table, field and row, leading to the row; one of another file as it is."""
    key = find_row_key(view.district.tables, problem)
    if problem.file != f"{problem.table}.csv" or not key:
        return text_cell(problem.message(view.lang))
    row = view.district.tables.rows(problem.table).get(key, {})
    name = row_names.row_name(view, problem.table, row) if row and problem.value == key else problem.value
    words = speak_problem(replace(problem, file="", value=name), view.lang)
    return link_cell(words, view.url(f"/tables/{problem.table}", **{"f.id": key}) if "id" in row else "")
