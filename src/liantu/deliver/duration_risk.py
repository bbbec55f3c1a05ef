"""Durations as ranges: the chance of meeting a date, and how often each item is critical.

An item's days are drawn from low over typical to high (triangular) and rounded to whole days; one without a range
keeps its days. The draws belong to the seed and the names, so another project or item leaves them as they are. All
projects with the same network are swept together, projects and draws side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from liantu.deliver.activity_network import (
    ActivityNetwork,
    FloatArray,
    compute_finishes,
    compute_tails,
    trace_critical,
)
from liantu.deliver.durations import time_network
from liantu.library.approvals import Graph
from liantu.library.calendar import Calendar
from liantu.model.sampling import Draws, Keys, Triangles, compute_percentiles, derive_draw_keys

DRAWS = 1000
SEED = 20231231
#: Columns (projects times draws) swept together: what a sweep touches stays in the cache.
TILE = 4096


@dataclass(frozen=True)
class DurationDraws:
    """Days until the end (projects x draws), and the share of draws in which an item is critical (projects x items)."""

    days: Draws
    critical: FloatArray


def draw_durations(
    network: ActivityNetwork,
    low: FloatArray,
    typical: FloatArray,
    high: FloatArray,
    keys: Keys,
    count: int = DRAWS,
    seed: int = SEED,
) -> DurationDraws:
    """Draws of projects that share a network; working days and keys are items x projects, items in its order."""
    items, projects = typical.shape
    days = np.empty((projects, count), np.float32)
    critical = np.empty((projects, items))
    step = max(1, TILE // count)
    for first in range(0, projects, step):
        block = slice(first, first + step)
        lowest, usual, highest = (part[:, block].ravel() for part in (low, typical, high))
        triangles = Triangles.from_ranges(lowest, usual, highest, seed, keys[:, block].ravel())
        elapsed = np.empty((len(usual), count), np.float32)
        triangles.draw(0, elapsed)
        np.rint(elapsed, out=elapsed)
        elapsed = elapsed.reshape(items, -1)
        finish = compute_finishes(network, elapsed)
        whole = finish[list(network.ends)].max(axis=0)
        days[block] = whole.reshape(-1, count)
        if network.plain:
            finish += compute_tails(network, elapsed)
            often = finish == whole
        else:
            often = trace_critical(network, finish, elapsed)
        critical[block] = np.add.reduce(often.reshape(items, -1, count), axis=2, dtype=np.int32).T / count
    return DurationDraws(days, critical)


@dataclass(frozen=True)
class DurationRisk:
    """What the draws say, as frames.

    ``projects``: project, days_p10, days_p50, days_p90, and chance, the share of draws done within the days asked for
    (blank when none were). ``items``: project, item, and critical, the share of draws with it on a critical path.
    """

    projects: pl.DataFrame
    items: pl.DataFrame


def estimate_duration_risk(
    projects: Mapping[str, Graph],
    within: Mapping[str, int] | None = None,
    starts: Mapping[str, date] | None = None,
    calendar: Calendar | None = None,
    count: int = DRAWS,
    seed: int = SEED,
) -> DurationRisk:
    """The chance that each project is done within so many working days, and how often each of its items is critical.

    With the day a project starts and a calendar, its items and lags written in 日 are counted on the calendar. A lag
    stays as it is when all takes its typical days.
    """
    groups: dict[ActivityNetwork, list[str]] = {}
    ranges = {}
    for name, graph in projects.items():
        timed = time_network(graph, ActivityNetwork.from_graph(graph), (starts or {}).get(name), calendar)
        groups.setdefault(timed.network, []).append(name)
        ranges[name] = timed.ranges
    wholes, parts = [], []
    for network, names in groups.items():
        days = np.array([ranges[name] for name in names], float)
        keys = derive_draw_keys(f"{p}/{item}" for item in network.items for p in names).reshape(len(network.items), -1)
        low, typical, high = days.transpose(2, 1, 0)
        found = draw_durations(network, low, typical, high, keys, count, seed)
        wholes.append(_wholes(names, found, within or {}))
        columns = {"project": np.repeat(names, len(network.items)), "item": np.tile(network.items, len(names))}
        parts.append(pl.DataFrame({**columns, "critical": found.critical.ravel()}))
    return DurationRisk(pl.concat(wholes), pl.concat(parts))


def _wholes(names: Sequence[str], found: DurationDraws, within: Mapping[str, int]) -> pl.DataFrame:
    p10, p50, p90 = compute_percentiles(found.days).T
    chance = [
        float((row <= within[name]).mean()) if name in within else None
        for name, row in zip(names, found.days, strict=True)
    ]
    columns = {"project": names, "days_p10": p10, "days_p50": p50, "days_p90": p90, "chance": chance}
    return pl.DataFrame(columns, schema_overrides={"chance": pl.Float64})
