"""What has happened between two days, as events say: steps of projects, starts of plants, moves of firms."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

_COLUMNS = (
    *("id", "project", "plant", "capacity", "entity", "stage", "period", "first", "last"),
    *("basis", "source", "locator", "quote", "note", "note_en"),
)


def list_recent_events(tables: Tables, since: date, as_of: date) -> pl.DataFrame:
    """Events that fell after one day and not after the other, the latest first.

    What is dated by a period has happened in all of it: one that begins before, or has not ended yet, is left out.
    """
    events = add_period_days(tables["events"])
    within = (pl.col("first") > since) & (pl.col("last") <= as_of)
    return events.filter(within).sort("last", "first", "id", descending=[True, True, False]).select(_COLUMNS)


def count_undecided_events(tables: Tables, since: date, as_of: date) -> int:
    """How many events are dated by a period that begins before the day and ends after it."""
    events = add_period_days(tables["events"])
    across = (pl.col("first").fill_null(date.min) <= since) & (pl.col("last") > since) & (pl.col("last") <= as_of)
    return events.filter(across).height
