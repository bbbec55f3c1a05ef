"""What moved from the laboratory towards a plant, and how long it took between stages that are dated."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

STAGES = ("laboratory", "pilot", "small_batch", "volume")


def list_stage_times(tables: Tables, as_of: date) -> pl.DataFrame:
    """Results with any stage: result, done (list of stages), running, next, first, last, months.

    Stages are those that a document says; a skipped one is none. ``months`` lie between the ends of the first and the
    last dated stage that is done, and are null with fewer than two.
    """
    ranks = pl.DataFrame({"stage": STAGES, "rank": range(len(STAGES))})
    rows = add_period_days(tables["result_stages"]).join(ranks, on="stage", maintain_order="left").sort("rank")
    state = pl.col("state")
    begun = has_begun(as_of)
    done = rows.filter(state == "done", begun)
    dates = done.group_by("result").agg(
        pl.col("stage").alias("done"),
        pl.col("day").min().alias("first"),
        pl.col("day").max().alias("last"),
        pl.col("day").is_not_null().sum().alias("dated"),
    )
    now = rows.filter(state == "running", begun).group_by("result").agg(pl.col("stage").last().alias("running"))
    later = rows.filter(state == "next").group_by("result").agg(pl.col("stage").first().alias("next"))
    every = tables["results"].select(result="id").join(rows.select("result"), on="result", how="semi")
    joined = every
    for part in (dates, now, later):
        joined = joined.join(part, on="result", how="left", maintain_order="left")
    first, last = pl.col("first"), pl.col("last")
    months = (last.dt.year() - first.dt.year()) * 12 + last.dt.month().cast(pl.Int32) - first.dt.month().cast(pl.Int32)
    return joined.select(
        "result", "done", "running", "next", "first", "last",
        pl.when(pl.col("dated") > 1).then(months.cast(pl.Int64)).alias("months"),
    )  # fmt: skip
