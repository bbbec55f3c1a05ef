"""The tables of candidates: who supplies already, and whom to invite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.make_lead import find_lead, list_open_leads
from liantu.web.core.page_tables import Button, Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_view import CandidateView, name_firm
from liantu.web.rooms.attract.factor_picture import CandidateRow, account_address, points_words
from liantu.wording import candidate_words as say
from liantu.wording.lead_words import MAKE_LEAD, TO_OPEN_LEAD

#: The form of the page that the buttons belong to.
MAKE_FORM = "make-lead"


class ListedRow(CandidateRow):
    """A candidate as the tables read it."""

    rank: int
    standing: str
    resident: str | None
    region_zh: str | None
    region_en: str | None
    group: str | None
    members: int | None
    lead: bool
    capacity: float | None
    state: str | None
    period: str | None
    unit: str | None
    sources: list[str]
    kinds: list[str]
    refusal: str | None
    refused_for: str | None
    refused_in: str | None


def make_candidate_table(view: RequestView, found: CandidateView, *, suppliers: bool) -> Table:
    """Suppliers, or the others, each with its points, what says so, and its last refusal."""
    _ = view.tr
    rows = [
        *cast("Iterable[ListedRow]", found.rows.filter(pl.col("is_supplier") == suppliers).iter_rows(named=True)),
    ]
    leads = list_open_leads(view)
    cells = [_make_cells(view, row, found.recalled, leads) for row in rows]
    labels = [
        _("Rank"),
        _("Firm"),
        _(say.GROUP),
        _("Region"),
        _(say.STANDING),
        _("Points"),
        _("Capacity"),
        _(say.STATE),
        _(say.WHAT_SAYS_SO),
        _(say.REFUSED_BEFORE),
    ]
    labels += [_(MAKE_LEAD)] if not suppliers and view.present.workspace is not None else []
    columns = [Column(label, number=n in (0, 5, 6)) for n, label in enumerate(labels)]
    title = _(say.FIRST_SUPPLY if suppliers else say.TO_INVITE)
    notes = [_(say.GROUP_ONCE)]
    return Table(title, columns, cells, notes=notes, name="suppliers" if suppliers else "invite")


def _make_cells(view: RequestView, row: ListedRow, recalled: bool, leads: Mapping[str, str]) -> list[Cell]:
    _ = view.tr
    firm = name_firm(view, row["short"], row["name"], row["en"])
    group = row["group"] or ""
    if row["members"] and row["members"] > 1 and not row["lead"]:
        group = _("%s: through the first of it") % group
    amount = ""
    if row["capacity"] is not None:
        printed = printed_scale(view, [row["capacity"]], row["unit"])
        amount = f"{figure_text(view, row['capacity'], printed)} {printed.unit}"
    state = view.word("maker_state", row["state"]) if row["state"] else ""
    stated_in = view.period(row["period"]) if row["period"] and state else ""
    refused = ""
    if row["refusal"]:
        slots = {
            "reason": view.word("refusal_reason", row["refused_for"]),
            "time": view.period(row["refused_in"] or ""),
        }
        refused = _("%(reason)s (%(time)s)") % slots
    return [
        number_cell(str(row["rank"])),
        Cell((Link(firm, account_address(view, row, recalled)),), title=row["name"]),
        text_cell(group),
        text_cell(view.pick(row, "region") if row["region_zh"] else ""),
        text_cell(_(say.STANDINGS[row["standing"]])),
        number_cell(points_words(view, row), account_address(view, row, recalled)),
        number_cell(amount),
        text_cell(view.tr("%(state)s (%(time)s)") % {"state": state, "time": stated_in} if stated_in else state),
        _sources_cell(view, row),
        text_cell(refused),
        *_lead_cells(view, row, leads),
    ]


def _lead_cells(view: RequestView, row: ListedRow, leads: Mapping[str, str]) -> list[Cell]:
    """One click makes a lead; of a group that is talked to already its lead stands instead. Who is here or near is
    talked to of supply, not invited."""
    if row["is_supplier"] or view.present.workspace is None:
        return []
    if (lead := find_lead(leads, row["name"], row["short"], row["group"])) is not None:
        return [Cell((Link(view.tr(TO_OPEN_LEAD), view.url(f"/lead/{lead}")),))]
    return [Cell(button=Button(view.tr(MAKE_LEAD), MAKE_FORM, "firm", row["name"]))]


def _sources_cell(view: RequestView, row: ListedRow) -> Cell:
    """The sources by their titles; a register, which is no source, by its name."""
    known = link_cells.table_ids(view, "sources")
    named = [link_cells.row_link(view, ("sources",), key) if key in known else Link(key) for key in row["sources"]]
    return Cell(tuple(named))
