"""The market of a product as a table: its figures with source, recalled ones as magnitudes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.library_notes import note_text
from liantu.wording.markets import HOLDS_AT_DATE, MARKET, cap_words, figure_words, market_words


def market_table(view: RequestView, rows: pl.DataFrame, caps: pl.DataFrame, unit: str) -> Table:
    """The rows of ``d.chain.markets`` of one product; below them its market and what of it is open to new plants."""
    _ = view.tr
    columns = [_("Measure"), _("Period"), _("Scope"), _("Figure"), _(HOLDS_AT_DATE)]
    columns += [_("Reliability"), _("Source"), _("Note")]
    notes = [
        _("Where no figure of a time before the date is known the earliest later one stands in, with the mark."),
        _("Capacity and utilisation are what a source says of its time; they are no verdict on any project."),
    ]
    notes = [*(_cap_note(view, row, unit) for row in caps.iter_rows(named=True)), *notes]
    lines = [_line(view, row) for row in rows.iter_rows(named=True)]
    return Table(_(MARKET), [Column(label) for label in columns], lines, notes=notes, name="market", dense=True)


def _cap_note(view: RequestView, row: Mapping[str, Any], unit: str) -> str:
    """The market that counts for extensions and its cap; why there is none."""
    market = market_words(row, unit, view.lang)
    if row["market_low"] is None:
        return view.tr("Market for extensions: %s.") % market
    slots = {"market": market, "cap": cap_words(row, unit, view.lang)}
    return view.tr("Market for extensions, consumption and exports: %(market)s; open to new plants: %(cap)s.") % slots


def _line(view: RequestView, row: Mapping[str, Any]) -> list[Cell]:
    scope = row["region"] or view.word("market_scope", row["scope"])
    holds = view.tr("yes") if row["chosen"] else view.tr("no")
    holds += view.tr(" (%s)") % view.tr("of a later time") if row["chosen"] and row["later"] else ""
    return [
        text_cell(view.word("market_measure", row["measure"])),
        text_cell(view.period(row["period"])),
        text_cell(scope),
        text_cell(figure_words(row, view.lang)),
        text_cell(holds),
        text_cell(view.word("grade", row["grade"])),
        Cell((Link(view.source_name(row["source"]), view.url(f"/source/{row['source']}")),)),
        text_cell(note_text(row["note"], row["note_en"], view.lang)),
    ]
