"""The account of a number: its terms opened level by level, down to source, paragraph and quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import amount_with_unit, per_unit_text, spoken_figure
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.account_factor import describe_factor, describe_result
from liantu.wording import N_
from liantu.wording.amounts import format_significant
from liantu.wording.basis_labels import basis_label
from liantu.wording.comparators import add_comparator
from liantu.wording.labels import MADE_ON_SITE_TOO
from liantu.wording.library_notes import note_text, translate_note
from liantu.wording.origins import ORIGIN_LEGEND, reliability_words

if TYPE_CHECKING:
    from liantu.district.results import (
        AccountTerm,
        Citation,
        TermByproduct,
        TermCapacity,
        TermCoefficient,
        TermGroup,
        WideCoefficient,
    )

MEASURES = {
    "gap": N_("Gap"),
    "surplus": N_("Surplus"),
    "demand": N_("Demand"),
    "direct": N_("Demand"),
    "operating": N_("Demand of operating plants"),
    "building": N_("Demand of plants being built"),
    "planned": N_("Demand of planned plants"),
    "supply": N_("Merchant supply"),
    "captive": N_("Made and used on the same site"),
    "nearby": N_("Nearby supply"),
    "offer": N_("By-product offers"),
    "conditional": MADE_ON_SITE_TOO,
    "value": N_("Value of the gap"),
    "plants_filled": N_("Usual plants filled"),
    "range": N_("Range of the gap, P10 to P90"),
}
_FORMULAS = {
    "gap": N_("demand − merchant supply − own use on site, not below zero"),
    "surplus": N_("merchant supply + own use on site − demand, not below zero"),
    "supply": N_("capacity × load × (1 − share used on site)"),
    "captive": N_("what the site makes for itself, at most what it needs"),
    "nearby": N_("supply of plants outside the district within the radius"),
    "offer": N_("capacity × load × by-product per unit; never inside supply"),
    "conditional": N_("what the site would make for itself × use per unit of its usual process; never inside demand"),
    "value": N_("gap × price of the product without VAT; low and high with the low and the high price"),
    "plants_filled": N_("gap ÷ capacity of a usual plant; low and high with the large and the small one"),
    "range": N_("gap with the coefficients drawn between low and high, all others as they are"),
}
_NEED = N_("capacity × load × use per unit")
_SIGNS = {1: "+", -1: "−", 0: ""}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/account/{product}", show, ("chain", "measure"))


def show(view: RequestView) -> Page:
    """The account of one measure of one product."""
    _ = view.tr
    key = view.request.path_params["product"]
    measure = view.request.query_params.get("measure") or "gap"
    if measure not in MEASURES:
        raise PageNotFound(_("There is no such measure."))
    chain = view.request.query_params.get("chain") or None
    found = view.district.chain.account(key, measure, chain)
    title = _("Account: %(product)s, %(measure)s") % {"product": view.pick(found), "measure": _(MEASURES[measure])}
    if chain:
        title = _("%(list)s: %(chain)s") % {"list": title, "chain": view.name(chain)}
    context = {
        "found": found,
        "chain": chain,
        "root": describe_result(view, found),
        "factor": describe_factor(view, found),
        "formula": _(_FORMULAS.get(measure, _NEED)),
        "groups": [_group(view, group, found["unit"]) for group in view.district.chain.group_terms(found)],
        "widest": [_widest(view, row) for row in found["widest"]],
        "legend": _(ORIGIN_LEGEND) if any(term["coefficient"] for term in found["terms"]) else "",
        "measure": measure,
        "key": key,
        "dropped": view.district.chain.count_unknown_terms(found),
    }
    frame = pl.DataFrame([_flatten_terms(term) for term in found["terms"]], infer_schema_length=None)
    return Page(
        "chain/account.html", title, {"terms": frame}, context, {"account": found}, fragment="chain/_account.html"
    )


def _group(view: RequestView, group: TermGroup, unit: str) -> dict[str, Any]:
    """Terms of one measure and status, with their sum and whether it is added or taken away."""
    return {
        "label": f"{view.tr(MEASURES[group.measure])} · {view.word('status', group.status)}",
        "text": f"{_SIGNS[group.sign]} {amount_with_unit(view, group.total, unit)}".strip(),
        "terms": [_term(view, term, unit) for term in group.terms],
    }


def _term(view: RequestView, term: AccountTerm, unit: str) -> dict[str, Any]:
    _ = view.tr
    capacity, coefficient = term["capacity"], term["coefficient"]
    made = view.district.tables["products"].filter(pl.col("id") == capacity["product"])
    made_unit = made["unit"][0] if made.height else None
    factors = [
        amount_with_unit(view, capacity["amount"], made_unit, at_least=capacity["at_least"]),
        _load_text(view, capacity),
    ]
    if term["measure"] in ("supply", "captive"):
        share = capacity["self_use"]
        factors.append(
            _("used on site: %s")
            % (_("unknown, counted as none") if share is None else f"{format_significant(share * 100)} %")
        )
    if coefficient:
        factors.append(f"{spoken_figure(view, coefficient['typical'])} {per_unit_text(view, unit, made_unit)}")
    plant = (
        link_cells.row_link(view, ["plants"], capacity["plant"])
        if capacity["plant"]
        else link_cells.capacity_link(view, capacity["id"])
    )
    return {
        "plant": plant,
        "firm": link_cells.row_link(view, ["firms"], capacity["firm"]),
        "product": link_cells.row_link(view, ["products"], capacity["product"]),
        "value": amount_with_unit(view, term["value"], unit),
        "unallocated": term["unallocated"],
        "factors": factors,
        "written": _written_text(view, capacity),
        "production": _production(view, capacity),
        "citation": claim_citation(view, capacity["citation"]),
        "assumptions": [
            {
                "text": view.pick(a),
                "reason": view.pick(a, "reason"),
                "off": view.page_url(off=[*view.off, a["id"]]),
                "id": a["id"],
            }
            for a in term["assumptions"]
        ],
        "byproduct": _byproduct(view, term["byproduct"]),
        "coefficient": _coefficient(view, coefficient, unit, made_unit) if coefficient else None,
    }


def _written_text(view: RequestView, capacity: TermCapacity) -> str:
    """The capacity as its source gives it, with its comparison."""
    if not capacity["amount_as_written"]:
        return view.tr("amount unknown")
    figure = " ".join(filter(None, [capacity["amount_as_written"], capacity["unit_as_written"]]))
    return add_comparator(figure, capacity["comparator"], view.lang)


def _load_text(view: RequestView, capacity: TermCapacity) -> str:
    _ = view.tr
    production, load = capacity["production"], capacity["load"]
    if production and production["gives"] == "amount":
        return _("as much as was made in %s, its load in it") % view.period(str(production["period"]))
    return _("load not known, counted as full") if load is None else _("load %s %%") % format_significant(load * 100)


def _production(view: RequestView, capacity: TermCapacity) -> dict[str, object] | None:
    """The sentence that says what stated production is taken for, with its citation."""
    claim = capacity["production"]
    if claim is None:
        return None
    _ = view.tr
    amount = " ".join(filter(None, [claim["value_as_written"], claim["unit_as_written"]]))
    slots = {
        "period": view.period(str(claim["period"])),
        "amount": add_comparator(amount, claim["comparator"], view.lang),
    }
    if claim["gives"] == "amount":
        text = _("Production of %(period)s was %(amount)s: the capacity is at least that.") % slots
    else:
        text = _("Production of %(period)s was %(amount)s: the load is production ÷ capacity.") % slots
    return {"text": text, "citation": claim_citation(view, claim["citation"])}


def _byproduct(view: RequestView, stated: TermByproduct | None) -> dict[str, object] | None:
    if stated is None:
        return None
    amount = " ".join(filter(None, [stated["amount_as_written"], stated["unit_as_written"]]))
    if not stated["amount_as_written"]:
        amount = view.tr("amount unknown")
    text = view.tr("By-product as the plant states it, in place of the library's coefficient: %s")
    amount = add_comparator(amount, stated["comparator"], view.lang)
    return {"text": text % amount, "citation": claim_citation(view, stated["citation"])}


def claim_citation(view: RequestView, row: Citation) -> dict[str, Any]:
    """A claim's source with paragraph and quote."""
    source = row.get("source")
    place = f"#p{row['locator']}" if row.get("locator") else ""
    return {
        "basis": basis_label(row.get("basis"), view.lang),
        "source": view.source_name(source) if source else "",
        "href": view.url(f"/source/{source}") + place if source else "",
        "published": row.get("published"),
        "locator": row.get("locator"),
        "quote": row.get("quote"),
        "note": note_text(row.get("note"), row.get("note_en"), view.lang),
    }


