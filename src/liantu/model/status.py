"""Which capacities run, are being built or are planned at a date: it follows from events."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.periods import read
from liantu.model.tables import Tables

#: The statuses that a capacity counts in.
COUNTED = ("operating", "building", "planned")
#: Of two events of one period the later stage decides: signed and in production in 2023 is in production.
_ORDER = ("planned", "building", "operating", "stopped")


def statuses(tables: Tables, as_of: date) -> pl.DataFrame:
    """The status of each capacity at a date: columns ``capacity``, ``status``, ``year``.

    What a stage counts as is a column of the table ``stages``. The latest event that had happened decides; events of
    the capacity, and of the project that the capacity names, come before events of its plant or of a project at its
    plant. ``status`` is operating, building, planned or stopped; a capacity without a row is unknown.
    ``year`` is the first year of an operating event, past or announced.
    """
    counted = counted_as(tables)
    best: dict[str, tuple[int, date, int]] = {}
    start: dict[str, tuple[int, int]] = {}
    for capacity, rank, stage, period in _events(tables):
        when = read(period) if period else None
        if counted.get(stage) == "operating" and when and when.first:
            first = (-rank, when.first.year)
            start[capacity] = min(start.get(capacity, first), first)
        happened = when is None or when.has_begun(as_of)
        if stage not in counted or not happened:
            continue
        day = (when.last or when.first) if when else None
        claim = (rank, day or date.min, _ORDER.index(counted[stage]))
        best[capacity] = max(best.get(capacity, claim), claim)
    return pl.DataFrame(
        [(capacity, _ORDER[claim[2]], start.get(capacity, (0, None))[1]) for capacity, claim in best.items()],
        schema={"capacity": pl.String, "status": pl.String, "year": pl.Int64},
        orient="row",
    )


def counted_as(tables: Tables) -> dict[str, str]:
    """What a capacity counts as after each stage that changes it."""
    return dict(tables["stages"].select("stage", "status").drop_nulls().iter_rows())


def _events(tables: Tables) -> list[tuple[str, int, str, str | None]]:
    """Events as (capacity, how directly, stage, period)."""
    events = tables["events"].select("capacity", "plant", "project", "stage", "period")
    own = events.filter(pl.col("capacity").is_not_null()).select("capacity", pl.lit(3), "stage", "period")
    places = tables["capacities"].select(pl.col("id").alias("capacity"), "plant")
    named = tables["capacities"].select(pl.col("id").alias("capacity"), "project").drop_nulls()
    projects = tables["projects"].select(pl.col("id").alias("project"), "plant")
    by_plant = (
        events.filter(pl.col("plant").is_not_null())
        .drop("capacity")
        .join(places, on="plant")
        .select("capacity", pl.lit(2), "stage", "period")
    )
    by_project = (
        events.filter(pl.col("project").is_not_null())
        .drop("capacity", "plant")
        .join(projects, on="project")
        .join(places, on="plant")
        .select("capacity", pl.lit(1), "stage", "period")
    )
    by_name = (
        events.filter(pl.col("project").is_not_null())
        .drop("capacity", "plant")
        .join(named, on="project")
        .select("capacity", pl.lit(3), "stage", "period")
    )
    return [*own.iter_rows(), *by_name.iter_rows(), *by_plant.iter_rows(), *by_project.iter_rows()]
