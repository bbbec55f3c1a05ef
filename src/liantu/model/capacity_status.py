"""Which capacities run, are being built or are planned at a date: it follows from events."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, align_step_days, has_begun
from liantu.model.tables import Tables

#: The statuses that a capacity counts in.
COUNTED = ("operating", "building", "planned")


def find_capacity_statuses(tables: Tables, as_of: date) -> pl.DataFrame:
    """The status of each capacity at a date: columns ``capacity``, ``status``, ``year``.

    What a stage counts as is a column of the table ``stages``. The latest event that had happened decides, of two on
    one day the later stage; events of the capacity, and of the project that the capacity names, come before events of
    its plant or of a project at its plant. ``status`` is operating, building, planned, stopped or none (a lead, a lost
    project); a capacity without a row is unknown. ``year`` is the first year of an operating event, past or announced.
    """
    stages = tables["stages"].select("stage", "status", pl.col("order").cast(pl.Int64, strict=False))
    events = _events(tables).join(stages, on="stage", how="left", maintain_order="left")
    status_events = align_step_days(add_period_days(events), ["capacity", "rank"]).drop_nulls("status")
    latest = (
        status_events.filter(has_begun(as_of))
        .sort("rank", pl.col("day").fill_null(date.min), "order", nulls_last=False, maintain_order=True)
        .group_by("capacity", maintain_order=True)
        .agg(pl.col("status").last())
    )
    start = (
        status_events.filter((pl.col("status") == "operating") & pl.col("first").is_not_null())
        .sort("rank", "first", descending=[True, False], maintain_order=True)
        .group_by("capacity", maintain_order=True)
        .agg(pl.col("first").first().dt.year().cast(pl.Int64).alias("year"))
    )
    return latest.join(start, on="capacity", how="left", maintain_order="left")


def map_stages_to_statuses(tables: Tables) -> dict[str, str]:
    """What a capacity counts as after each stage that makes it count, or stops it."""
    rows = tables["stages"].filter(pl.col("status") != "none")
    return dict(rows.select("stage", "status").iter_rows())


def _events(tables: Tables) -> pl.DataFrame:
    """Events as capacity, rank (how directly they are of it), stage, period."""
    needed = ("events", "capacities", "projects")
    frame: pl.DataFrame = tables.derived("events of capacities", needed, lambda: _rank_events(tables))
    return frame


def _rank_events(tables: Tables) -> pl.DataFrame:
    events = tables["events"].select("capacity", "plant", "project", "stage", "period")
    capacities = tables["capacities"].select(pl.col("id").alias("capacity"), "plant", "project")
    at_plant, bare = capacities.select("capacity", "plant"), events.drop("capacity")
    projects = tables["projects"].select(pl.col("id").alias("project"), "plant").drop_nulls()
    by_subject = {
        3: events.drop_nulls("capacity"),
        2: bare.drop_nulls("plant").join(at_plant, on="plant"),
        1: bare.drop("plant").join(projects, on="project").join(at_plant, on="plant"),
    }
    named = bare.drop("plant").join(capacities.drop("plant").drop_nulls(), on="project")
    ranked = [(3, named), *by_subject.items()]
    return pl.concat(rows.select("capacity", pl.lit(rank).alias("rank"), "stage", "period") for rank, rows in ranked)
