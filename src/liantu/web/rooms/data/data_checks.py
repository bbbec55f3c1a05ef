"""The data check list: what does not agree, shown and not smoothed."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import contradictions, schema
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import HUNDRED_MILLION, amount, written
from liantu.web.core.answer import Page, add_page
from liantu.web.core.page_tables import Cell, Column, Link, Table, number, words
from liantu.web.core.request_view import View
from liantu.wording.amounts import significant


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/checks", checks)


def checks(view: View) -> Page:
    """Everything that does not agree."""
    _ = view.tr
    tables = view.district.tables
    frames = {
        "full_load": view.district.expected().filter(pl.col("fits") == "no"),
        "contradictions": contradictions.contradictions(tables),
        "tiers": contradictions.tier_counts(tables),
        "unallocated": contradictions.unallocated(tables),
        "misprints": tables["names"].filter(pl.col("kind") == "misprint"),
    }
    drawn = [
        full_load_table(view, frames["full_load"]),
        _contradictions(view, frames["contradictions"]),
        _tiers(view, frames["tiers"]),
        _unallocated(view, frames["unallocated"]),
        record_rows.row_table(view, "names", frames["misprints"], _("Misprints, kept as names"), leave_out=("kind",)),
        _problems(view),
    ]
    lead = [
        _("Figures that differ stand side by side. Nothing is averaged, and nothing is chosen without an assumption.")
    ]
    return Page("data/tables.html", _("Data checks"), frames, {"tables": [t for t in drawn if t.rows], "lead": lead})


def full_load_table(view: View, frame: pl.DataFrame) -> Table:
    """Stated outputs beside what the stated capacities would make."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        unit = row["unit"]
        claim = record_rows.find(view, row["table"], row["id"]) or {}
        rows.append(
            [
                Cell((link_cells.reference(view, ["clusters", "chains"], row["subject"]),)),
                words(claim.get("scope")),
                words(row["period"]),
                number(significant(row["claimed"] / HUNDRED_MILLION)),
                Cell((link_cells.reference(view, ["products"], row["product"]),)),
                number(amount(view, row["capacity"], unit)),
                number(f"{significant(row['implied_low'], 2)}–{significant(row['implied_high'], 2)} {unit}"),
                number(f"{row['share_low'] * 100:.0f}–{row['share_high'] * 100:.0f} %"),
                record_rows.cite(view, claim),
            ]
        )
    columns = [
        Column(_("Subject")),
        Column(_("Scope")),
        Column(_("Period")),
        Column(_("Output stated"), number=True),
        Column(_("Core product")),
        Column(_("All capacity stated"), number=True),
        Column(_("Amount that this output buys"), number=True),
        Column(_("Share of the capacity"), number=True),
        Column(_("Source, paragraph, quote")),
    ]
    notes = [
        _(
            "At the library's prices. The figures contradict each other unless load, date or scope differ; try a "
            "lower load in the what-if page."
        )
    ]
    return Table(
        _("Stated output against full load"), columns, rows, unit=_("100 m CNY a year"), notes=notes, name="full-load"
    )


def _contradictions(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        subject = schema.tables()["observations"].field("subject").refers_to
        rows.append(
            [
                Cell((link_cells.reference(view, subject, row["subject"]),)),
                words(view.name(row["indicator"])),
                words(row["scope"]),
                words(row["period"]),
                words(view.word("comparator", row["comparator"])),
                Cell((Link(written(row["value"], row["unit"])),), number=True),
                record_rows.cite(view, row),
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


def _tiers(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            words(view.name(row["tier"])),
            number(str(row["stated"])),
            number(str(row["printed"])),
            record_rows.cite(view, row),
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


def _unallocated(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            Cell((link_cells.capacity(view, row["capacity"]),)),
            number(amount(view, row["total"], row["product_unit"])),
            number(amount(view, row["itemised"], row["product_unit"])),
            number(amount(view, row["rest"], row["product_unit"])),
            number(str(row["unknown_parts"])),
            record_rows.cite(view, row),
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


def _problems(view: View) -> Table:
    rows = [[words(problem.message(view.lang))] for problem in view.district.check()]
    return Table(view.tr("Findings of the rules"), [Column(view.tr("Finding"))], rows, name="findings")