def _coefficient(view: RequestView, row: TermCoefficient, unit: str, made_unit: str | None) -> dict[str, Any]:
    process = view.pick(row, "process")
    return {
        "process": view.tr("between the routes: %s") % process if row["any_route"] else process,
        "range": " / ".join(spoken_figure(view, value) for value in (row["low"], row["typical"], row["high"]))
        + f" {per_unit_text(view, unit, made_unit)}",
        "grade": reliability_words(row["grade"], row["origin"], view.lang),
        "replaces": _replaced_text(view, row, unit, made_unit),
        "basis": basis_label(row.get("basis"), view.lang),
        "source": link_cells.row_link(view, ["sources"], row.get("source")),
        "bound": row.get("bound"),
        "note": translate_note(row.get("note"), view.lang),
    }


def _replaced_text(view: RequestView, row: TermCoefficient, unit: str, made_unit: str | None) -> str:
    """That the district's own coefficient counts, and the library's value with its source; empty where it does not."""
    library = row["replaces"]
    if library is None:
        return ""
    slots = {
        "own": spoken_figure(view, row["typical"]),
        "library": " / ".join(spoken_figure(view, library[end]) for end in ("low", "typical", "high")),
        "unit": per_unit_text(view, unit, made_unit),
        "source": view.source_name(library["source"]) if library["source"] else view.tr("no source"),
        "grade": view.word("grade", library["grade"]),
    }
    return (
        view.tr(
            "The district's own coefficient %(own)s %(unit)s counts, in the place of the library's "
            "%(library)s %(unit)s (%(source)s, reliability %(grade)s)"
        )
        % slots
    )


def _widest(view: RequestView, row: WideCoefficient) -> str:
    process, item, _role = row["coefficient"].split("/")
    maker = process.removeprefix("*")  # before the product whose routes all need the item
    return f"{view.name(maker)} · {view.name(item)}"


def _flatten_terms(term: AccountTerm) -> dict[str, object]:
    capacity: Mapping[str, object] = term["capacity"]
    coefficient: Mapping[str, object] = term["coefficient"] or {}
    source, production = term["capacity"]["citation"], term["capacity"]["production"]
    library = term["coefficient"]["replaces"] if term["coefficient"] else None
    return {
        "measure": term["measure"],
        "status": term["status"],
        "value": term["value"],
        **{key: capacity[key] for key in ("id", "plant", "firm", "product", "amount", "at_least", "load", "self_use")},
        "production": production["id"] if production else None,
        "source": source["source"],
        "locator": source["locator"],
        "quote": source["quote"],
        "assumptions": ";".join(a["id"] or "" for a in term["assumptions"]),
        **{key: coefficient.get(key) for key in ("process", "low", "typical", "high", "grade", "origin")},
        "library_typical": library["typical"] if library else None,
    }
