"""Leads: where each stands, who talks first and until when, which opinions are out; and a form that makes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.shipped_library import select_own_rows
from liantu.model.problems import Problems
from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.forms.form_entries import FormEntry
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.make_lead import ABOUT, LEADS_PATH
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.lead_picture import make_lead_picture
from liantu.wording import N_
from liantu.wording.lead_words import (
    FIRST_TALK,
    FROZEN_NOTE,
    IN_HOUSE,
    LEADS,
    NO_VERDICT,
    ONE_GROUP_ONCE,
    OPINION_STATES,
    OPINIONS,
    PROTECTIONS,
)

_PATH = LEADS_PATH
_FIELDS = ("product", "firm", "credit_code", "firm_group", "introduced_by", "reported", "office", "source")
_COUNTS = {"answered": N_("%s answered"), "late": N_("%s late"), "waiting": N_("%s not due yet")}


def register(app: FastAPI) -> None:
    """Add the page and where its form is sent to."""
    add_page(app, _PATH, show, (*ABOUT, FACETS))
    add_form(app, _PATH, handle_post)


def show(view: RequestView, problems: Sequence[str] = (), form_values: Mapping[str, str] | None = None) -> Page:
    """The picture first, then the list that facets narrow, then the form."""
    _ = view.tr
    leads = view.district.attract.leads()
    fields = [
        FacetField("stage", _("Stage"), code_words(view, "stage")),
        FacetField("protection", _(FIRST_TALK), lambda code: _(PROTECTIONS[code])),
        FacetField("office", _("Responsible office"), view.name),
        FacetField("product", _("Link to fill"), view.name),
    ]
    rows, bar = narrow_rows(view, leads, fields)
    picture = make_lead_picture(view) if leads.height else None
    table = list_leads(view, rows)
    query = view.request.query_params
    values = form_values or {name: query.get(name) or "" for name in ABOUT}
    context = {
        "picture": picture,
        "tables": [table] if leads.height else [],
        "room": None if leads.height else describe_empty_room(view, "leads"),
        "entries": _list_entries(view, values),
        "form_open": bool(problems or any(values.values())),
        "problems": list(problems),
        "path": view.url(_PATH),
        "base": view.present.number,
        "readonly": view.present.workspace is None,
    }
    return Page(
        "attract/leads.html",
        picture.heading if picture else title_empty_room(view, _(LEADS)),
        {"leads": rows},
        context,
        status=422 if problems else 200,
        cacheable=not problems,
        internal=_(IN_HOUSE),
        names_firms=True,
        facets=bar,
        sheets=[table],
    )


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Make a lead of the firm and the link; what is wrong stands beside the form and nothing is written."""
    values = {name: posted.get(name).strip() for name in _FIELDS} | {"reported": posted.period("reported")}
    about = {name: value for name, value in values.items() if value and name not in ("product", "firm")}
    try:
        change = view.present.attract.make_lead(values["product"], values["firm"], **about)
        commit_change(view, change, posted.number("base") or None)
    except Problems as error:
        return show(view, [problem.message(view.lang) for problem in error.problems], values)
    lead = next(row.key for row in change.rows if row.table == "leads")
    return redirect_to(view.url(f"/lead/{lead}"))


def list_leads(view: RequestView, frame: pl.DataFrame) -> Table:
    """Leads as a table, each leading to its sheet."""
    _ = view.tr
    cells = [
        [
            Cell((Link(row["firm"], view.url(f"/lead/{row['lead']}")),)),
            text_cell(row["group"] if row["group"] != row["firm"] else ""),
            link_cells.row_links_cell(view, "products", [row["product"]] if row["product"] else []),
            text_cell(view.word("stage", row["stage"]) if row["stage"] else _("not known")),
            text_cell(view.period(row["since"]) if row["since"] else _("not known")),
            _protection_cell(view, row["protection"], row["protected_until"], row["is_second"], row["first_lead"]),
            text_cell(_opinions_text(view, row)),
            text_cell(view.word("lead_verdict", row["verdict"]) if row["verdict"] else _(NO_VERDICT)),
            link_cells.row_links_cell(view, "offices", [row["office"]] if row["office"] else []),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [
        *(_("Firm"), _("Group of firms"), _("Link to fill"), _("Stage"), _("Since"), _(FIRST_TALK)),
        *(_(OPINIONS), _("Verdict"), _("Responsible office")),
    ]
    return Table(_(LEADS), [Column(label) for label in labels], cells, notes=[_(FROZEN_NOTE)], name="leads")


def _opinions_text(view: RequestView, counts: Mapping[str, int]) -> str:
    """How many opinions came, are late, are not due yet; nothing asked is said."""
    words = [view.tr(text) % counts[name] for name, text in _COUNTS.items() if counts[name]]
    return view.join(words) or view.tr(OPINION_STATES["not_given_out"])


def _protection_cell(view: RequestView, state: str, until: str | None, is_second: bool, first: str | None) -> Cell:
    words = view.tr(PROTECTIONS[state])
    if until:
        words = view.tr("%(state)s, until %(day)s") % {"state": words, "day": view.period(until)}
    if is_second:
        return Cell((Link(words), Link(view.tr(ONE_GROUP_ONCE), view.url(f"/lead/{first}"))), badge="short")
    return badge_cell(words, "unknown") if state == "not_stated" else text_cell(words)


def _list_entries(view: RequestView, values: Mapping[str, str]) -> list[FormEntry]:
    """What makes a lead: link and firm at least."""
    _ = view.tr
    gaps = view.district.chain.gaps("all")
    links = [(row["product"], view.pick(row)) for row in gaps.select("product", "zh", "en").iter_rows(named=True)]
    offices = [(row["id"], view.pick(row)) for row in view.present.tables["offices"].iter_rows(named=True)]
    listed = select_own_rows(view.present.tables, "sources")
    sources = [(row["id"], view.pick(row)) for row in listed.iter_rows(named=True)]
    get = values.get
    return [
        FormEntry("product", _("Link to fill"), "choice", get("product", ""), needed=True, options=links),
        FormEntry("firm", _("Firm"), "text", get("firm", ""), _("as its register names it"), needed=True),
        FormEntry("credit_code", _("Credit code"), "text", get("credit_code", "")),
        FormEntry("firm_group", _("Group of firms"), "text", get("firm_group", "")),
        FormEntry("introduced_by", _("Introduced by"), "text", get("introduced_by", "")),
        FormEntry("reported", _("First reported"), "text", get("reported", ""), "2024-03-18"),
        FormEntry("office", _("Responsible office"), "choice", get("office", ""), options=offices),
        FormEntry("source", _("Source"), "choice", get("source", ""), options=sources),
    ]
