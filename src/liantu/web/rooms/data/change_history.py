"""What was changed: who, when, what, why, from which source; each change to be read and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict, cast

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.model.tables import find_row
from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.forms import moments_compared, row_names, table_query
from liantu.web.core.forms.form_errors import without_place
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import undo_change
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.moves_table import moves_table
from liantu.wording.sentences import NOTHING_OF_NAME

#: So many changes are listed.
_CHANGES = 200
#: So many rows of one change are printed; its other forms have all.
_ROWS = 200


class RecordedChange(TypedDict):
    """A row of the changes of a workspace, as far as pages read it."""

    number: int
    made: str
    author: str
    kind: str
    reason: str | None
    source: str | None
    undoes: int | None
    tables: list[str]
    rows: int


def register(app: FastAPI) -> None:
    """Add the pages and where the undo goes to."""
    add_page(app, "/history", show_history, ("table", "author", FACETS))
    add_page(app, "/history/{number:number}", show_change, ("table", "row"))
    add_form(app, "/history/{number:number}", handle_post)
    add_page(app, "/tables/{table}/{key:path}/history", show_row_history)


def show_history(view: RequestView) -> Page:
    """The changes, the last first, narrowed by facets; links lead to those of one ``table=`` or one ``author=``."""
    _ = view.tr
    if view.present.workspace is None:
        title = _("History: a folder keeps no changes")
        return Page("data/history.html", title, {"changes": pl.DataFrame()}, {"readonly": True})
    query = view.request.query_params
    table, author = query.get("table") or "", query.get("author") or ""
    every = view.present.history.changes()
    frame = every
    if table:
        frame = frame.filter(pl.col("tables").list.contains(table))
    if author:
        frame = frame.filter(pl.col("author") == author)
    fields = [
        FacetField("tables", _("Table"), lambda name: row_names.table_name(view, name)),
        FacetField("author", _("Who"), str),
        FacetField("kind", _("What was done"), lambda kind: kind_words(view).get(kind, kind)),
    ]
    frame, bar = narrow_rows(view, frame, fields)
    columns = [_("Change"), _("When"), _("Who"), _("What was done"), _("Tables"), _("Rows"), _("Why"), _("Source")]
    rows = [_line(view, row) for row in cast("Iterable[RecordedChange]", frame.head(_CHANGES).iter_rows(named=True))]
    shown = Table(_("Changes"), [Column(c, number=c == _("Rows")) for c in columns], rows, name="changes")
    context = {
        "readonly": False,
        "shown": shown,
        "tables": [(name, row_names.table_name(view, name)) for name in schema.read_tables()],
        "authors": every["author"].unique().sort().to_list(),
        "table": table,
        "author": author,
        "present": view.present.number,
        "more": max(0, frame.height - _CHANGES),
    }
    return Page("data/history.html", _title(view, frame), {"changes": frame}, context, cacheable=False, facets=bar)


def _title(view: RequestView, frame: pl.DataFrame) -> str:
    """How many changes there are, by how many people, and when the last was."""
    if frame.is_empty():
        return view.tr("History: no change")
    slots = {"changes": frame.height, "people": frame["author"].n_unique()}
    last = row_names.local_moment(str(frame["made"].max()))
    return view.tr("History: changes %(changes)s, people %(people)s, last change %(last)s") % {**slots, "last": last}


def _line(view: RequestView, row: RecordedChange) -> list[Cell]:
    tables = [Link(row_names.table_name(view, name)) for name in row["tables"]]
    return [
        Cell((Link(str(row["number"]), view.url(f"/history/{row['number']}")),)),
        text_cell(row_names.local_moment(row["made"])),
        text_cell(row["author"]),
        text_cell(change_kind(view, row)),
        Cell(tuple(tables[:4]) + ((Link("…"),) if len(tables) > 4 else ())),
        number_cell(str(row["rows"])),
        text_cell(row["reason"]),
        change_source(view, row["source"]),
    ]


def kind_words(view: RequestView) -> dict[str, str]:
    """What each kind of change is called."""
    _ = view.tr
    return {
        "init": _("taken in"),
        "edit": _("edited"),
        "import": _("loaded"),
        "survey": _("survey form"),
        "what-if": _("what-if kept"),
        "api": _("by a program"),
        "release": _("told outside"),
        "undo": _("taken back"),
    }


def change_kind(view: RequestView, row: RecordedChange) -> str:
    """What was done, in words."""
    if row["undoes"] is not None:
        return str(view.tr("change %s taken back") % row["undoes"])
    return kind_words(view).get(row["kind"], str(row["kind"]))


def change_source(view: RequestView, key: str | None) -> Cell:
    """Where a change is from: a source by name, or what was written."""
    if key and key in link_cells.table_ids(view, "sources"):
        return Cell((Link(view.source_name(key), view.url(f"/source/{key}")),))
    return text_cell(key)


def show_change(view: RequestView, problems: list[str] | None = None, reason: str = "") -> Page:
    """One change: rows and cells before and after, which gaps moved, and a button to take it back."""
    _ = view.tr
    history, which = view.present.history, int(view.request.path_params["number"])
    found = history.changes(which - 1, which)
    if found.is_empty():
        raise PageNotFound(_("There is no such change."))
    row = cast(RecordedChange, found.row(0, named=True))
    difference = history.compare(row["tables"], which - 1, which)
    rows, frame = difference.rows, difference.cells()
    first = which == 1
    gaps = pl.DataFrame() if first else history.moved_gaps(which - 1, which)
    query = view.request.query_params
    table, key = query.get("table") or "", query.get("row") or ""
    context = {
        "row": row,
        "moment": row_names.local_moment(row["made"]),
        "kind": change_kind(view, row),
        "source": change_source(view, row["source"]),
        "changed_rows": moments_compared.describe_rows(view, rows[:_ROWS]),
        "more": max(0, len(rows) - _ROWS),
        "table_name": lambda name: row_names.table_name(view, name),
        "gaps": None if first else moves_table(view, gaps),
        "fresh": bool(table),
        "onward": _next_row_links(view, table, key) if table in schema.read_tables() else [],
        "edit": view.url(f"/tables/{table}/{key}/edit") if table else "",
        "undoable": not first,
        "problems": problems or [],
        "reason": reason,
    }
    body = {"change": row, "cells": frame.to_dicts(), "moves": gaps.to_dicts(), "problems": problems or []}
    slots = {"number": which, "rows": len(rows), "moves": gaps.height}
    title = _("Change %(number)s: rows changed %(rows)s, lines moved in the lists of links %(moves)s") % slots
    if first:
        title = _("Change %(number)s: the district as it was first loaded, rows: %(rows)s") % slots
    status = 409 if problems else 200
    return Page(
        "data/change.html",
        title,
        {"cells": frame},
        context,
        body,
        status,
        cacheable=False,
        rests_on=difference.rests_on,
    )


def _next_row_links(view: RequestView, table: str, key: str) -> list[tuple[str, str]]:
    """What may be added next: rows of every table that may refer to the row just kept."""
    if schema.read_tables()[table].key != ["id"]:
        return []
    row = find_row(view.present.given, table, key)
    if row is None:
        return []
    citation = {f"f.{n}": row[n] for n in ("source", "locator", "basis") if row.get(n)} if table != "sources" else {}
    found = []
    for name, definition in schema.read_tables().items():
        field = next((f for f in definition.fields if table in f.refers_to and f.name != "part_of"), None)
        if field is not None and "basis" in definition.columns:
            address = view.url(f"/tables/{name}/new", **{f"f.{field.name}": key, **citation})
            found.append((row_names.table_name(view, name), address))
    return found


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Take the change back; what rests on it is named when that cannot be."""
    which = int(view.request.path_params["number"])
    reason = posted.get("reason")
    try:
        if not reason:
            raise Problems([Problem("required", column=view.tr("Why"))])
        return redirect_to(view.url(f"/history/{undo_change(view, which, reason)}"))
    except Problems as refused:
        return show_change(view, [_problem_text(view, problem) for problem in refused.problems], reason)


