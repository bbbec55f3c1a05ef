"""What comes due after an event: gaps to be made good, promises to be inspected, opinions and decisions that expire."""

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
    once it is over; nobody but a person records it. Gaps that were all made good are none, nor is a decision
    that expired and was given anew.
    """
    kinds = pl.DataFrame(
        [(state, *columns) for state, columns in _KINDS.items()], schema=["state", "kind", "proposed"], orient="row"
    )
    due = pl.concat([rows.join(kinds, on="state", maintain_order="left"), _list_terms(rows)])
    days = (pl.lit(as_of) - pl.col("due")).dt.total_days()
    return (
        due.filter((pl.col("kind") != "gap") | (pl.col("missing").list.len() > 0))
        .drop_nulls("due")
        .with_columns(days.alias("days"))
        .filter(pl.col("days") > -warning_days)
        .with_columns((pl.col("days") > 0).alias("overdue"))
        .with_columns(pl.when("overdue").then("proposed").alias("proposed"))
        .sort("days", descending=True, maintain_order=True)
        .select("case", "project", "item", "office", "kind", "due", "days", "overdue", "missing", "proposed")
    )


def list_expiring(rows: pl.DataFrame) -> pl.DataFrame:
    """The decisions of an overview that have a term, by the last day they are held.

    Columns: project, case, item, expires, begin, expired, extensions_left, office. One that has expired is left out
    once the item is decided anew.
    """
    anew = rows.filter((pl.col("standing") == "decided") & ~pl.col("expired")).select("project", "item", "works")
    over = rows.filter("expired").join(anew, on=["project", "item", "works"], how="anti", nulls_equal=True)
    running = rows.filter(pl.col("expires").is_not_null() & ~pl.col("expired"))
    columns = ("project", "case", "item", "expires", "begin", "expired", "extensions_left", "office")
    return pl.concat([over, running]).select(columns).sort("expires", "project", "item", maintain_order=True)


def _list_terms(rows: pl.DataFrame) -> pl.DataFrame:
    """The same as rows of duties: once it is over, the item is to be applied for anew."""
    listed = list_expiring(rows).select("case")
    return rows.join(listed, on="case", how="semi", maintain_order="left").with_columns(
        pl.col("expires").alias("due"), pl.lit("validity").alias("kind"), pl.lit("submitted").alias("proposed")
    )
