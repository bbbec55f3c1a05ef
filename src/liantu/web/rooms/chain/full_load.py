"""Stated outputs beside what the stated capacities would make at full load."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Row
from liantu.model.units import YEARLY
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import amount_with_unit, given_figure_text, printed_scale
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_significant
from liantu.wording.comparators import add_comparator
from liantu.wording.price_words import price_text
from liantu.wording.scope_words import scope_text

_BADGES = {"yes": "made", "no": "missing", "unknown": "unknown"}


def full_load_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """Stated outputs beside what the stated capacities would make."""
    _ = view.tr
    rows = [_cells(view, row) for row in frame.iter_rows(named=True)]
    columns = [
        Column(_("Subject")),
        Column(_("Scope")),
        Column(_("Period")),
        Column(_("Output stated"), number=True),
        Column(_("Core product")),
        Column(_("Counted as")),
        Column(_("Capacity of that year"), number=True),
        Column(_("Amount that this output buys"), number=True),
        Column(_("Share of the capacity"), number=True),
        Column(_("Price used")),
        Column(_("Fits")),
        Column(_("Source, paragraph, quote")),
    ]
    notes = [
        _(
            "At the price nearest to the end of the claim's period and not after the date, without VAT where the quote "
            "has it. The figures contradict each other unless load, date or scope differ; the amount leads to the "
            "scenario in which the capacity is its upper end."
        ),
        _(
            "“At most”: the figure covers other products too, so this one is not more. Only output of a whole year is "
            "compared, with what runs by its end or starts on no stated date."
        ),
    ]
    return Table(_("Stated output against full load"), columns, rows, notes=notes, name="full-load", dense=True)


def _cells(view: RequestView, row: dict[str, Any]) -> list[Cell]:
    _ = view.tr
    claim = record_rows.find_row(view, row["table"], row["id"]) or {}
    return [
        Cell((link_cells.row_link(view, ["clusters", "chains"], row["subject"]),)),
        text_cell(scope_text(claim.get("scope"), view.lang)),
        text_cell(view.period(row["period"])),
        number_cell(_claimed_text(view, claim)),
        Cell((link_cells.row_link(view, ["products"], row["product"]),)),
        Cell((link_cells.row_link(view, ["products"], row["sold_as"]),)),
        number_cell(_capacity_text(view, row)),
        Cell(
            (
                Link(
                    _bounded(view, row, _amount_range(view, row)),
                    _scenario(view, row["total"], row["implied_high"], row["unit"]),
                ),
            ),
            number=True,
        ),
        number_cell(_bounded(view, row, _share_range(view, row))),
        text_cell(price_text(row, view.lang)),
        badge_cell(view.word("fits", row["fits"]), _BADGES[row["fits"]]),
        record_rows.citation_cell(view, claim),
    ]


def _scenario(view: RequestView, total: str | None, most_made: float | None, unit: str) -> str:
    """The what-if in which the capacity is the most that the output buys; empty where no one row states it."""
    if total is None or most_made is None:
        return ""
    fields = {"amount": format_significant(most_made, 2), "unit": unit + YEARLY}
    changed = ChangeRow("capacities", total, "update", fields)
    return view.url("/what-if", w=[*view.lines, *Change((changed,)).to_query()])


def _claimed_text(view: RequestView, claim: Row) -> str:
    """The figure as the source gives it, with its comparison."""
    figure = given_figure_text(view, claim.get("value"), claim.get("unit"))
    return add_comparator(figure, claim.get("comparator"), view.lang)


def _capacity_text(view: RequestView, row: dict[str, Any]) -> str:
    text = amount_with_unit(view, row["capacity"], row["unit"], at_least=row["more"])
    if not row["start_unknown"]:
        return text
    open_amount = amount_with_unit(view, row["start_unknown"], row["unit"])
    return view.tr("%(all)s, of which %(part)s without a stated start") % {"all": text, "part": open_amount}


def _share_range(view: RequestView, row: dict[str, Any]) -> str:
    if row["share_low"] is None:
        return view.tr("unknown")
    return f"{row['share_low'] * 100:.0f}–{row['share_high'] * 100:.0f} %"


def _amount_range(view: RequestView, row: dict[str, Any]) -> str:
    if row["implied_low"] is None:
        return view.tr("unknown")
    amounts = [row["implied_low"], row["implied_high"]]
    printed = printed_scale(view, amounts, row["unit"])
    low, high = (format_significant(amount / printed.divisor, 2) for amount in amounts)
    return f"{low}–{high} {printed.unit}"


def _bounded(view: RequestView, row: dict[str, Any], text: str) -> str:
    if row["bound"] == "exact" or row["price_low"] is None:
        return text
    return (view.tr("at most %s") if row["bound"] == "most" else view.tr("at least %s")) % text
