"""What is assumed of a row for want of knowing; what somebody writes there takes its place."""

from __future__ import annotations

import polars as pl

from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables, row_keys


def of_row(given: Tables, table: str, key: str) -> dict[str, dict[str, str]]:
    """The active assumptions on a row by the field that they fill: id, zh, en, value."""
    frame = given["assumptions"].filter(
        pl.col("table") == table, pl.col("row") == key, pl.col("active") == "yes", pl.col("operation") == "update"
    )
    return {row["field"]: row for row in frame.iter_rows(named=True) if row["field"]}


def with_way_given(given: Tables, change: Change) -> Change:
    """The change, and in it the end of every assumption on a field that it fills: what is known is not assumed."""
    frame = given["assumptions"]
    active = frame.filter(pl.col("active") == "yes", pl.col("operation") == "update")
    if active.is_empty():
        return change
    filled = {(row.table, row.key, field) for row in change.rows for field, value in row.fields.items() if value}
    ended = [
        ChangeRow("assumptions", key, "delete", {})
        for key, row in zip(row_keys("assumptions", active), active.iter_rows(named=True), strict=True)
        if (row["table"], row["row"], row["field"]) in filled
    ]
    own = {(row.table, row.key) for row in change.rows}
    ended = [row for row in ended if (row.table, row.key) not in own]
    return Change((*change.rows, *ended), change.reason, change.source)
