"""How long items take, and what lies with whom: group-bys of the overview of cases."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl


def summarise_by_item(rows: pl.DataFrame, smallest: float = 1) -> pl.DataFrame:
    """How long each item takes, against what is promised: a row for each promise.

    Columns: item, unit, cases, decided, measured, median, p90 (days taken), limit (days promised), within (% of
    measured).
    ``limit`` is null where nothing is promised. ``measured`` are decided cases whose days are known; without any,
    median and p90 are null. ``within`` counts the decisions by their deadline, null where the limit is unknown or
    fewer than ``smallest`` were measured. The 90th percentile is the smallest number of days in which nine of ten were
    decided.
    """
    done = pl.col("standing") == "decided"
    known = pl.col("taken").is_not_null()
    inside = pl.col("within").filter(known).mean() * 100
    return (
        rows.group_by("item", "unit", pl.col("days").alias("limit"))
        .agg(
            pl.len().alias("cases"),
            done.sum().alias("decided"),
            known.sum().alias("measured"),
            pl.col("taken").median().alias("median"),
            pl.col("taken").quantile(0.9, interpolation="equiprobable").alias("p90"),
            pl.when(known.sum() >= smallest).then(inside).alias("within"),
        )
        .sort("item", "unit", "limit", nulls_last=True)
        .select("item", "unit", "cases", "decided", "measured", "median", "p90", "limit", "within")
    )


def summarise_by_office(rows: pl.DataFrame, as_of: date, warning_days: float) -> pl.DataFrame:
    """Work by responsible office, the latest first and of those with as much by id.

    A case without an office is of the ``authority`` that its graph names. Columns: office, authority (of cases without
    an office), open, with_office, with_applicant, with_expert, late, at_risk.
    ``at_risk`` are open cases whose deadline is at most ``warning_days`` away and not over, without those that only
    wait for the applicant's paper. Who holds a case is apart from whether it is late.
    """
    is_open = pl.col("standing") == "open"
    soon = pl.col("deadline").is_between(pl.lit(as_of), pl.lit(as_of + timedelta(days=warning_days)))
    near = is_open & (pl.col("state") != "withheld") & soon
    holders = [
        (is_open & (pl.col("holder") == name)).sum().alias(f"with_{name}") for name in ("office", "applicant", "expert")
    ]
    return (
        rows.with_columns(pl.when(pl.col("office").is_null()).then("authority").alias("authority"))
        .group_by("office", "authority")
        .agg(
            is_open.sum().alias("open"),
            *holders,
            pl.col("late").fill_null(False).sum().alias("late"),
            near.fill_null(False).sum().alias("at_risk"),
        )
        .sort("late", "at_risk", "open", "office", "authority", descending=[True, True, True, False, False])
    )