def _problem_text(view: RequestView, problem: Problem) -> str:
    if problem.table in schema.read_tables():
        return f"{row_names.table_name(view, problem.table)}{view.tr(': ')}{without_place(problem).message(view.lang)}"
    return problem.message(view.lang)


def show_row_history(view: RequestView) -> Page:
    """Every version of one row: who, when, what, why, from which document."""
    _ = view.tr
    table, key = (
        table_query.table_definition(view, view.request.path_params["table"]).name,
        view.request.path_params["key"],
    )
    stands = find_row(view.present.given, table, key) is not None
    if not stands and not view.present.history.has_row(table, key):
        raise PageNotFound(_(NOTHING_OF_NAME))
    frame = view.present.history.versions(table, key)
    versions = list(frame.iter_rows(named=True))
    entries = []
    for place, version in enumerate(versions):
        older = versions[place + 1] if place + 1 < len(versions) else {}
        if version["closed"] is not None and (place == 0 or versions[place - 1]["opened"] != version["closed"]):
            entries.append(_describe_deletion(view, version["closed"]))
        entry = {
            "number": version["opened"],
            "moment": row_names.local_moment(version["made"]),
            "author": version["author"],
        }
        entry |= {"operation": _("changed") if older else _("added"), "why": version["change_reason"]}
        entries.append(
            entry
            | {
                "source": change_source(view, version["change_source"]),
                "cells": moments_compared.changed_cells(view, table, older, version),
                "cite": version.get("source"),
            }
        )
    title = _("Its story: %s") % (row_names.row_name(view, table, versions[0]) if versions else key)
    return Page(
        "data/story.html",
        title,
        {"versions": frame},
        {"entries": entries, "table": table, "key": key, "stands": stands},
        cacheable=False,
        rests_on=view.present.class_with({table: frame}),
    )


def _describe_deletion(view: RequestView, number: int) -> dict[str, Any]:
    row = view.present.history.changes(number - 1, number).row(0, named=True)
    return {
        "number": number,
        "moment": row_names.local_moment(row["made"]),
        "author": row["author"],
        "operation": view.tr("deleted"),
        "why": row["reason"],
        "source": change_source(view, row["source"]),
        "cells": [],
        "cite": None,
    }
