"""Rows and cells before and after, between two moments of the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from liantu.model import schema
from liantu.model.tables import Row
from liantu.store.database import read_transaction
from liantu.store.version_history import versions_between
from liantu.web.core import record_rows
from liantu.web.core.forms import current_row, row_names
from liantu.web.core.page_tables import Cell
from liantu.web.core.request_view import RequestView

_PLAIN = {"opened": pl.Int64, "closed": pl.Int64}


@dataclass(frozen=True)
class ChangedRow:
    """One row that differs: added, changed or deleted; its cells by the label of the field, before and after."""

    table: str
    key: str
    operation: str
    name: str
    cells: list[tuple[str, Cell, Cell]]


class ComparedMoments(NamedTuple):
    """Rows that differ, for the page; the same a line a cell; the class of what they rest on."""

    moved: list[ChangedRow]
    cells: pl.DataFrame
    rests_on: str


def compare_moments(view: RequestView, tables: Iterable[str], one: int, other: int) -> ComparedMoments:
    """The rows that differ after two changes."""
    moved, lines, versions = [], [], {}
    for name in tables:
        versions[name] = _permitted_versions(view, name, min(one, other), max(one, other))
        for key, before, after in _changed_rows(name, versions[name], min(one, other), max(one, other)):
            old, new = (before, after) if one <= other else (after, before)
            operation = "insert" if old is None else "delete" if new is None else "update"
            titled = row_names.row_name(view, name, new or old or {})
            moved.append(ChangedRow(name, key, operation, titled, changed_cells(view, name, old or {}, new or {})))
            for field in schema.read_tables()[name].columns:
                was, now = (old or {}).get(field), (new or {}).get(field)
                if was != now:
                    lines.append((name, key, operation, field, was, now))
    columns = ["table", "row", "operation", "field", "before", "after"]
    frame = pl.DataFrame(lines, schema=dict.fromkeys(columns, pl.String), orient="row")
    return ComparedMoments(moved, frame, view.present.class_with(versions))


def _permitted_versions(view: RequestView, name: str, one: int, other: int) -> pl.DataFrame:
    """The versions that stood after either change, without rows of which any version may not be seen."""
    with read_transaction(current_row.require_workspace(view).engine) as connection:
        versions = versions_between(connection, name, one, other)
    seen = view.present.permit_versions(name, versions)
    closed = (
        versions.join(seen, on=["row_key", "opened"], how="anti") if seen.height < versions.height else seen.clear()
    )
    return seen.filter(~pl.col("row_key").is_in(closed["row_key"].implode()))


def _changed_rows(name: str, versions: pl.DataFrame, one: int, other: int) -> list[tuple[str, Row | None, Row | None]]:
    """The rows that differ after two changes, the earlier first: (key, before, after)."""
    stood = {
        moment: {
            row["row_key"]: row
            for row in versions.iter_rows(named=True)
            if row["opened"] <= moment and (row["closed"] is None or row["closed"] > moment)
        }
        for moment in (one, other)
    }
    keys = dict.fromkeys(versions["row_key"])
    columns = schema.read_tables()[name].columns
    found: list[tuple[str, Row | None, Row | None]] = []
    for key in keys:
        before, after = ({c: stood[m][key][c] for c in columns} if key in stood[m] else None for m in (one, other))
        if before != after:
            found.append((key, before, after))
    return found


def changed_cells(view: RequestView, table: str, before: Row, after: Row) -> list[tuple[str, Cell, Cell]]:
    """The fields that differ, in words."""
    found = []
    fields = schema.read_tables()[table].fields
    with_unit = {f.unit_field: f.name for f in fields if f.unit_field}
    for field in fields:
        if before.get(field.name) == after.get(field.name):
            continue
        amount = with_unit.get(field.name)
        if amount and (before.get(amount) or after.get(amount)):
            # The unit is printed with its number.
            if before.get(amount) == after.get(amount):
                field = schema.read_tables()[table].field(amount)
            else:
                continue
        found.append(
            (
                record_rows.field_label(view, field),
                record_rows.field_cell(view, field, before),
                record_rows.field_cell(view, field, after),
            )
        )
    return found
