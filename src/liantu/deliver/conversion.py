"""From stage to stage: how many went on, and how long it took, as far as dates are known."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.deliver.pipeline import list_project_steps
from liantu.model.period_days import has_begun
from liantu.model.tables import Tables


def compute_conversion(tables: Tables, as_of: date, smallest: float = 1) -> pl.DataFrame:
    """Conversion and elapsed time between stages that followed each other: one row a pair.

    Columns: from, to, reached (projects known to have been at ``from``), passed (of those, on to ``to`` next),
    share (%, null when fewer than ``smallest`` reached ``from``), dated (passages with both dates known), undated,
    days_low, days_high: medians, over the dated ones, of the shortest and the longest time their periods allow. A
    passage of which a date is unknown is in no median.
    """
    steps = (
        list_project_steps(tables)
        .filter(pl.col("course").is_in(["main", "off"]) & has_begun(as_of))
        .unique(["project", "stage"], keep="first", maintain_order=True)
        .with_columns(
            pl.col("stage", "first", "last", "order").shift(-1).over("project").name.prefix("next_"),
        )
    )
    low = (pl.col("next_first") - pl.col("last")).dt.total_days().clip(0)
    high = (pl.col("next_last") - pl.col("first")).dt.total_days()
    both = low.is_not_null() & high.is_not_null()
    reached = steps.group_by("stage").agg(pl.len().alias("reached"))
    return (
        steps.drop_nulls("next_stage")
        .with_columns(low.alias("low"), high.alias("high"), both.alias("both"))
        .group_by("stage", "next_stage")
        .agg(
            pl.col("order", "next_order").first(),
            pl.len().alias("passed"),
            pl.col("both").sum().alias("dated"),
            (~pl.col("both")).sum().alias("undated"),
            pl.col("low").filter(pl.col("both")).median().alias("days_low"),
            pl.col("high").filter(pl.col("both")).median().alias("days_high"),
        )
        .join(reached, on="stage")
        .sort("order", "next_order")
        .select(
            pl.col("stage").alias("from"),
            pl.col("next_stage").alias("to"),
            "reached",
            "passed",
            pl.when(pl.col("reached") >= smallest).then(pl.col("passed") / pl.col("reached") * 100).alias("share"),
            "dated",
            "undated",
            "days_low",
            "days_high",
        )
    )
