"""A column of times of starting beside the state: a step of its own where the state is another one."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.reading.heading_words import names_start

_STARTED = "operating"


def separate_start_times(sheet: TableSheet) -> TableSheet:
    """The steps of a list whose times are those of starting: a plant that is being built, planned or stopped gets its
    state without a time, and the step of starting with it. Another sheet is as it was.

    A line without a state says by its time that the plant has started, or when it will.
    """
    column = sheet.columns.get("period")
    if sheet.table != "events" or column is None or not names_start(column.heading):
        return sheet
    frame = sheet.frame
    if "stage" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias("stage"))
    has_time = pl.col("period").is_not_null()
    is_other = has_time & pl.col("stage").is_not_null() & (pl.col("stage") != _STARTED)
    numbered = frame.with_columns(sheet.rows.alias("\0row"))
    states = numbered.with_columns(
        pl.when(is_other).then(None).otherwise("period").alias("period"),
        pl.when(has_time).then(pl.col("stage").fill_null(_STARTED)).otherwise("stage").alias("stage"),
    )
    starts = numbered.filter(is_other).with_columns(pl.lit(_STARTED).alias("stage"))
    both = pl.concat([states, starts]).sort("\0row", maintain_order=True)
    columns = {"stage": replace(column, field="stage"), **sheet.columns}
    return replace(sheet, frame=both.drop("\0row"), rows=both["\0row"].rename(sheet.rows.name), columns=columns)
