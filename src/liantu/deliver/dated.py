"""Periods of a frame as days, each text read once."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.periods import read


def dated(frame: pl.DataFrame, column: str = "period") -> pl.DataFrame:
    """The frame with ``first`` and ``last`` day of a column of periods, and ``day``: since when it counts as begun.

    All three are null where no period is given; an open side is null in ``first`` or ``last``.
    """
    texts = frame[column].drop_nulls().unique()
    read_as = [(text, period.first, period.last) for text in texts if (period := read(text))]
    days = pl.DataFrame(
        read_as, schema={column: pl.String, "first": pl.Date, "last": pl.Date}, orient="row"
    ).with_columns(pl.coalesce("last", "first").alias("day"))
    return frame.join(days, on=column, how="left", maintain_order="left")


def begun(as_of: date) -> pl.Expr:
    """Rows of a dated frame that had happened for certain; what has no date is taken to have."""
    return pl.col("day").is_null() | (pl.col("day") <= as_of)


def within(first: date, last: date) -> pl.Expr:
    """Rows of a dated frame that lie wholly between two days, both included."""
    return (pl.col("first") >= first) & (pl.col("last") <= last)
