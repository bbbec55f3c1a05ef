"""What differs between two moments of the workspace, and which gaps moved."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.model.whole_numbers import read_whole_number
from liantu.model.written_periods import read_last_day
from liantu.web.core.answer import add_page
from liantu.web.core.forms import moments_compared, row_names
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.moves_table import moves_table

_ROWS = 300


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/difference", show, ("from", "to"))


def show(view: RequestView) -> Page:
    """From one moment to another: the numbers of changes, or days. By table, cell by cell."""
    _ = view.tr
    view.present.require_workspace()
    history, last = view.present.history, view.present.number
    query = view.request.query_params
    start = _number(view, query.get("from") or "", max(1, last - 1))
    end = _number(view, query.get("to") or "", last)
    between = history.changes(min(start, end), max(start, end))
    touched = set(between["tables"].explode().drop_nulls())
    names = [name for name in schema.read_tables() if name in touched]
    difference = history.compare(names, start, end)
    rows, frame = difference.rows, difference.cells()
    gaps = history.moved_gaps(start, end) if min(start, end) > 0 else pl.DataFrame()
    counts = [
        (
            name,
            row_names.table_name(view, name),
            [sum(m.table == name and m.operation == o for m in rows) for o in _KINDS],
        )
        for name in names
    ]
    context = {
        "first": start,
        "second": end,
        "counts": [entry for entry in counts if any(entry[2])],
        "changed_rows": moments_compared.describe_rows(view, rows[:_ROWS]),
        "more": max(0, len(rows) - _ROWS),
        "table_name": lambda name: row_names.table_name(view, name),
        "gaps": moves_table(view, gaps) if gaps.width else None,
        "changes": between.height,
    }
    body = {"from": start, "to": end, "cells": frame.to_dicts(), "moves": gaps.to_dicts()}
    title = _("What differs: change %(one)s to %(other)s") % {"one": start, "other": end}
    return Page(
        "data/difference.html", title, {"cells": frame}, context, body, cacheable=False, rests_on=difference.rests_on
    )


_KINDS = ("insert", "update", "delete")


def _number(view: RequestView, text: str, otherwise: int) -> int:
    """A moment: the number of a change, or a day."""
    if not text:
        return otherwise
    number = read_whole_number(text)
    if number is not None and len(text) != 4:
        return min(number, view.present.number)
    return view.present.history.number_at(read_last_day(text))
