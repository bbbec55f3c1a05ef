"""One page a row of firms, plants, places, institutes, schemes, offices, initiatives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.edit_links import edit_links
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Link, Table
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.question_rows import question_table
from liantu.wording.sentences import NOTHING_OF_NAME

#: Pages of this form; the others have modules of their own.
TABLES = ("firms", "plants", "places", "institutes", "schemes", "offices", "initiatives")
#: A table, the rows of it that refer to the row of the page, and the fields that do.
_ReferringRows = tuple[str, pl.DataFrame, list[str]]
#: What a visitor of such a page asks for first; the rest follows in the order of the schema.
_FIRST = ("plants", "capacities", "loads", "projects", "events", "observations", "targets")


def register(app: FastAPI) -> None:
    """Add a page for every table."""
    for table in TABLES:
        add_page(app, f"/{link_cells.PAGES[table]}/{{key}}", _make_show(table))


def _make_show(table: str) -> Callable[[RequestView], Page]:
    def make(view: RequestView) -> Page:
        """The page of a row of the table."""
        return show_record(view, table, view.request.path_params["key"])

    return make


def show_record(view: RequestView, table: str, key: str) -> Page:
    """Everything the district says about one row: its fields, its names, and every row that refers to it."""
    row = record_rows.find_row(view, table, key)
    if row is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    pointing = view.district.links.referring(table, key)
    if table == "firms":
        pointing = _plant_rows(view, key, pointing)
    pointing.sort(key=lambda entry: _FIRST.index(entry[0]) if entry[0] in _FIRST else len(_FIRST))
    tables = [
        record_rows.row_table(view, name, rows, leave_out=used if len(used) == 1 else ())
        for name, rows, used in pointing
    ]
    if table == "firms":
        tables += _questions(view, key)
    context = {
        "facts": record_rows.field_facts(view, table, row),
        "cite": record_rows.citation_cell(view, row, table) if "basis" in row else None,
        "tables": tables,
        "kind": _kind(view, table),
        **edit_links(view, table, key),
    }
    frames = {table: pl.DataFrame([row])} | {
        (name if name != table else f"{name}_below"): rows for name, rows, _used in pointing
    }
    return Page("data/record.html", view.pick(row), frames, context)


def _plant_rows(view: RequestView, key: str, pointing: list[_ReferringRows]) -> list[_ReferringRows]:
    """A firm's capacities and progress, which hang on its plants."""
    have = {name for name, _rows, _used in pointing}
    hanging = view.district.links.of_plants(key)
    return pointing + [(name, rows, []) for name, rows in hanging.items() if name not in have]


def _questions(view: RequestView, key: str) -> list[Table]:
    ask = view.district.chain.questions().filter(pl.col("firm") == key)
    if ask.is_empty():
        return []
    onward = Link(view.tr("Narrow the list"), view.url("/ask", **{"has.firm": key}))
    return [replace(question_table(view, ask, view.tr("What to ask")), onward=onward)]


def _kind(view: RequestView, table: str) -> str:
    from liantu.model import schema

    definition = schema.read_tables()[table]
    return definition.zh if view.zh else definition.en
