"""The facets of a raw table: its codes and what it refers to in few places, with counts, and responsible offices."""

from __future__ import annotations

from collections.abc import Callable, Collection

import polars as pl

from liantu.district.table_pages import select_rows
from liantu.model import schema
from liantu.model.tables import Tables
from liantu.web.core import link_cells, record_rows
from liantu.web.core.forms.table_query import RESPONSIBLE, TableQuery, with_responsible
from liantu.web.core.lists.facet_bar import FacetBar, FacetField, code_words, narrow_rows, read_chosen
from liantu.web.core.request_view import RequestView

#: What is referred to in so few rows of a table that it sorts them.
_SORTING = {"places", "offices", "chains", "clusters", "tiers", "schemes", "sources", "firms", "indicators"}
#: A column of more values sorts nothing.
_MOST_VALUES = 60


def make_table_bar(view: RequestView, tables: Tables, name: str, query: TableQuery) -> FacetBar:
    """The bar of the rows that meet the other conditions of the address."""
    rows, _count = select_rows(tables, name, query, view.lang)
    fields = make_facet_fields(view, name, rows, query.facets)
    if view.present.remarks.offices(name) and "office" not in rows.columns:
        fields.append(FacetField(RESPONSIBLE, view.tr("Responsible office"), view.name))
    return narrow_rows(view, with_responsible(view, name, rows), fields)[1]


def make_facet_fields(
    view: RequestView, name: str, rows: pl.DataFrame, chosen: Collection[str] = ()
) -> list[FacetField]:
    """The columns of a table that sort these rows of it, and those that something is chosen of."""
    fields = []
    for field in schema.read_tables()[name].fields:
        values = rows[field.name].n_unique() if field.choices or set(field.refers_to) & _SORTING else 0
        if field.name in chosen or (1 < values <= _MOST_VALUES and values < rows.height):
            fields.append(FacetField(field.name, record_rows.field_label(view, field), _words(view, field)))
    return fields


def narrow_table_rows(view: RequestView, name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, FacetBar]:
    """The rows of a table that the address asks for, where a page lists them, and the bar that says so."""
    chosen = read_chosen(view, schema.read_tables()[name].columns)
    return narrow_rows(view, rows, make_facet_fields(view, name, rows, chosen))


def _words(view: RequestView, field: schema.Field) -> Callable[[str], str]:
    if field.choices:
        return code_words(view, field.choices)
    return lambda key: link_cells.row_link(view, field.refers_to, key).text
