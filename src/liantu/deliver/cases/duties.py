"""What comes due after an event: gaps to be made good, promises to be inspected, opinions that expire."""

from __future__ import annotations

from datetime import date

import polars as pl

#: What a case waits for in each state that has a day set, and what is proposed when it is over.
_KINDS = {
    "gap_reviewing": ("gap", "terminated"),
    "gap_special": ("gap", "terminated"),
    "gap_noticing": ("gap", "terminated"),
    "withheld": ("gap", "terminated"),
    "promised": ("inspection", "inspected"),
    "rectifying": ("rectification", "revoked"),
    "opinion": ("opinion", "withdrawn"),
}


def list_duties(rows: pl.DataFrame, as_of: date, warning_days: float) -> pl.DataFrame:
    """What is due within so many days, or over.

    Columns: case, project, item, office, kind, due, days, overdue, missing, proposed. ``rows`` are an overview of
    cases. ``days`` counts past the due day, below zero before it; ``proposed`` is the event that is to be considered
    once it is over; nobody but a person records it. Gaps that were all made good are none.
    """
    kinds = pl.DataFrame(
        [(state, *columns) for state, columns in _KINDS.items()], schema=["state", "kind", "proposed"], orient="row"
    )
    days = (pl.lit(as_of) - pl.col("due")).dt.total_days()
    return (
        rows.join(kinds, on="state", maintain_order="left")
        .filter((pl.col("kind") != "gap") | (pl.col("missing").list.len() > 0))
        .drop_nulls("due")
        .with_columns(days.alias("days"))
        .filter(pl.col("days") > -warning_days)
        .with_columns((pl.col("days") > 0).alias("overdue"))
        .with_columns(pl.when("overdue").then("proposed").alias("proposed"))
        .sort("days", descending=True, maintain_order=True)
        .select("case", "project", "item", "office", "kind", "due", "days", "overdue", "missing", "proposed")
    )
