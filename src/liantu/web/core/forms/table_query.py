"""What an address asks of a table: conditions by column, words anywhere, an order, a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables
from liantu.store.table_page import Filter, Sort, make_listing, select_page
from liantu.web.core.request_view import RequestView

PAGE = 50
#: What may stand before a bound, and what is asked for cells that are blank or not.
_BOUNDS = {"≥": "at_least", ">=": "at_least", ">": "at_least", "≤": "at_most", "<=": "at_most", "<": "at_most"}
_BLANKS = {"=": "blank", "*": "not_blank"}


@dataclass(frozen=True)
class TableQuery:
    """What is asked of a table; pages count from 1."""

    text: str
    columns: Mapping[str, str]
    sort: str
    down: bool
    page: int


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
        max(1, int(number)) if number.isascii() and number.isdigit() else 1,
    )


def find_rows(
    view: RequestView, given: Tables, table: str, wanted: TableQuery, *, whole: bool = False
) -> tuple[pl.DataFrame, int]:
    """The rows of the page asked for (all that answer when ``whole``), and how many answer in all."""
    rows = make_listing(given, table, view.lang)
    filters = [parse_condition(schema.read_tables()[table].field(name), text) for name, text in wanted.columns.items()]
    sort = [Sort(wanted.sort, wanted.down)] if wanted.sort else []
    offset, limit = (0, rows.frame.height) if whole else ((wanted.page - 1) * PAGE, PAGE)
    answer = select_page(rows, filters, sort, wanted.text, offset, limit)
    return answer.rows, answer.total


def parse_condition(field: schema.Field, text: str) -> Filter:
    """One condition as it is written: ``=`` for blank cells, ``*`` for filled ones, ``>= 100000``, or words."""
    if text in _BLANKS:
        return Filter(field.name, _BLANKS[text])
    if field.choices:
        return Filter(field.name, "equals", text)
    for sign, how in _BOUNDS.items():
        if text.startswith(sign):
            return Filter(field.name, how, text.removeprefix(sign).strip())
    return Filter(field.name, "contains", text)
