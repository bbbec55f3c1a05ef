"""One search box: names, codes, initials, misprints, figures, lists; grouped, with what one can do there."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.district.name_search import NEAR
from liantu.model.joint_forms import JOINT_FORMS
from liantu.model.tables import find_row
from liantu.web.core import link_cells
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.answer import add_page
from liantu.web.core.forms import row_names
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.page_words import find_pages, split_page_words
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.data.product_state import describe_product_state


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/search", show, ("q",))


def show(view: RequestView) -> Page:
    """What answers to the words, best group first: lists of pages, figures, rows by their kind."""
    _ = view.tr
    text = (view.request.query_params.get("q") or "").strip()
    frame, pages = _find(view, text)
    figures = view.district.find_amounts(text)
    if not figures.is_empty() and _is_near(frame):
        frame = frame.clear()
    industries = view.district.find_industries(text)
    if not industries.is_empty() and _is_near(frame):
        frame = frame.clear()
    lists = (_list_pages(view, pages, frame), _list_figures(view, figures), _list_industries(view, industries))
    tables = [table for table in lists if table.rows]
    tables += _list_rows(view, frame)
    lead = [_("Nothing of this name. The nearest spellings:")] if _is_near(frame) else []
    if text and not tables:
        lead = [_("Nothing answers to these words: try a part of the name, a code, or pinyin initials.")]
    title = _title(view, text, sum(len(table.rows) for table in tables))
    frames = {"found": frame, "figures": figures, "industries": industries}
    return Page("data/tables.html", title, frames, {"tables": tables, "lead": lead})


def _title(view: RequestView, text: str, count: int) -> str:
    """What was looked for and how much answers; without words, what may be looked for."""
    if not text:
        return view.tr("Search by name, code, figure or pinyin initials")
    return view.tr("Search: %(text)s, answers: %(count)s") % {"text": text, "count": count}


def _find(view: RequestView, text: str) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """The rows of a text, and the pages that its words mean; where no row is called so (“battery gap”), the rows of
    its other words, also without a blank between them."""
    frame = view.district.find_names(text, link_cells.PAGES)
    is_vague = frame.is_empty() or _is_near(frame)
    words = (split_page_words(view, text) if is_vague else text).split()
    pages = [(path, label) for word in words for path, label in find_pages(view, word)]
    if is_vague and pages:
        others = " ".join(word for word in words if not find_pages(view, word))
        frame = view.district.find_names(others, link_cells.PAGES)
    return frame, pages


def _is_near(frame: pl.DataFrame) -> bool:
    return not frame.is_empty() and bool(frame["rank"][0] >= NEAR)


def _list_pages(view: RequestView, pages: list[tuple[str, str]], frame: pl.DataFrame) -> Table:
    """The lists that were meant; of a chain that was meant with it first."""
    chains = frame.filter(pl.col("table") == "chains")["id"].to_list()
    rows = []
    for path, label in dict.fromkeys(pages):
        if path.startswith("/gaps/"):
            rows += [[Cell((Link(f"{label} · {view.name(chain)}", view.url(path, chain=chain)),))] for chain in chains]
        rows.append([Cell((Link(label, view.url(path)),))])
    return Table(view.tr("Lists and pages"), [Column(view.tr("Page"))], rows, name="pages")


def _list_figures(view: RequestView, figures: pl.DataFrame) -> Table:
    """Rows that state the figure."""
    _ = view.tr
    rows = []
    for table, key, figure, unit in figures.iter_rows():
        row = find_row(view.district.tables, table, key) or {}
        label = row_names.row_name(view, table, row)
        address = view.url(f"/tables/{table}", **{"f.id": key})
        link = link_cells.capacity_link(view, key) if table == "capacities" else Link(label, address)
        where = Cell((link if link.href else Link(link.text, address),))
        figure_cell = text_cell(given_figure_text(view, figure, unit))
        rows.append([where, figure_cell, text_cell(row_names.table_name(view, table))])
    columns = [Column(_("What it is of")), Column(_("Figure")), Column(_("Table"))]
    return Table(_("Figures"), columns, rows, name="figures")


def _list_industries(view: RequestView, industries: pl.DataFrame) -> Table:
    """Industries by their code and name, each with the products and firms that are of it."""
    _ = view.tr
    rows = []
    for code, products, firms in industries.iter_rows():
        kinds = (("products", "gbt4754", products), ("firms", "industry", firms))
        links = [
            Link(f"{row_names.table_name(view, table)} {count}", view.url(f"/tables/{table}", **{f"f.{field}": code}))
            for table, field, count in kinds
            if count
        ]
        rows.append([text_cell(view.district.score.industry_name(code, chinese=view.zh)), Cell((*links,))])
    columns = [Column(_("Industry")), Column(_("To do there"))]
    return Table(_("Industries"), columns, rows, name="industries")


def _list_rows(view: RequestView, frame: pl.DataFrame) -> list[Table]:
    """The rows by their kind, the kind with the best row first; the first table holds the name of the answer."""
    _ = view.tr
    tables: list[Table] = []
    for kind in frame["table"].unique(maintain_order=True):
        columns = [Column(_("Name")), Column(_("Found as")), Column(_("Kind of name"))]
        columns += [*([Column(_("How it stands here"))] if kind == "products" else []), Column(_("To do there"))]
        rows = [
            [
                Cell((link_cells.row_link(view, [kind], row["id"]),)),
                text_cell(row["matched"]),
                text_cell(view.word("name_kind", row["kind"]) if row["kind"] else ""),
                *([describe_product_state(view, row["id"])] if kind == "products" else []),
                Cell(tuple(_list_actions(view, kind, row["id"]))),
            ]
            for row in frame.filter(pl.col("table") == kind).iter_rows(named=True)
        ]
        name = "found" if not tables else f"found-{kind}"
        tables.append(Table(row_names.table_name(view, kind), columns, rows, name=name))
    return tables


def _list_actions(view: RequestView, table: str, key: str) -> list[Link]:
    """What one can do with a row that was found."""
    _ = view.tr
    actions = []
    if table == "products":
        actions.append(Link(_("Account of the gap"), view.url(f"/account/{key}", measure="gap")))
    if table == "chains":
        actions.append(Link(_("Links to fill of it"), view.url("/gaps/invite", chain=key)))
    if table == "firms":
        actions.append(Link(_("What to ask"), view.url("/ask", firm=key)))
    if view.present.workspace is not None and table in JOINT_FORMS:
        actions.append(Link(_("Edit"), view.url(f"/forms/{table}/{key}")))
        if table == "firms":
            actions.append(Link(_("Add a plant"), view.url("/forms/plants", **{"f.firm": key})))
    return actions
