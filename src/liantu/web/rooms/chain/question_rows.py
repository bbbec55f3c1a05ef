"""Questions to firms as a table: what is unknown, what was tried, how far the lists move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast
from urllib.parse import parse_qsl

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, money_text, printed_scale
from liantu.web.core.page_tables import Cell, Column, Link, Table, link_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.question_texts import unknown_word

_SHOWN_PRODUCTS = 6


class QuestionEffect(TypedDict):
    """How far the answers to a question move the lists: CNY a year, and products that move without a price."""

    effect: float | None
    unpriced: list[str]


def field_text(view: RequestView, field: str) -> str:
    """The unknown, or the several that are asked together, in words."""
    return " + ".join(view.tr(unknown_word(part)) for part in field.split("+"))


def _tried_cell(view: RequestView, row: Mapping[str, Any]) -> Cell:
    """The answers tried; whether an input is made on site leads to the what-if that supposes it."""
    if row["field"] != "on_site":
        return text_cell(_tried_text(view, row))
    links = []
    for answer, written in zip(row["answers"], row["written"], strict=True):
        lines = [line for _, line in parse_qsl(written)]
        links.append(Link(view.word("yes_no", answer), view.url("/what-if", w=[*view.lines, *lines])))
    return Cell(tuple(links))


def _tried_text(view: RequestView, row: Mapping[str, Any]) -> str:
    """The answers tried, unknown by unknown."""
    fields = row["field"].split("+")
    columns = zip(*(answer.split(" + ") for answer in row["answers"]), strict=True)
    return view.tr("; ").join(
        _answers_text(view, row, field, [*dict.fromkeys(texts)]) for field, texts in zip(fields, columns, strict=True)
    )


def _answers_text(view: RequestView, row: Mapping[str, Any], field: str, answers: list[str]) -> str:
    """The answers to one unknown, amounts in the printed unit."""
    if field == "on_site":
        return " / ".join(view.word("yes_no", answer) for answer in answers)
    if field != "amount":
        return " / ".join(view.names.get(a) or view.word("status", a) for a in answers)
    products = view.district.tables["products"]
    unit = products.filter(pl.col("id") == row["product"])["unit"]
    amounts = [float(a) for a in answers]
    printed = printed_scale(view, amounts, unit[0] if len(unit) else None)
    return " / ".join(figure_text(view, a, printed) for a in amounts) + f" {printed.unit}"


def effect_words(view: RequestView, row: QuestionEffect) -> str:
    """How far the value moves; at least so far, or unknown, where products move that have no price."""
    if row["effect"] is None:
        return view.tr("unknown")
    return f"{'≥' if row['unpriced'] else ''}{money_text(view, row['effect'])}"


def _effect_cell(view: RequestView, row: QuestionEffect) -> Cell:
    unpriced = view.tr(", ").join(view.name(product) for product in row["unpriced"])
    title = view.tr("no price known: %s") % unpriced if unpriced else ""
    return number_cell(effect_words(view, row), title=title)


def question_table(view: RequestView, frame: pl.DataFrame, title: str) -> Table:
    """The ask frame as a table."""
    _ = view.tr
    names = view.names
    rows = []
    for row in frame.iter_rows(named=True):
        rows.append(
            [
                link_cells.row_links_cell(view, "firms", [row["firm"]] if row["firm"] else []),
                link_cells.row_links_cell(view, "plants", [row["plant"]])
                if row["plant"]
                else Cell((link_cells.capacity_link(view, row["capacity"]),)),
                Cell((link_cells.row_link(view, ["products"], row["product"]),)),
                text_cell(field_text(view, row["field"])),
                text_cell(names.get(row["current"], row["current"]) if row["current"] else _("unknown")),
                _tried_cell(view, row),
                _effect_cell(view, cast(QuestionEffect, row)),
                link_cells.first_links_cell(view, "products", row["lists"], _SHOWN_PRODUCTS),
                link_cell(_("Try"), view.url("/what-if", plant=row["plant"])),
            ]
        )
    columns = [
        Column(_("Firm")),
        Column(_("Plant")),
        Column(_("Product")),
        Column(_("Unknown")),
        Column(_("Now")),
        Column(_("Tried")),
        Column(_("Moves"), number=True),
        Column(_("Products that enter or leave a list")),
        Column(""),
    ]
    unit = _("value of links to invite and bulk materials that moves, 100 m CNY a year")
    return Table(title, columns, rows, unit=unit, name="ask")
