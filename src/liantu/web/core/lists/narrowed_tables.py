"""Tables of a page narrowed by the facets of the address, each by the rows that it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from liantu.web.core.lists.facet_bar import PREFIX, FacetBar, FacetField, narrow_rows
from liantu.web.core.page_tables import Table
from liantu.web.core.request_view import RequestView

_PLACE = "place in the table"


class ListedTable(NamedTuple):
    """A table, the frame that has a row for each of its rows in the same order, and what can narrow it."""

    table: Table
    frame: pl.DataFrame
    fields: Sequence[FacetField]


class NarrowedTables(NamedTuple):
    """The tables with the rows asked for, their frames, and the bar above them all."""

    tables: list[Table]
    frames: list[pl.DataFrame]
    bar: FacetBar


def narrow_table(view: RequestView, listed: ListedTable) -> tuple[Table, pl.DataFrame, FacetBar]:
    """One table with the rows that the address asks for, its frame, and its bar."""
    found = narrow_tables(view, [listed])
    return found.tables[0], found.frames[0], found.bar


def narrow_tables(view: RequestView, lists: Sequence[ListedTable]) -> NarrowedTables:
    """Several tables of a page under one bar; a facet has a name of its own in each, and narrows that one alone."""
    tables, frames, bars = [], [], []
    for listed in lists:
        rows, bar = narrow_rows(view, listed.frame.with_row_index(_PLACE), listed.fields)
        tables.append(replace(listed.table, rows=[listed.table.rows[place] for place in rows[_PLACE]]))
        frames.append(rows.drop(_PLACE))
        bars.append(bar)
    return NarrowedTables(tables, frames, _join_bars(view, bars))


def _join_bars(view: RequestView, bars: Sequence[FacetBar]) -> FacetBar:
    in_force = view.tr("; ").join(bar.in_force for bar in bars if bar.in_force)
    if in_force:
        view.narrowing = in_force
    names = {name for bar in bars for name in bar.names}
    groups = [group for bar in bars for group in bar.groups]
    whole = view.page_url(page=None, **{f"{PREFIX}{name}": None for name in names})
    return FacetBar(groups, in_force, whole, names)
