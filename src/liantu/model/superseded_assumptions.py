"""What is known takes the place of what was assumed for want of knowing."""

from __future__ import annotations

import polars as pl

from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables, build_row_keys


def end_assumptions_that_are_filled(tables: Tables, change: Change) -> Change:
    """The change, and in it the end of every active assumption on a field that it fills."""
    frame = tables["assumptions"]
    active = frame.filter(pl.col("active") == "yes", pl.col("operation") == "update")
    if active.is_empty():
        return change
    filled = {(row.table, row.key, field) for row in change.rows for field, value in row.fields.items() if value}
    ended = [
        ChangeRow("assumptions", key, "delete", {})
        for key, row in zip(build_row_keys("assumptions", active), active.iter_rows(named=True), strict=True)
        if (row["table"], row["row"], row["field"]) in filled
    ]
    changed_keys = {(row.table, row.key) for row in change.rows}
    ended = [row for row in ended if (row.table, row.key) not in changed_keys]
    return Change((*change.rows, *ended), change.reason, change.source)
