"""One search box over all names, misprints included."""

from __future__ import annotations

import unicodedata

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.model.tables import Tables
from liantu.web.core import link_cells
from liantu.web.core.answer import Page, add_page
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.request_view import RequestView

_MOST = 60
_SCHEMA = {"table": pl.String, "id": pl.String, "matched": pl.String, "kind": pl.String, "rank": pl.Int64}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/search", show, ("q",))


def show(view: RequestView) -> Page:
    """What answers to a name."""
    _ = view.tr
    asked = (view.request.query_params.get("q") or "").strip()
    frame = find_names(view, asked) if asked else pl.DataFrame(schema=_SCHEMA)
    rows = [
        [
            Cell((link_cells.row_link(view, [row["table"]], row["id"]),)),
            text_cell(_table(view, row["table"])),
            text_cell(row["matched"]),
            text_cell(view.word("name_kind", row["kind"]) if row["kind"] else ""),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [Column(_("Name")), Column(_("What it is")), Column(_("Found as")), Column(_("Kind of name"))]
    title = _("Search: %s") % asked if asked else _("Search")
    return Page("data/tables.html", title, {"found": frame}, {"tables": [Table(title, columns, rows, name="found")]})


def find_names(view: RequestView, asked: str) -> pl.DataFrame:
    """Rows whose name holds the asked text: the exact name first, then its beginning, then inside."""
    needle = _plain(asked)
    best: dict[tuple[str, str], tuple[int, str, str]] = {}
    for table, key, name, kind in _names(view):
        rank = _rank(needle, _plain(name))
        if rank is not None and (rank, name) < best.get((table, key), (9, "", ""))[:2]:
            best[table, key] = (rank, name, kind)
    order = list(link_cells.PAGES)
    rows = [(table, key, name, kind, rank) for (table, key), (rank, name, kind) in best.items()]
    rows.sort(key=lambda row: (row[4], order.index(row[0]), row[1]))
    return pl.DataFrame(rows[:_MOST], schema=_SCHEMA, orient="row")


def _names(view: RequestView) -> list[tuple[str, str, str, str]]:
    """(table, id, name, kind of name) of everything with a page, gathered once a district."""
    return view.district.cache.once(("names with a page",), lambda: _collect_names(view.district.tables))


def _collect_names(tables: Tables) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []
    owner: dict[str, str] = {}
    for table in link_cells.PAGES:
        for row in tables[table].iter_rows(named=True):
            owner.setdefault(row["id"], table)
            names = [row["id"], row["zh"], row.get("en"), *(row.get("aliases") or "").split(";")]
            found += [(table, row["id"], name, "") for name in names if name]
    for entity, name, kind in tables["names"].select("entity", "name", "kind").iter_rows():
        if entity in owner:
            found.append((owner[entity], entity, name, kind))
    return found


def _rank(needle: str, name: str) -> int | None:
    if name == needle:
        return 0
    if name.startswith(needle):
        return 1
    return 2 if needle in name else None


def _plain(text: str) -> str:
    """Full-width and upper-case letters count as their plain ones."""
    return unicodedata.normalize("NFKC", text).casefold()


def _table(view: RequestView, name: str) -> str:
    definition = schema.read_tables()[name]
    return definition.zh if view.zh else definition.en
