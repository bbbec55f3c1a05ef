"""One firm's sheet: its values beside means and benchmark, points, rank, grade, the next line, and the whole sum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.district.evaluation_records import list_firm_terms
from liantu.district.release_records import FIRM_MEANS, Recipient
from liantu.model.hidden_amounts import MARK, marked_amount
from liantu.model.tables import Row
from liantu.papers import earlier_grades_text, hidden_note, list_price_sentences, scoring_lines
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.correction import describe_correction, read_correction
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices
from liantu.wording import N_
from liantu.wording.amounts import format_significant
from liantu.wording.labels import ABOVE_GRADE_BELOW, LACKS_FOR_NEXT, MEAN, POINTS_UNCAPPED, RANK_IN_GROUP, TO_NEXT_GRADE
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.sentences import NOT_BY_IT_ALONE, POINTS_ADD_UP, SUBSTITUTED, YEARS_BEFORE
from liantu.wording.titles import FIRM_SHEET

if TYPE_CHECKING:
    from liantu.district.results import FirmSheet, Indicator, Scheme, SheetHead, SumTerm

_MEANS = ("industry", "park", "district")


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
    if key not in found.run.firms["firm"]:
        raise PageNotFound(_("That firm is not among those evaluated in that year."))
    score = view.district.score
    means = (
        score.release_means(found.scheme.id, found.year, Recipient(FIRM_MEANS, view.name(key)))
        if view.leaves
        else score.disclosable_means(found.scheme.id, found.year)
    )
    sheet = score.firm_sheet(key, found.scheme.id, found.year, means)
    names = SchemeNames(found.scheme, view.lang)
    corrected = read_correction(view, found, key)
    context = {
        **run_choices(view, found),
        "firm": view.name(key),
        "facts": _facts(view, found, sheet),
        "prices": list_price_sentences(view.district, sheet, found.scheme, names),
        "has_prices": bool(sheet.prices),
        "changes": [names.variant(change) for change in sheet.head.get("changes") or []],
        "items": _table(view, found, sheet),
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


def _is_not_evaluated(sheet: FirmSheet) -> bool:
    """Whether the firm is not evaluated: its points are not unknown, there are none."""
    return bool(sheet.head["treatment"] == "not_evaluated")


def _facts(view: RequestView, found: RunRequest, sheet: FirmSheet) -> list[tuple[str, str, str]]:
    _ = view.tr
    head = sheet.head
    lacks = head.get("to_better")
    over = head.get("to_worse")
    grade = say.grade_cell(view, found.scheme, head).text
    cut_grade = head["grade"] != head["grade_before"] and head["grade_before"]
    none = _("not evaluated") if _is_not_evaluated(sheet) else _("unknown")
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


def _table(view: RequestView, found: RunRequest, sheet: FirmSheet) -> Table:
    _ = view.tr
    rows, hidden = [], False
    for row in sheet.items.iter_rows(named=True):
        means = [_mean(view, row, name) for name in _MEANS]
        hidden = hidden or any(cell.text == MARK for cell in means)
        points = number_cell("—") if _is_not_evaluated(sheet) else say.points_cell(view, row["points"])
        rows.append(
            [
                text_cell(say.indicator_name(view, found.scheme, row["indicator"])),
                *_value_cells(view, row, means),
                number_cell("" if row["weight"] is None else f"{row['weight']:g}"),
                number_cell("" if row["uncapped"] is None else f"{row['uncapped']:,.2f}"),
                points,
                _next_cell(view, row),
            ]
        )
    mean = _(MEAN)
    columns = [
        Column(_("Indicator")),
        Column(_("Unit")),
        Column(_("This firm"), number=True),
        Column(_("Industry"), mean, number=True),
        Column(_("Park"), mean, number=True),
        Column(_("District"), mean, number=True),
        Column(_("Benchmark"), number=True),
        Column(_("Weight"), number=True),
        Column(_(POINTS_UNCAPPED), number=True),
        Column(_("Points"), number=True),
        Column(_(TO_NEXT_GRADE), number=True),
    ]
    notes = [_(POINTS_ADD_UP)]
    notes += [_("Industry: %s.") % name] if (name := say.industry_name(view, sheet.head["industry"])) else []
    if hidden:
        notes.append(hidden_note(view.lang))
    return Table(_("Indicators"), columns, rows, notes=notes, name="items")


def _next_cell(view: RequestView, row: Mapping[str, Any]) -> Cell:
    """The value at which the indicator alone reaches the next grade."""
    if row["next_state"] == "beyond":
        return number_cell(view.tr(NOT_BY_IT_ALONE))
    return number_cell("—" if row["next_value"] is None else format_significant(row["next_value"], 4))


def _value_cells(view: RequestView, row: dict[str, Any], means: list[Cell]) -> list[Cell]:
    """Unit, value, means and benchmark of an indicator; blank where it is points alone."""
    unit = text_cell(say.unit_label(view, row["unit"]))
    if row["weight"] is None and row["unit"] == "" and row["value"] is None:
        return [unit, number_cell(""), *means, number_cell("")]
    if row["low"] is None:
        benchmark = say.amount_cell(view, row["benchmark"]).text
    else:
        benchmark = f"{format_significant(row['low'], 4)} – {format_significant(row['high'], 4)}"
    return [unit, say.amount_cell(view, row["value"]), *means, number_cell(benchmark)]


def _mean(view: RequestView, row: Mapping[str, Any], name: str) -> Cell:
    mean = marked_amount(row[name], row[f"{name}_state"])
    return number_cell(mean or "" if isinstance(mean, str | None) else format_significant(mean, 4))


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
