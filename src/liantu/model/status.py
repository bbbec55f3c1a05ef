"""Which capacities run, are being built or are planned at a date: it follows from events."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model import schema
from liantu.model.periods import read
from liantu.model.tables import Tables

#: The statuses that a capacity counts in.
COUNTED = ("operating", "building", "planned")
#: Of two events of one period the later stage decides: signed and in production in 2023 is in production.
_ORDER = ("planned", "building", "operating", "stopped")


def statuses(tables: Tables, as_of: date) -> pl.DataFrame:
    """The status of each capacity at a date: columns ``capacity``, ``status``, ``year``.

    The latest event that had happened decides; events of the capacity come before events of its plant
    or its project. ``status`` is operating, building, planned or stopped; a capacity without a row is unknown.
    ``year`` is the first year of an operating event, past or announced.
    """
    groups = {code: entry.group for code, entry in schema.codelist("stage").items() if entry.group}
    best: dict[str, tuple[int, date, int]] = {}
    start: dict[str, tuple[int, int]] = {}
    for capacity, rank, stage, period in _events(tables):
        when = read(period) if period else None
        if stage == "operating" and when and when.first:
            first = (-rank, when.first.year)
            start[capacity] = min(start.get(capacity, first), first)
        happened = when is None or when.has_begun(as_of)
        if stage not in groups or not happened:
            continue
        day = (when.last or when.first) if when else None
        claim = (rank, day or date.min, _ORDER.index(groups[stage]))
        best[capacity] = max(best.get(capacity, claim), claim)
    return pl.DataFrame(
        [(capacity, _ORDER[claim[2]], start.get(capacity, (0, None))[1]) for capacity, claim in best.items()],
        schema={"capacity": pl.String, "status": pl.String, "year": pl.Int64},
        orient="row",
    )


def _events(tables: Tables) -> list[tuple[str, int, str, str | None]]:
    """Events as (capacity, how directly, stage, period)."""
    events = tables["events"].select("capacity", "plant", "project", "stage", "period")
    own = events.filter(pl.col("capacity").is_not_null()).select("capacity", pl.lit(3), "stage", "period")
    places = tables["capacities"].select(pl.col("id").alias("capacity"), "plant")
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
    return [*own.iter_rows(), *by_plant.iter_rows(), *by_project.iter_rows()]
