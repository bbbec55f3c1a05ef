"""The tables of a district as they are known: what had been published by a day, and what is assumed beside it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from liantu.model import periods
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables, build_row_keys


def select_published_rows(tables: Tables, known_at: date, names: Collection[str] | None = None) -> Tables:
    """Only what had been published by then: rows of later sources are left out, of the named tables or of all."""
    late = []
    for source, published in tables["sources"].select("id", "published").iter_rows():
        publication = periods.parse_period(published) if published else None
        if publication and not publication.has_begun(known_at):
            late.append(source)
    frames = {
        name: frame.filter(~pl.col("source").is_in(late).fill_null(False))
        if name != "sources" and {"source", "basis"} <= {*frame.columns} and name in (names or (name,))
        else frame
        for name, frame in tables.frames.items()
    }
    return Tables(tables.about, frames)


def build_assumption_change(tables: Tables, assumptions: pl.DataFrame) -> Change:
    """The active assumptions as one Change; one that touches a row not known yet is left out."""
    known = {name: set(build_row_keys(name, tables[name])) for name in assumptions["table"].unique()}
    rows = (
        assumptions.filter(pl.col("active") == "yes")
        .group_by(["table", "row", "operation"], maintain_order=True)
        .agg("field", "value")
    )
    return Change(
        tuple(
            ChangeRow(table, row, operation, dict(zip(fields, values, strict=True)) if fields[0] else {})
            for table, row, operation, fields, values in rows.iter_rows()
            if operation == "insert" or row in known[table]
        ),
        reason="assumptions",
    )
