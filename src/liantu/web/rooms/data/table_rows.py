"""All tables with what they hold, and each of them row by row: filtered, sorted, searched."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.model.tables import Tables, row_key
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms import form_entries, row_names, table_facets, table_query
from liantu.web.core.lists.facet_bar import FacetField, carry_facets, code_words, mapped_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell
from liantu.web.core.query_parameters import FACETS, TABLE
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

#: So many columns fit a page.
_FIT = 15
_PARTS = {"district": N_("The district"), "library": N_("The library")}


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/tables", show_tables, (FACETS,))
    add_page(app, "/tables/{table}", show_table, (*TABLE, "columns"))


def show_tables(view: RequestView) -> Page:
    """Every table with its number of rows."""
    _ = view.tr
    tables = view.present.given
    frame = pl.DataFrame(
        [(name, d.part, tables[name].height) for name, d in schema.read_tables().items()],
        schema={"table": pl.String, "part": pl.String, "rows": pl.Int64},
        orient="row",
    )
    filled = pl.when(pl.col("rows") > 0).then(pl.lit("yes")).otherwise(pl.lit("no"))
    fields = [
        FacetField("part", _("Kind"), mapped_words(view, _PARTS)),
        FacetField("filled", _("Has rows"), code_words(view, "yes_no")),
    ]
    narrowed, bar = narrow_rows(view, frame.with_columns(filled.alias("filled")), fields)
    frame, listed = narrowed.drop("filled"), {*narrowed["table"]}
    shown = []
    for part, title in _PARTS.items():
        rows = []
        for name, definition in schema.read_tables().items():
            if definition.part != part or name not in listed:
                continue
            line = [
                Cell((Link(row_names.table_name(view, name), view.url(f"/tables/{name}")),)),
                number_cell(str(tables[name].height)),
            ]
            rows.append(line if view.zh else [*line, Cell((Link(definition.description),))])
        columns = [Column(_("Table")), Column(_("Rows"), number=True)]
        columns += [] if view.zh else [Column(_("What it holds"))]
        shown += [Table(_(title), columns, rows, name=part)] if rows else []
    context = {"tables": shown, "readonly": view.present.workspace is None}
    slots = {"all": frame.height, "filled": frame.filter(pl.col("rows") > 0).height, "rows": f"{frame['rows'].sum():,}"}
    title = _("Tables: %(filled)s of %(all)s are filled, with %(rows)s rows") % slots
    return Page("data/data.html", title, {"tables": frame}, context, facets=bar)


def show_table(view: RequestView) -> Page:
    """A page of a table; without ``columns=all`` the columns that no or the fewest rows fill are only named."""
    definition = table_query.table_definition(view, view.request.path_params["table"])
    name = definition.name
    tables = _known_tables(view)
    query = table_query.read_table_query(view, name)
    bar = table_facets.make_table_bar(view, tables, name, query)
    part, count = table_query.find_rows(view, tables, name, query)
    pages = max(1, -(-count // table_query.PAGE))
    number = min(query.page, pages)
    if number < query.page:
        part, count = table_query.find_rows(view, tables, name, replace(query, page=number))
    fields, columns = _choose_fields(view, definition, tables, {*query.columns, query.sort})
    context = {
        "table": name,
        "columns": [_column(view, name, field, query, field.name in bar.names) for field in fields],
        "lines": [
            (
                row_key(name, row),
                _row_address(view, name, row),
                [record_rows.field_cell(view, field, row) for field in fields],
            )
            for row in part.iter_rows(named=True)
        ],
        **columns,
        "first": (number - 1) * table_query.PAGE + 1,
        "count": count,
        "page_number": number,
        "pages": pages,
        "text": query.text,
        "query": [(n, v) for n, v in view.request.query_params.multi_items() if n not in ("q", "page", "lang")],
        "filtered": bool(query.text or query.columns or query.facets),
        "readonly": view.present.workspace is None,
        "grid": view.url(f"/tables/{name}/grid", **{**dict(view.request.query_params), **carry_facets(view)}),
        "marks": view.present.remarks.counts(name),
        "description": "" if view.zh else definition.description,
    }
    # What is carried away are all rows that answer, not the page.
    whole = (
        part
        if view.request.url.path.endswith(name)
        else table_query.find_rows(view, tables, name, query, whole=True)[0]
    )
    if name == "grades" and view.leaves:
        view.present.score.record_grades(whole)
    cacheable = name != "grades" or not view.leaves
    return Page(
        "data/data_rows.html", row_names.table_name(view, name), {name: whole}, context, cacheable=cacheable, facets=bar
    )


def _known_tables(view: RequestView) -> Tables:
    """The tables as they are kept, or stood on the day that the address asks for."""
    if view.request.query_params.get("known_at") and view.present.workspace is not None:
        known = view.before.known_at
        if known is not None:
            return view.present.history.tables(view.present.history.number_at(known))
    return view.present.given


def _fields(view: RequestView, definition: schema.Table, tables: object) -> list[schema.Field]:
    """The columns of the page: those of the language of the request, notes last."""
    named = "zh" in definition.columns and definition.key == ["id"]
    shown = [f for f in definition.fields if f.name not in ("note", "note_en") and not (named and f.name == "id")]
    other = "_en" if view.zh else "_zh"
    shown = [f for f in shown if not (f.name.endswith(other) or (f.name == ("en" if view.zh else "zh") and named))]
    if not named:
        shown.sort(key=lambda f: f.name == "id")
    return [f for f in shown if not _is_said_elsewhere(view, definition, f)]


def _choose_fields(
    view: RequestView, definition: schema.Table, tables: Tables, used: set[str]
) -> tuple[list[schema.Field], dict[str, object]]:
    """The columns of the page, and what its template says of those that are left out."""
    rows, every = tables[definition.name], _fields(view, definition, tables)
    left_out = _least_filled(rows, every, used)
    whole = view.request.query_params.get("columns") == "all"
    labels = [form_entries.entry_label(view, definition.name, field) for field in left_out]
    fields = every if whole else [field for field in every if field not in left_out]
    return fields, {"left_out": labels, "whole_columns": whole, "any_rows": bool(rows.height)}


def _least_filled(rows: pl.DataFrame, fields: list[schema.Field], used: set[str]) -> list[schema.Field]:
    """The fields that no row of the table fills, and of more than fit a page those that the fewest do.

    Never one that is required or that the address asks something of; none of a table without rows.
    """
    if rows.is_empty():
        return []
    blanks = {field: rows[field.name].null_count() for field in fields if field.name not in used}
    blank = [field for field, count in blanks.items() if count == rows.height]
    others = [field for field in blanks if field not in blank and not field.required]
    # Of equally filled ones the last goes first.
    others.reverse()
    others.sort(key=blanks.__getitem__, reverse=True)
    return [*blank, *others[: max(0, len(fields) - len(blank) - _FIT)]]


def _is_said_elsewhere(view: RequestView, definition: schema.Table, field: schema.Field) -> bool:
    """A unit is printed with its number; on a page in Chinese another field may say the same in Chinese."""
    return _is_unit(definition, field) or (view.zh and f"{field.name}_zh" in definition.columns)


def _is_unit(definition: schema.Table, field: schema.Field) -> bool:
    return any(f.unit_field == field.name for f in definition.fields)


def _column(
    view: RequestView, table: str, field: schema.Field, query: table_query.TableQuery, is_facet: bool
) -> dict[str, object]:
    turned = f"-{field.name}" if query.sort == field.name and not query.down else field.name
    options = [(c, view.word(field.choices, c)) for c in schema.read_codelist(field.choices)] if field.choices else []
    return {
        "name": field.name,
        "label": form_entries.entry_label(view, table, field),
        "sort": view.page_url(sort=turned, page=None),
        "sorted": "" if query.sort != field.name else "descending" if query.down else "ascending",
        "number": field.type in ("decimal", "integer"),
        "options": options,
        # Once is enough: what a facet narrows has no condition of its own, unless the address sets one.
        "narrowed_above": is_facet and field.name not in query.columns,
        "filter_text": query.columns.get(field.name, ""),
    }


def _row_address(view: RequestView, table: str, row: dict[str, str]) -> str:
    """The page of the row, for tables whose rows have one."""
    return link_cells.row_address(view, table, row["id"]) if table in link_cells.PAGES else ""
