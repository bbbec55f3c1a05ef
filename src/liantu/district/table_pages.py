"""A page of a table: conditions as people write them, words anywhere, an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.store.table_page import Filter

#: What may stand before a bound, and what is written for cells that are blank or not.
_BOUNDS = {"≥": "at_least", ">=": "at_least", ">": "at_least", "≤": "at_most", "<=": "at_most", "<": "at_most"}
_BLANKS = {"=": "blank", "*": "not_blank"}


@dataclass(frozen=True)
class RowQuery:
    """Which rows of a table: words that they hold anywhere, a condition a column as it is written, an order."""

    text: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    down: bool = False


def select_rows(
    tables: Tables, name: str, query: RowQuery, language: str, offset: int = 0, limit: int | None = None
) -> tuple[pl.DataFrame, int]:
    """The rows of a table that answer, from a place on, at most ``limit``; and how many answer in all."""
    from liantu.store.table_page import Sort, make_listing, select_page

    listing = make_listing(tables, name, language)
    definition = schema.read_tables()[name]
    filters = [parse_condition(definition.field(column), text) for column, text in query.columns.items()]
    sort = [Sort(query.sort, query.down)] if query.sort else []
    count = listing.frame.height if limit is None else limit
    page = select_page(listing, filters, sort, query.text, offset, count)
    return page.rows, page.total


def parse_condition(field: schema.Field, text: str) -> Filter:
    """One condition as it is written: ``=`` for blank cells, ``*`` for filled ones, ``>= 100000``, or words."""
    from liantu.store.table_page import Filter

    if text in _BLANKS:
        return Filter(field.name, _BLANKS[text])
    if field.choices:
        return Filter(field.name, "equals", text)
    for sign, how in _BOUNDS.items():
        if text.startswith(sign):
            return Filter(field.name, how, text.removeprefix(sign).strip())
    return Filter(field.name, "contains", text)
