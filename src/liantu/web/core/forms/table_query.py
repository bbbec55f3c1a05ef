"""What an address asks of a table: conditions by column, words anywhere, an order, a page."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.district.table_pages import RowQuery, select_rows
from liantu.model import schema
from liantu.model.tables import Tables
from liantu.model.whole_numbers import read_whole_number
from liantu.web.core.page import PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NO_TABLE

#: So many rows stand on a page.
PAGE = 50


@dataclass(frozen=True)
class TableQuery(RowQuery):
    """Which rows of a table, and which page of them; pages count from 1."""

    page: int = 1


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
    )


def find_rows(
    view: RequestView, tables: Tables, table: str, query: TableQuery, *, whole: bool = False
) -> tuple[pl.DataFrame, int]:
    """The rows of the page asked for (all that answer when ``whole``), and how many answer in all."""
    if whole:
        return select_rows(tables, table, query, view.lang)
    return select_rows(tables, table, query, view.lang, (query.page - 1) * PAGE, PAGE)
