"""What is assumed of a row for want of knowing; see ``model.superseded_assumptions`` for what ends it."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables


def assumptions_of_row(tables: Tables, table: str, key: str) -> dict[str, dict[str, str]]:
    """The active assumptions on a row by the field that they fill: id, zh, en, value."""
    frame = tables["assumptions"].filter(
        pl.col("table") == table, pl.col("row") == key, pl.col("active") == "yes", pl.col("operation") == "update"
    )
    return {row["field"]: row for row in frame.iter_rows(named=True) if row["field"]}
