"""When everything can be done: the critical path with all ties, and how much each item may slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast

import numpy as np
import polars as pl

from liantu.deliver.activity_network import ActivityNetwork, compute_finishes, compute_tails
from liantu.deliver.critical_paths import find_critical_paths
from liantu.deliver.durations import compute_durations
from liantu.library.approvals import Graph
from liantu.library.calendar import Calendar


class ScheduledItem(TypedDict):
    """A row of ``Schedule.items``, in working days."""

    item: str
    start: int
    finish: int
    slack: int | None
    elapsed: int
    leads: bool


class ScheduleRecord(TypedDict):
    """A schedule as JSON writes it."""

    days: int
    critical: list[list[str]]
    items: list[ScheduledItem]
    paths: int
    at_least: bool
    unknown: list[str]
    without_recommended: int | None


@dataclass(frozen=True)
class Schedule:
    """A schedule in working days.

    ``days`` until the end is done, at least so many when there are items of ``unknown`` days; ``critical`` the tied
    paths (``paths`` in all); ``items`` with ``item``, ``start``, ``finish``, ``slack``, ``elapsed`` (with pauses) and
    ``leads`` (whether the end waits for it). ``slack`` is blank for what the end cannot or need not wait for.
    ``free`` is the days without prerequisites that are only recommended, where there are any.
    """

    days: int
    critical: list[list[str]]
    paths: int
    items: pl.DataFrame
    unknown: tuple[str, ...]
    free: int | None = None

    def to_dict(self) -> ScheduleRecord:
        """As JSON: days, critical, items; then what else there is to say."""
        return {
            "days": self.days,
            "critical": self.critical,
            "items": cast(list[ScheduledItem], self.items.to_dicts()),
            "paths": self.paths,
            "at_least": bool(self.unknown),
            "unknown": list(self.unknown),
            "without_recommended": self.free,
        }


def build_schedule(
    graph: Graph, serial: bool = False, start: date | None = None, calendar: Calendar | None = None
) -> Schedule:
    """The schedule of a graph: parallel as far as prerequisites allow, or one item after the other.

    With a start and a calendar, items written in 日 are counted on the calendar; a start on a rest day is the next
    working day.

    >>> from liantu.library.approvals import graph_from_mapping
    >>> items = {"A": {"days": 3}, "B": {"days": 3}, "C": {"days": 1, "after": ["A", "B"]}}
    >>> found = build_schedule(graph_from_mapping({"items": items}))
    >>> found.days, found.critical
    (4, [['A', 'C'], ['B', 'C']])
    """
    start = calendar.roll(start) if start and calendar else None
    network = ActivityNetwork.from_graph(graph)
    network = network.serial() if serial else network
    taken = compute_durations(graph, network, start, calendar)
    column = np.array(taken, float)[:, None]
    finish = compute_finishes(network, column)[:, 0]
    days = float(finish[list(network.ends)].max())
    slack = days - finish - compute_tails(network, column)[:, 0]
    leads = np.array(network.leads)
    begin, done = (finish - column[:, 0]).astype(int).tolist(), finish.astype(int).tolist()
    listed, count = find_critical_paths(network, begin, done, (leads & (slack == 0)).tolist())
    aside = days - finish - compute_tails(network.last, column)[:, 0]
    left = [
        int(slack[n]) if leads[n] else None if n in network.downstream or aside[n] < 0 else int(aside[n])
        for n in range(len(taken))
    ]
    columns = {"item": network.items, "start": begin, "finish": done, "slack": left, "elapsed": taken}
    frame = pl.DataFrame({**columns, "leads": network.leads}, schema_overrides={"slack": pl.Int64})
    needed = [name for name, yes in zip(network.items, network.leads, strict=True) if yes]
    unknown = tuple(name for name in needed if graph.items[name].days is None)
    return Schedule(
        int(days), listed, count, frame, unknown, None if serial else _count_required_days(graph, start, calendar)
    )


def _count_required_days(graph: Graph, start: date | None, calendar: Calendar | None) -> int | None:
    """Days without what is only recommended; None when nothing is."""
    if not any(before.kind == "recommended" for item in graph.items.values() for before in item.after):
        return None
    network = ActivityNetwork.from_graph(graph, recommended=False)
    finish = compute_finishes(network, np.array(compute_durations(graph, network, start, calendar), float)[:, None])
    return int(finish[list(network.ends)].max())
