"""One lead: the demand as it was frozen beside today's, the first talk, the firm, what each office says, the parcel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import polars as pl
from fastapi import FastAPI

from liantu.model.tables import Row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import amount_with_unit, given_figure_text
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.land.entry_test import entry_table
from liantu.wording.amounts import format_significant
from liantu.wording.lead_words import (
    FIRST_TALK,
    FROZEN,
    FROZEN_NOTE,
    IN_HOUSE,
    NO_VERDICT,
    OPINION_STATES,
    OPINIONS,
    PROTECTIONS,
    STILL_ASKED,
    VERDICT_NOTE,
)
from liantu.wording.sentences import NOTHING_OF_NAME

if TYPE_CHECKING:
    from liantu.district.results import EntryVerdict

_BADGES = {"answered": "made", "late": "missing", "waiting": "unknown", "not_given_out": "unknown"}
_PAPERS = ("lead", "meeting")
_SHOWN = ("firm", "credit_code", "firm_group", "product", "introduced_by", "reported", "first_talk", "office")
#: What else is asked of a lead that does not state it.
_ALSO_NEEDED = ("protected_until",)


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/lead/{key}", show)


def show(view: RequestView) -> Page:
    """Facts, then opinions matter by matter, then the values per mu against the standards of the place."""
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "leads", key)
    if row is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    district = view.district
    lead = district.attract.leads().filter(lead=key).row(0, named=True)
    opinions = district.attract.lead_opinions(key)
    project = str(row["project"])
    planned = district.land.entry_test(district.land.planned_project(project))
    tables = [
        _opinion_table(view, opinions),
        entry_table(view, cast("list[EntryVerdict]", planned.to_dicts()), project),
    ]
    verdict = view.word("lead_verdict", lead["verdict"]) if lead["verdict"] else view.tr(NO_VERDICT)
    context = {
        "facts": [*_list_facts(view, row, lead["stage"], lead["protection"])],
        "verdict": verdict,
        "cite": record_rows.citation_cell(view, row, "leads"),
        "tables": tables,
        "papers": [link for kind in _PAPERS for link in paper_links(view, kind, lead=key)],
        "note": view.tr(FROZEN_NOTE),
        "lacking": _list_lacking(view, row, opinions),
        "edit": view.url(f"/tables/leads/{key}/edit"),
        "readonly": view.present.workspace is None,
    }
    return Page(
        "attract/lead.html",
        view.tr("%(firm)s: %(verdict)s") % {"firm": row["firm"], "verdict": verdict},
        {"opinions": opinions, "entry": planned},
        context,
        internal=view.tr(IN_HOUSE),
        names_firms=True,
        sheets=tables,
    )


def _list_facts(view: RequestView, row: Row, stage: str | None, protection: str) -> Iterator[tuple[str, Cell]]:
    """What the row states, its stage, and its demand beside that of today."""
    _ = view.tr
    fields = {field.name: field for field in record_rows.shown_fields(view, "leads")}
    for name in _SHOWN:
        label = fields[name].zh if view.zh else fields[name].en
        yield label, record_rows.field_cell(view, fields[name], row) if row[name] else text_cell(_("not stated"))
    yield _("Project"), Cell((link_cells.row_link(view, ["projects"], str(row["project"])),))
    yield _("Stage"), text_cell(view.word("stage", stage) if stage else _("not known"))
    until = row["protected_until"]
    words = _(PROTECTIONS[protection])
    slots = {"state": words, "day": view.period(str(until))}
    yield _(FIRST_TALK), text_cell(_("%(state)s, until %(day)s") % slots if until else words)
    yield _(FROZEN) % view.period(str(row["frozen"] or "")), text_cell(_frozen_text(view, row))
    yield _("Demand now"), _present_cell(view, row["product"])


def _list_lacking(view: RequestView, row: Row, opinions: pl.DataFrame) -> str:
    """What the lead does not state yet, its place among it, and what no office was given; empty where all is there."""
    fields = {field.name: field for field in record_rows.shown_fields(view, "leads")}
    names = [fields[name].zh if view.zh else fields[name].en for name in (*_SHOWN, *_ALSO_NEEDED) if not row[name]]
    names += [] if row["source"] else [view.tr("Source")]
    project = view.district.tables.rows("projects")[str(row["project"])]
    names += [] if project["place"] else [view.tr("Place")]
    matters = opinions.filter(pl.col("row").is_null())["matter"]
    names += [view.word("lead_matter", matter) for matter in matters]
    return view.tr(STILL_ASKED) % view.join(names) if names else ""


def _frozen_text(view: RequestView, row: Row) -> str:
    """Amount with its range, and its worth."""
    _ = view.tr
    if row["missing"] is None:
        return _("not known")
    text = _amount(view, row, "missing")
    if row["missing_low"] and row["missing_high"]:
        low, high = (_amount(view, row, name) for name in ("missing_low", "missing_high"))
        text = _("%(text)s (%(low)s to %(high)s)") % {"text": text, "low": low, "high": high}
    if row["worth_low"] and row["worth_high"]:
        low, high = (format_significant(float(row[name] or 0)) for name in ("worth_low", "worth_high"))
        slots = {"text": text, "low": low, "high": high}
        text = _("%(text)s; 100 million CNY a year without VAT: %(low)s–%(high)s") % slots
    return text


def _amount(view: RequestView, row: Row, name: str) -> str:
    """A number of the frozen demand as a reader takes it in; the row keeps its digits."""
    return given_figure_text(view, format_significant(float(row[name] or 0)), row["unit"])


def _present_cell(view: RequestView, product: str | None) -> Cell:
    """What the list says of the link on the district's day, with its account."""
    found = view.district.chain.gaps("all").filter(pl.col("product") == product)
    if found.is_empty():
        return text_cell(view.tr("on no list"))
    gap = found.row(0, named=True)
    if gap["gap_typical"] is None:
        return badge_cell(view.tr("not known"), "unknown")
    text = amount_with_unit(view, gap["gap_typical"], gap["unit"])
    return Cell((Link(text),), number=True, account=view.url(f"/account/{gap['account']}"))


def _opinion_table(view: RequestView, opinions: pl.DataFrame) -> Table:
    """Every matter: who is to say it, by when, what was said."""
    _ = view.tr
    rows = view.district.tables.rows("lead_opinions")
    cells = []
    for row in opinions.iter_rows(named=True):
        words = _(OPINION_STATES[row["state"]])
        stated = rows.get(f"{row['lead']}/{row['matter']}")
        cells.append(
            [
                text_cell(view.word("lead_matter", row["matter"])),
                link_cells.row_links_cell(view, "offices", [row["office"]] if row["office"] else []),
                text_cell(view.period(row["due"]) if row["due"] else ""),
                badge_cell(words, _BADGES[row["state"]]),
                text_cell(view.period(row["answered"]) if row["answered"] else ""),
                text_cell(view.word("lead_verdict", row["verdict"]) if row["verdict"] else ""),
                text_cell(view.pick(row)),
                record_rows.citation_cell(view, stated, "lead_opinions") if stated else text_cell(""),
            ]
        )
    labels = [
        *(_("Matter"), _("Responsible office"), _("Due"), _("State"), _("Answered"), _("Verdict"), _("Finding")),
        _("Source, paragraph, quote"),
    ]
    columns = [Column(label) for label in labels]
    return Table(_(OPINIONS), columns, cells, notes=[_(VERDICT_NOTE)], name="opinions")
