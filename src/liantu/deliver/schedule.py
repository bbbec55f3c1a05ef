"""When everything can be done: the critical path with all ties, and how much each item may slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast

import numpy as np
import polars as pl

from liantu.deliver.activity_network import (
    ActivityNetwork,
    FloatArray,
    compute_finishes,
    find_deciding,
    trace_critical,
)
from liantu.deliver.critical_paths import find_critical_paths
from liantu.deliver.durations import time_network
from liantu.deliver.slack import Slack, compute_slack
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
    undated: list[str]


@dataclass(frozen=True)
class Schedule:
    """A schedule in working days.

    ``days`` until the end is done, at least so many when there are items of ``unknown`` days; ``critical`` the tied
    paths (``paths`` in all); ``items`` with ``item``, ``start``, ``finish``, ``slack``, ``elapsed`` (with pauses) and
    ``leads`` (whether the end waits for it). ``slack`` is blank for what the end cannot or need not wait for.
    ``free`` is the days without prerequisites that are only recommended, where there are any. ``undated`` are items
    with a day before which they do not begin, where no start is given and so that day counts for nothing.
    """

    days: int
    critical: list[list[str]]
    paths: int
    items: pl.DataFrame
    unknown: tuple[str, ...]
    free: int | None = None
    undated: tuple[str, ...] = ()

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
            "undated": list(self.undated),
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
    timed = time_network(graph, network.serial() if serial else network, start, calendar)
    network, taken = timed.network, timed.durations
    column = np.array(taken, float)[:, None]
    finish = compute_finishes(network, column)
    days = float(finish[list(network.ends)].max())
    slack = compute_slack(network, taken)
    critical = _find_critical(network, column, finish, slack)
    listed, count = find_critical_paths(network, _find_deciding(network, column, finish), critical)
    begin, done = (finish - column)[:, 0].astype(int).tolist(), finish[:, 0].astype(int).tolist()
    columns = {"item": network.items, "start": begin, "finish": done, "slack": slack.days, "elapsed": taken}
    frame = pl.DataFrame({**columns, "leads": slack.leads}, schema_overrides={"slack": pl.Int64})
    needed = [name for name, yes in zip(network.items, network.leads, strict=True) if yes]
    return Schedule(
        int(days),
        listed,
        count,
        frame,
        tuple(name for name in needed if graph.items[name].days is None),
        None if serial else _count_required_days(graph, start, calendar),
        () if start else tuple(item.id for item in graph.items.values() if item.not_before),
    )


def _find_critical(network: ActivityNetwork, column: FloatArray, finish: FloatArray, slack: Slack) -> list[bool]:
    """The items on a critical path."""
    if network.plain:
        return [yes and days == 0 for yes, days in zip(slack.leads, slack.days, strict=True)]
    return [bool(yes) for yes in trace_critical(network, finish, column)[:, 0]]


def _find_deciding(network: ActivityNetwork, column: FloatArray, finish: FloatArray) -> list[list[int]]:
    """For each item the positions that decided when it began."""
    return [
        [b for b, decides in find_deciding(network, n, finish, column) if decides[0]] for n in range(len(network.items))
    ]


def _count_required_days(graph: Graph, start: date | None, calendar: Calendar | None) -> int | None:
    """Days without what is only recommended; None when nothing is."""
    if not any(before.kind == "recommended" for item in graph.items.values() for before in item.after):
        return None
    network = ActivityNetwork.from_graph(graph, recommended=False)
    timed = time_network(graph, network, start, calendar)
    finish = compute_finishes(timed.network, np.array(timed.durations, float)[:, None])
    return int(finish[list(network.ends)].max())
