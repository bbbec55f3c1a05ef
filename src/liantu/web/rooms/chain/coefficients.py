"""The coefficients that move the district's lists most, those recalled first, with a form to replace one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast

import polars as pl
from fastapi import FastAPI
from markupsafe import Markup

from liantu.drawings.effect_bars import EffectBar, draw_effect_bars, draw_narrow_effect_bars
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, money_text, per_unit_text, printed_scale, spoken_figure
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.labels import USE_PER_UNIT
from liantu.wording.magnitudes import money_magnitude
from liantu.wording.origins import ORIGIN_LEGEND, reliability_words
from liantu.wording.sentences import NOTHING_OF_NAME
from liantu.wording.titles import MOVING_COEFFICIENTS

_DRAWN, _RECALLED, _EVERY = 12, "C", "all"
_NOTES = (
    N_(
        "Each coefficient is put at its low and at its high value, all others as they are; the order is by how far the "
        "value of the gap moves. By-products, supply and own use stay as they are."
    ),
    N_(
        "A coefficient on none of the two lists (links to invite, bulk materials) moves no value here, "
        "however wide it is."
    ),
    N_("At a recalled price only the magnitude is known: it orders, its bar is drawn to the power of ten."),
    ORIGIN_LEGEND,
)


class MovingCoefficient(TypedDict):
    """What the table shows of a coefficient: numbers of the need, the gap with it, and what that is worth in CNY."""

    coefficient: str
    product: str
    product_zh: str
    product_en: str
    process_zh: str
    process_en: str
    low: float
    typical: float
    high: float
    gap_low: float
    gap_typical: float
    gap_high: float
    unit: str
    made_unit: str
    effect: float | None
    recalled: bool
    listed: str | None
    grade: str
    origin: str
    of_district: str
    firms: list[str]


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/coefficients", show, ("grade", "coefficient", FACETS))


def show(view: RequestView) -> Page:
    """The coefficients of grade C (``grade=all``: of every grade); ``coefficient`` opens the form for one."""
    _ = view.tr
    grade = view.request.query_params.get("grade") or _RECALLED
    chosen = view.request.query_params.get("coefficient")
    every = view.district.chain.coefficients()
    if grade not in {_EVERY, "A", "B", "C"} or (chosen and chosen not in set(every["coefficient"])):
        raise PageNotFound(_(NOTHING_OF_NAME))
    frame = every if grade == _EVERY else every.filter(pl.col("grade") == grade)
    frame, bar = narrow_rows(view, frame, _facets(view))
    title = _(MOVING_COEFFICIENTS)
    columns = [
        Column(_("Needed")),
        Column(_("Process")),
        Column(_(USE_PER_UNIT), number=True),
        Column(_("Low"), _("Gap"), number=True),
        Column(_("Typical"), _("Gap"), number=True),
        Column(_("High"), _("Gap"), number=True),
        Column(_("Unit")),
        Column(_("Value of the gap moves, 100 m CNY"), number=True),
        Column(_("List")),
        Column(_("Reliability")),
        Column(_("Needed by")),
        Column(""),
    ]
    rows = [_cells(view, cast(MovingCoefficient, row)) for row in frame.iter_rows(named=True)]
    choices = [(_RECALLED, _("Low reliability")), (_EVERY, _("Of every reliability"))]
    context = {
        "tables": [Table(title, columns, rows, notes=[_(note) for note in _NOTES], name="coefficients")],
        "svg": _drawing(view, frame),
        "choices": [(view.url("/coefficients", grade=key), label, key == grade) for key, label in choices],
        "form": _form(view, chosen) if chosen else None,
        "writable": view.present.workspace is not None,
    }
    return Page("chain/coefficients.html", _answer(view, frame), {"coefficients": frame}, context, facets=bar)


def _answer(view: RequestView, frame: pl.DataFrame) -> str:
    """The heading: the use per unit that moves the lists most; the name of the page where none moves a value."""
    first = next(frame.filter(pl.col("effect") > 0).head(1).iter_rows(named=True), None)
    if first is None:
        return view.tr(MOVING_COEFFICIENTS)
    named = {"product": view.pick(first, "product"), "process": view.pick(first, "process"), "count": frame.height}
    return view.tr("Of %(count)s coefficients the use of %(product)s in %(process)s moves the lists most") % named


def _facets(view: RequestView) -> list[FacetField]:
    """What the list is narrowed by; its reliability stands above it as a choice."""
    _ = view.tr
    return [
        FacetField("product", _("Needed"), view.name),
        FacetField("process", _("Process"), view.name),
        FacetField("listed", _("List"), code_words(view, "list")),
        FacetField("firms", _("Needed by"), view.name),
    ]


def _cells(view: RequestView, row: MovingCoefficient) -> list[Cell]:
    ends = [row["gap_low"], row["gap_typical"], row["gap_high"]]
    printed = printed_scale(view, ends, row["unit"])
    use = " / ".join(spoken_figure(view, end) for end in (row["low"], row["typical"], row["high"]))
    replace = view.url("/coefficients", coefficient=row["coefficient"], grade=_EVERY) + "#replace"
    return [
        Cell((Link(view.pick(row, "product"), view.url(f"/product/{row['product']}")),)),
        text_cell(view.pick(row, "process")),
        number_cell(f"{use} {per_unit_text(view, row['unit'], row['made_unit'])}"),
        number_cell(figure_text(view, ends[0], printed)),
        link_cells.derived_number_cell(view, row["product"], "gap", ends[1], printed),
        number_cell(figure_text(view, ends[2], printed)),
        text_cell(printed.unit),
        number_cell(_moved_text(view, row, "effect")),
        text_cell(view.word("list", row["listed"]) if row["listed"] else view.tr("neither of the two")),
        text_cell(reliability_words(row["grade"], row["origin"], view.lang, of_district=row["of_district"] == "yes")),
        link_cells.row_links_cell(view, "firms", row["firms"]),
        Cell((Link(view.tr("Replace"), replace),)),
    ]


def _drawing(view: RequestView, frame: pl.DataFrame) -> Markup:
    """The first of them as bars; empty where none moves a value."""
    _, rows = view.tr, frame.filter(pl.col("effect") > 0).head(_DRAWN).iter_rows(named=True)
    bars = [
        EffectBar(
            name=f"{view.pick(row, 'product')} → {view.pick(row, 'process')}",
            to=view.url("/coefficients", coefficient=row["coefficient"], grade=_EVERY) + "#replace",
            falls=row["falls"],
            rises=row["rises"],
            words=_("−%(falls)s, +%(rises)s (100 m CNY)")
            % {"falls": _moved_text(view, row, "falls"), "rises": _moved_text(view, row, "rises")}
            if not row["recalled"]
            else _("−%(falls)s, +%(rises)s, to be checked")
            % {"falls": _moved_text(view, row, "falls"), "rises": _moved_text(view, row, "rises")},
        )
        for row in rows
    ]
    title = _("How far each coefficient moves the value of the gap; the table below has the same figures")
    less, more = _("less, at the low value"), _("more, at the high value")
    if not bars:
        return Markup("")
    broad, narrow = draw_effect_bars(bars, title, less, more), draw_narrow_effect_bars(bars, title, less, more)
    return Markup(broad.svg("pic broad") + narrow.svg("pic narrow"))


def _moved_text(view: RequestView, row: Mapping[str, Any], end: str) -> str:
    """Money that a coefficient moves: in 100 m CNY, or its magnitude where the price is recalled."""
    return money_magnitude(row[end], view.lang) if row["recalled"] else money_text(view, row[end])


def _form(view: RequestView, key: str) -> dict[str, object]:
    """What the form begins with: the row as it stands, in the unit that it is written in."""
    process, item, role = key.split("/")
    rows = view.district.tables["coefficients"].filter(
        (pl.col("process") == process) & (pl.col("input") == item) & (pl.col("role") == role)
    )
    row = rows.row(0, named=True)
    ((unit, made_unit),) = view.district.chain.coefficient_units(rows)
    ranked = view.district.chain.coefficients().filter(pl.col("coefficient") == key).row(0, named=True)
    return {
        "key": key,
        "title": f"{view.pick(ranked, 'product')} → {view.pick(ranked, 'process')}",
        "unit": per_unit_text(view, unit or "", made_unit),
        "low": row["low"],
        "typical": row["typical"],
        "high": row["high"],
        "grades": [(code, view.word("grade", code)) for code in ("B", "A", "C")],
        "kinds": [(code, view.word("source_kind", code)) for code in ("official", "study", "firm", "visit")],
        "source": view.source_name(row["source"]) if row["source"] else view.tr("no source"),
        "reliability": reliability_words(
            ranked["grade"], ranked["origin"], view.lang, of_district=ranked["of_district"] == "yes"
        ),
    }
