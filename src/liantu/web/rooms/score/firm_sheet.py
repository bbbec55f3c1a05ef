"""One firm's sheet: its values beside means and benchmark, points, rank, grade, the next line, and the whole sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from fastapi import FastAPI

from liantu.district.evaluation_records import list_firm_terms
from liantu.model.tables import Row
from liantu.papers import earlier_grades_text, list_price_sentences, scoring_lines
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.correction import describe_correction, read_correction
from liantu.web.rooms.score.firm_items import is_not_evaluated, make_item_table, read_sheet
from liantu.web.rooms.score.firm_picture import make_firm_picture
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices
from liantu.wording import N_
from liantu.wording.labels import ABOVE_GRADE_BELOW, LACKS_FOR_NEXT, RANK_IN_GROUP
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.sentences import SUBSTITUTED, YEARS_BEFORE
from liantu.wording.titles import FIRM_SHEET

if TYPE_CHECKING:
    from liantu.district.results import FirmSheet, Indicator, Scheme, SheetHead, SumTerm


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/score/firm/{firm}", show, ("scheme", "year", "field", "value"))


def show(view: RequestView) -> Page:
    """The sheet of the firm in the address."""
    _ = view.tr
    key = view.request.path_params["firm"]
    found = read_run_request(view)
    if found is None:
        return empty_page(view, _(FIRM_SHEET))
    sheet = read_sheet(view, found, key)
    items = make_item_table(view, found, sheet)
    names = SchemeNames(found.scheme, view.lang)
    corrected = read_correction(view, found, key)
    context = {
        **run_choices(view, found),
        "firm": view.name(key),
        "facts": _facts(view, found, sheet),
        "prices": list_price_sentences(view.district, sheet, found.scheme, names),
        "has_prices": bool(sheet.prices),
        "changes": [names.variant(change) for change in sheet.head.get("changes") or []],
        "items": items,
        "picture": make_firm_picture(view, found, sheet, items),
        "made": scoring_lines(sheet, found.scheme, names),
        **corrected,
        "rules": view.url(f"/score/scheme/{found.scheme.id}"),
        "account": _account(view, found, sheet),
        "history": earlier_grades_text(view.district, sheet, names),
        "papers": paper_links(view, "firm", firm=key, scheme=found.scheme.id, year=str(found.year)),
        "land": view.url(f"/score/land/{key}", as_of=view.request.query_params.get("as_of") or f"{found.year}-12-31"),
        "ranking": view.url("/score", **found.address),
    }
    title = _("Per-mu sheet: %(firm)s, %(year)s") % {"firm": view.name(key), "year": found.year}
    account = list_firm_terms(found.run, sheet, as_told=view.leaves)
    answer = describe_correction(view, corrected)
    body = {"head": dict(sheet.head), "items": sheet.items.to_dicts(), "prices": [*sheet.prices], **answer}
    # What is supposed is told with the name of whoever asks.
    everyones = not (answer and view.person) and not view.leaves
    frames = {"items": sheet.items, "account": account}
    return Page("score/firm.html", title, frames, context, body, cacheable=everyones)


def _facts(view: RequestView, found: RunRequest, sheet: FirmSheet) -> list[tuple[str, str, str]]:
    _ = view.tr
    head = sheet.head
    lacks = head.get("to_better")
    over = head.get("to_worse")
    grade = say.grade_cell(view, found.scheme, head).text
    cut_grade = head["grade"] != head["grade_before"] and head["grade_before"]
    none = _("not evaluated") if is_not_evaluated(sheet) else _("unknown")
    return [
        (_("Total points"), none if head["total"] is None else f"{head['total']:,.2f}", ""),
        (
            _(RANK_IN_GROUP),
            "" if head["rank"] is None else f"{head['rank']} / {head['of']}",
            view.join(filter(None, (say.group_name(view, found.scheme, head["group"]), _interval(view, head)))),
        ),
        (_("Grade"), grade, _("by the cut: %s") % head["grade_before"] if cut_grade else ""),
        (_(LACKS_FOR_NEXT), "—" if lacks is None else f"{lacks:,.2f}", head.get("better") or ""),
        (_(ABOVE_GRADE_BELOW), "—" if over is None else f"{over:,.2f}", head.get("worse") or ""),
        (_("How sure"), say.stability_cell(view, head.get("stable")).text or "—", ""),
    ]


def _interval(view: RequestView, head: SheetHead) -> str:
    """Between which ranks the firm stands under other weights; nothing where nobody has tried."""
    if head.get("rank_low") is None:
        return ""
    return view.tr("ranks %(best)s–%(worst)s (weights ± 10 %%)") % {
        "best": head["rank_low"],
        "worst": head["rank_high"],
    }


def _account(view: RequestView, found: RunRequest, sheet: FirmSheet) -> Table:
    """Every field that makes a value, with the row it came from: who gave it, source, land ledger."""
    _ = view.tr
    tables = view.district.tables
    returned = tables["returns"].filter(pl.col("firm") == sheet.firm)
    return_rows = {(row["item"], row["year"]): row for row in returned.iter_rows(named=True)}
    values = found.run.returns.filter(pl.col("firm") == sheet.firm).row(0, named=True)
    rows = []
    for name in sheet.items["indicator"]:
        indicator = found.scheme.indicators.get(name)
        for half, term in _list_terms(indicator) if indicator else ():
            return_row = return_rows.get((term.field, str((found.year or 0) - term.back)))
            value, of_field = values.get(term.column), found.scheme.fields[term.field]
            label = say.name_of(view, of_field)
            if term.back:
                label = _(YEARS_BEFORE) % {"field": label, "years": term.back}
            origin = _substitute_cells(view, found.scheme, term.field, value, return_row)
            rows.append(
                [
                    text_cell(say.indicator_name(view, found.scheme, name)),
                    text_cell(_(half)),
                    text_cell(label),
                    say.amount_cell(view, value),
                    text_cell(say.unit_label(view, of_field.unit)),
                    *(origin or _origin_cells(view, found, sheet.firm, term, return_row)),
                ]
            )
    columns = [
        Column(_("Indicator")),
        Column(_("Where in it")),
        Column(_("Field")),
        Column(_("Value"), number=True),
        Column(_("Unit")),
        Column(_("Who gave it")),
        Column(_("Source, paragraph, quote")),
    ]
    return Table(_("How the values are made"), columns, rows, name="fields")


def _list_terms(indicator: Indicator) -> list[tuple[str, SumTerm]]:
    """Each column that makes a value once, and in which half it stands first."""
    halves = ((N_("numerator"), indicator.numerator_terms), (N_("denominator"), indicator.denominator_terms))
    found: dict[str, tuple[str, SumTerm]] = {}
    for half, terms in halves:
        for term in terms:
            found.setdefault(term.column, (half, term))
    return [*found.values()]


def _substitute_cells(
    view: RequestView, scheme: Scheme, field: str, value: float | None, return_row: Row | None
) -> list[Cell]:
    """By which rule another field stands in its place; nothing where its own amount was given."""
    rule = next((rule for rule in scheme.instead if rule.field == field), None)
    if rule is None or value is None or (return_row is not None and return_row["value"] is not None):
        return []
    names = [say.name_of(view, scheme.fields[name]) for name in (rule.field, rule.other)]
    sentence = view.tr(SUBSTITUTED)
    return [text_cell(""), text_cell(sentence % {"field": names[0], "times": f"{rule.times:g}", "other": names[1]})]


def _origin_cells(view: RequestView, found: RunRequest, firm: str, term: SumTerm, return_row: Row | None) -> list[Cell]:
    _ = view.tr
    if term.field == "land" and firm in view.district.land.ledger()["firm"]:
        to = view.url(f"/score/land/{firm}", as_of=f"{(found.year or 0) - term.back}-12-31")
        return [text_cell(view.word("channel", "land")), Cell((Link(_("Land ledger of the firm"), to),))]
    if return_row is None:
        return [text_cell(_("nobody")), text_cell(_("not in the returns"))]
    if return_row["state"] == "not_applicable":
        return [text_cell(view.word("return_state", "not_applicable")), record_rows.citation_cell(view, return_row)]
    return [
        text_cell(view.word("channel", return_row["channel"]) or _("not stated")),
        record_rows.citation_cell(view, return_row),
    ]
