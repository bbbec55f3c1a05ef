"""Periods of a frame as days, each text read once."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.periods import parse_period


def add_period_days(frame: pl.DataFrame, column: str = "period") -> pl.DataFrame:
    """The frame with ``first`` and ``last`` day of a column of periods, and ``day``: since when it counts as begun.

    All three are null where no period is given; an open side is null in ``first`` or ``last``.
    """
    texts = frame[column].drop_nulls().unique()
    read_as = [(text, period.first, period.last) for text in texts if (period := parse_period(text))]
    days = pl.DataFrame(
        read_as, schema={column: pl.String, "first": pl.Date, "last": pl.Date}, orient="row"
    ).with_columns(pl.coalesce("last", "first").alias("day"))
    return frame.join(days, on=column, how="left", maintain_order="left")


def align_step_days(frame: pl.DataFrame, by: str | list[str]) -> pl.DataFrame:
    """Steps of ``add_period_days`` (column ``order``), none with a ``day`` after that of a later stage in its period.

    What is dated 2023 had happened by the end of the year; when a later stage is dated June, it had by June.
    """
    keys = [by] if isinstance(by, str) else by
    numbered = frame.with_row_index("_at")
    wide = numbered.filter(pl.col("first") < pl.col("last")).select("_at", *keys, "first", "last", "order")
    later = numbered.select(*keys, pl.col("day").alias("_day"), pl.col("order").alias("_order"))
    inside = (pl.col("_order") > pl.col("order")) & pl.col("_day").is_between("first", "last")
    by_then = wide.join(later, on=keys).filter(inside).group_by("_at").agg(pl.col("_day").min())
    joined = numbered.join(by_then, on="_at", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("_day", "day").alias("day")).drop("_at", "_day")


def has_begun(as_of: date) -> pl.Expr:
    """Rows of a dated frame that had happened for certain; what has no date is taken to have."""
    return pl.col("day").is_null() | (pl.col("day") <= as_of)


def is_within(first: date, last: date) -> pl.Expr:
    """Rows of a dated frame that lie wholly between two days, both included."""
    return (pl.col("first") >= first) & (pl.col("last") <= last)
