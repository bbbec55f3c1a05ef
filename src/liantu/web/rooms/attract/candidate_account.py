"""The account of a candidate: each factor with what it was read from, and all that is known of what it makes."""

from __future__ import annotations

from datetime import date

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.new_keys import make_key
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change, require_person
from liantu.web.core.make_lead import ABOUT, LEADS_PATH, find_lead, link_new_lead, list_open_leads
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_view import PATH, QUERY, name_firm, read_candidates
from liantu.wording import candidate_words as say
from liantu.wording.amounts import format_significant
from liantu.wording.lead_words import TO_OPEN_LEAD
from liantu.wording.sentences import NOTHING_OF_NAME

_ADDRESS = f"{PATH}/account"


def register(app: FastAPI) -> None:
    """Add the page and where its form goes to."""
    add_page(app, _ADDRESS, show, (*QUERY, "candidate"))
    add_form(app, f"{PATH}/refusals", keep_refusal)


def show(view: RequestView) -> Page:
    """The candidate that the address names, else the first of the product."""
    _ = view.tr
    found = read_candidates(view)
    key = view.request.query_params.get("candidate") or (found.rows["candidate"][0] if found.rows.height else "")
    rows = found.rows.filter(pl.col("candidate") == key)
    if key and rows.is_empty():
        raise PageNotFound(_(NOTHING_OF_NAME))
    title = _(say.ACCOUNT)
    if not key:
        return Page("attract/candidate.html", title, {"factors": found.rows}, {"tables": []}, internal=_(say.INTERNAL))
    row = rows.row(0, named=True)
    room = view.district.attract
    factors = room.candidate_factors(key, found.product, found.recalled)
    evidence = room.candidate_evidence(key, found.recalled)
    name = name_firm(view, row["short"], row["name"], row["en"])
    heading = _("%(firm)s for %(product)s: %(points)s points") % {
        "firm": name,
        "product": view.name(found.product),
        "points": format_significant(row["points"]),
    }
    about = (found.product, str(row["name"]), row["group"] if row["group"] != row["name"] else None)
    lead = find_lead(list_open_leads(view), row["name"], row["short"], row["group"])
    open_lead = None if lead is None else Link(_(TO_OPEN_LEAD), view.url(f"/lead/{lead}"))
    stated = {name: value for name, value in zip(ABOUT, about, strict=True) if value}
    context = {
        "headline": heading,
        "tables": [_make_factor_table(view, factors), _make_evidence_table(view, evidence)],
        "firm": row["name"],
        "product": found.product,
        "reasons": _list_codes(view, "refusal_reason"),
        "sides": _list_codes(view, "refusal_side"),
        "back": view.url(PATH, product=found.product),
        "back_words": _(say.BACK),
        "lead": None if open_lead else Link(_(say.TO_LEAD), view.url(LEADS_PATH)),
        "about": stated,
        "details": open_lead or link_new_lead(view, *about) or Link(_(say.TO_LEAD), view.url(LEADS_PATH, **stated)),
        "today": date.today().isoformat(),
        "notes": [_(say.TO_VERIFY), _(say.HOW_READ)],
    }
    frames = {"factors": factors, "evidence": evidence}
    return Page("attract/candidate.html", title, frames, context, internal=_(say.INTERNAL), names_firms=True)


def keep_refusal(view: RequestView, posted: PostedForm) -> Response:
    """Write down who declined, or was not pursued, and why; back to the candidates of the product."""
    require_person(view)
    fields = {name: posted.get(name) for name in ("firm", "product", "side", "reason", "words")}
    fields |= {"period": posted.period("period"), "basis": "ours"}
    fields["id"] = make_key(view.present.given, "refusals", {"zh": f"{fields['firm']} {fields['product']}"})
    row = ChangeRow("refusals", fields["id"], "insert", {name: text for name, text in fields.items() if text})
    commit_change(view, Change((row,), view.tr("Refusal: %s") % fields["firm"]), None)
    return redirect_to(view.url(PATH, product=fields["product"]) + "#refusals")


def _list_codes(view: RequestView, codelist: str) -> list[Link]:
    """The codes of a list with their words, each in the place of an address."""
    return [Link(view.word(codelist, code), code) for code in schema.read_codelist(codelist)]


def _make_factor_table(view: RequestView, factors: pl.DataFrame) -> Table:
    _ = view.tr
    cells = []
    for row in factors.iter_rows(named=True):
        value = _("unknown") if row["value"] is None else format_significant(row["value"])
        cells.append(
            [
                text_cell(_(say.FACTORS[row["factor"]])),
                text_cell(_(say.QUESTIONS[row["factor"]])),
                number_cell(value),
                number_cell(format_significant(row["weight"])),
                number_cell("" if row["value"] is None else format_significant(row["points"])),
                text_cell(_measured_text(view, row["factor"], row["amount"], row["unit"], row["text"])),
                _source_cell(view, row["source"]),
            ]
        )
    labels = [_(say.FACTOR), _(say.WHAT_IT_ASKS), _("Value"), _("Weight"), _("Points"), _("Read from"), _("Source")]
    columns = [Column(label, number=n in (2, 3, 4), sentences=n in (1, 5)) for n, label in enumerate(labels)]
    return Table(_("Factors"), columns, cells, notes=[_(say.HOW_READ)], name="factors")


def _measured_text(view: RequestView, factor: str, amount: float | None, unit: str | None, text: str | None) -> str:
    """What a value was read from, in words."""
    _ = view.tr
    if factor == "making" and text in say.KINDS:
        return _(say.KINDS[text])
    if factor == "growth" and text:
        return view.word("maker_state", text)
    if factor == "links" and text:
        return view.join(view.name(key) for key in text.split(";"))
    words = ""
    if amount is not None and unit in say.COUNTED:
        words = _(say.COUNTED[unit]) % format_significant(amount)
    elif amount is not None:
        printed = printed_scale(view, [amount], unit)
        words = f"{figure_text(view, amount, printed)} {printed.unit}"
    return view.tr("; ").join(filter(None, [words, text]))


def _make_evidence_table(view: RequestView, evidence: pl.DataFrame) -> Table:
    _ = view.tr
    cells = [
        [
            link_cells.row_links_cell(view, "products", [row["product"]]),
            text_cell(_(say.KINDS[row["kind"]])),
            number_cell(format_significant(row["strength"])),
            text_cell(row["phrase"] or ""),
            text_cell(view.join(row["plants"] or [])),
            _source_cell(view, row["source"]),
        ]
        for row in evidence.iter_rows(named=True)
    ]
    labels = [_("Product"), _(say.WHAT_SAYS_SO), _("Strength"), _("Phrase"), _("Plants known"), _("Source")]
    columns = [Column(label, number=n == 2) for n, label in enumerate(labels)]
    return Table(_("All that is known of what it makes"), columns, cells, name="evidence")


def _source_cell(view: RequestView, key: str | None) -> Cell:
    known = link_cells.table_ids(view, "sources")
    return Cell((link_cells.row_link(view, ("sources",), key) if key in known else Link(key or ""),))
