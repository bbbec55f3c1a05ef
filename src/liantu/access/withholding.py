"""The tables and a what-if without the rows and fields that may not be seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import polars as pl

from liantu.access.classes import CLASSES, channel_class, find_strictest, rank_rows, source_classes
from liantu.access.derived_rows import DERIVED, RunClasses, blank_derived_fields, closed_derived_rows, find_run_classes
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables, build_row_keys


class Permitted(NamedTuple):
    """Tables and what-if as they may be seen, how many rows that leaves out, and what the kept runs rest on.

    ``runs`` are known from all rows: from those that are left it cannot be found again.
    """

    tables: Tables
    change: Change
    withheld: int
    runs: RunClasses


def withhold_rows(
    tables: Tables,
    change: Change,
    permitted: Collection[str],
    known: Mapping[str, str] | None = None,
    runs: RunClasses | None = None,
) -> Permitted:
    """The tables and a what-if on them with only rows and fields of the permitted classes.

    A field of another class is blank; where it is part of the key, its rows are left out. The very same tables and
    change when nothing has to be left out. ``known`` are the classes of sources as they were last known, ``runs`` those
    of kept runs when more rows could be seen.
    """
    if set(CLASSES) <= set(permitted):
        return Permitted(tables, change, 0, runs or {})
    sources = source_classes(tables, change, known)
    runs = find_run_classes(tables, sources, runs)
    frames: dict[str, pl.DataFrame] = {}
    gone: set[tuple[str, str]] = set()
    for name, frame in tables.frames.items():
        permitted_frame = permit_frame(name, frame, sources, permitted, runs)
        if permitted_frame is not frame:
            frames[name] = permitted_frame
            if permitted_frame.height < frame.height:
                closed = frame.filter(_closed_rows(name, sources, permitted, runs))
                gone |= {(name, key) for key in build_row_keys(name, closed)}
    rows = [
        _without_fields(row, permitted)
        for row in change.rows
        if supposed_row_class(tables, row, sources) in permitted and (row.table, row.key) not in gone
    ]
    left = len(change.rows) - len(rows)
    same = all(permitted_row is other for permitted_row, other in zip(rows, change.rows, strict=False)) and not left
    return Permitted(
        tables.replace(**frames) if frames else tables,
        change if same else Change(tuple(rows), change.reason, change.source),
        len(gone) + left,
        runs,
    )


def permit_frame(
    name: str,
    frame: pl.DataFrame,
    sources: Mapping[str, str],
    permitted: Collection[str],
    runs: RunClasses,
) -> pl.DataFrame:
    """Rows of one table with only those, and only those fields, that are of the permitted classes."""
    if _is_wholly_open(name, sources, permitted):
        return frame
    rows = frame.filter(~_closed_rows(name, sources, permitted, runs)) if frame.height else frame
    # A frame of which nothing is closed stays the very same: results that were made of it hold.
    open_ = blank_derived_fields(name, frame if rows.height == frame.height else rows, runs, permitted)
    blank = [field for field in _closed_fields(name, permitted) if open_[field].count()]
    if not blank:
        return open_
    return open_.with_columns(pl.lit(None, open_.schema[field]).alias(field) for field in blank)


def supposed_row_class(tables: Tables, row: ChangeRow, sources: Mapping[str, str]) -> str:
    """The class of what a supposed row says; a value without a channel is of that of the row it changes."""
    stated = sources.get(str(row.fields.get("source")), CLASSES[0])
    if "channel" not in schema.read_tables()[row.table].columns:
        return stated
    channel = row.fields.get("channel")
    if channel is None and row.fields.get("value") is None:
        return stated
    if channel is None:
        frame = tables[row.table]
        channel = next(iter(frame.filter(build_row_keys(row.table, frame) == row.key)["channel"]), None)
    return find_strictest([stated, channel_class(channel)])


def _closed_rows(name: str, sources: Mapping[str, str], permitted: Collection[str], runs: RunClasses) -> pl.Expr:
    definition = schema.read_tables()[name]
    if any(field.klass not in permitted for field in definition.fields if field.key):
        return pl.lit(True)
    ranks = [rank for rank, row_class in enumerate(CLASSES) if row_class in permitted]
    return ~rank_rows(name, sources).is_in(ranks) | closed_derived_rows(name, runs, permitted)


def _is_wholly_open(name: str, sources: Mapping[str, str], permitted: Collection[str]) -> bool:
    """Whether nothing of a table can be closed, whatever its rows say: no row has to be looked at then."""
    definition = schema.read_tables()[name]
    cited = {CLASSES[0], *(sources.values() if "source" in definition.columns else ())}
    classes = cited | {field.klass for field in definition.fields}
    return "channel" not in definition.columns and name not in DERIVED and classes <= set(permitted)


def _closed_fields(name: str, permitted: Collection[str]) -> list[str]:
    return [field.name for field in schema.read_tables()[name].fields if field.klass not in permitted]


def _without_fields(row: ChangeRow, permitted: Collection[str]) -> ChangeRow:
    closed = {*_closed_fields(row.table, permitted)} & {*row.fields}
    if not closed:
        return row
    return ChangeRow(row.table, row.key, row.operation, {n: v for n, v in row.fields.items() if n not in closed})
