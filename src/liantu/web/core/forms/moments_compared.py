"""Rows and cells before and after, between two moments of the workspace, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from liantu.district.history import RowDifference
from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core import record_rows
from liantu.web.core.forms import row_names
from liantu.web.core.page_tables import Cell
from liantu.web.core.request_view import RequestView


@dataclass(frozen=True)
class ChangedRow:
    """One row that differs: added, changed or deleted; its cells by the label of the field, before and after."""

    table: str
    key: str
    operation: str
    name: str
    cells: list[tuple[str, Cell, Cell]]


def describe_rows(view: RequestView, rows: Iterable[RowDifference]) -> list[ChangedRow]:
    """Rows that differ between two moments, in words."""
    return [
        ChangedRow(
            row.table,
            row.key,
            row.operation,
            row_names.row_name(view, row.table, row.after or row.before or {}),
            changed_cells(view, row.table, row.before or {}, row.after or {}),
        )
        for row in rows
    ]


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
