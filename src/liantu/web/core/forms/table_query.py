"""What an address asks of a table: conditions by column, words anywhere, an order, a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from liantu.district.facets import select_chosen_rows
from liantu.district.table_pages import RowQuery, select_rows
from liantu.model import schema
from liantu.model.tables import Tables, build_row_keys
from liantu.model.whole_numbers import read_whole_number
from liantu.web.core.lists.facet_bar import read_chosen
from liantu.web.core.page import PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NO_TABLE

#: So many rows stand on a page.
PAGE = 50
#: The facet of the office that looks after a row, which is no column of the table.
RESPONSIBLE = "responsible"


@dataclass(frozen=True)
class TableQuery(RowQuery):
    """Which rows of a table, and which page of them; pages count from 1."""

    page: int = 1
    #: The chosen values of its facets; ``responsible`` is the office that looks after a row.
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)


def table_definition(view: RequestView, name: str) -> schema.Table:
    """The table of that name; there is nothing at the address when the schema has none."""
    found = schema.read_tables().get(name)
    if found is None:
        raise PageNotFound(view.tr(NO_TABLE))
    return found


def read_table_query(view: RequestView, table: str) -> TableQuery:
    """What the address asks: ``q``, ``f.<field>``, ``sort`` (a leading ``-`` turns it round), ``select_page``."""
    query = view.request.query_params
    names = schema.read_tables()[table].columns
    sort, number = query.get("sort") or "", query.get("page") or ""
    return TableQuery(
        query.get("q") or "",
        {name: text for name in names if (text := query.get(f"f.{name}", "").strip())},
        sort.lstrip("-") if sort.lstrip("-") in names else "",
        sort.startswith("-"),
        max(1, read_whole_number(number) or 1),
        read_chosen(view, [*names, RESPONSIBLE]),
    )


def find_rows(
    view: RequestView, tables: Tables, table: str, query: TableQuery, *, whole: bool = False
) -> tuple[pl.DataFrame, int]:
    """The rows of the page asked for (all that answer when ``whole``), and how many answer in all."""
    if query.facets:
        found, _count = select_rows(tables, table, query, view.lang)
        found = select_chosen_rows(with_responsible(view, table, found), query.facets).drop(RESPONSIBLE)
        return (found if whole else found.slice((query.page - 1) * PAGE, PAGE)), found.height
    if whole:
        return select_rows(tables, table, query, view.lang)
    return select_rows(tables, table, query, view.lang, (query.page - 1) * PAGE, PAGE)


def with_responsible(view: RequestView, table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the office that looks after each, as column ``responsible``."""
    offices = dict(view.present.remarks.offices(table))
    keys = build_row_keys(table, rows)
    found = keys.replace_strict(offices, default=None, return_dtype=pl.String) if offices else None
    return rows.with_columns((pl.lit(None, pl.String) if found is None else pl.lit(found)).alias(RESPONSIBLE))
