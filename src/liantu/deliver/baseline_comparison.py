"""The running schedule beside a saved one: how far each item and the finish have slipped, and which item drives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.deliver.activity_network import ActivityNetwork
from liantu.deliver.baselines import Baseline
from liantu.deliver.remaining_schedule import find_deciding
from liantu.library.approvals import Graph
from liantu.library.calendar import Calendar

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "item": pl.String,
    "saved_start": pl.Date,
    "saved_finish": pl.Date,
    "start": pl.Date,
    "finish": pl.Date,
    "slip": pl.Int64,
    "added": pl.Int64,
    "drives": pl.Boolean,
}


@dataclass(frozen=True)
class BaselineComparison:
    """``saved_end`` and ``end`` are the finish then and now, ``slip`` the working days between (below zero: sooner).

    ``driver`` is the item of the deciding chain that added most of it; None where the finish has not slipped.
    ``items`` has a row an item: saved and running start and finish, slip, ``added`` (what of it is the item's own,
    not of what it waits for), ``drives`` (it is on the chain that decides the finish). An item that stands in one of
    the two only has blanks for the other, and no slip.
    """

    name: str
    saved: date | None
    saved_end: date | None
    end: date
    slip: int | None
    driver: str | None
    items: pl.DataFrame

    def to_dict(self) -> dict[str, object]:
        """As JSON: the name, the dates, the slip, what drives it, then the items."""
        head = {"name": self.name, "saved": self.saved, "saved_end": self.saved_end, "end": self.end}
        return {**head, "slip": self.slip, "driver": self.driver, "items": self.items.to_dicts()}


def compare_with_baseline(
    graph: Graph, baseline: Baseline, running: pl.DataFrame, calendar: Calendar
) -> BaselineComparison:
    """The comparison; ``running`` has a row an item of the graph: item, start, finish, drives.

    The finish is that of the ends of the graph; where the saved schedule has none of them, it has no finish.
    """
    items = _pair_items(running, baseline.items)
    both = items.select("item", "saved_finish", "finish").drop_nulls()
    slips = {item: count_slip(saved, now, calendar) for item, saved, now in both.iter_rows()}
    before = _find_slips_before(graph, running, slips, calendar)
    added = {item: slip - before[item] for item, slip in slips.items()}
    items = items.with_columns(
        pl.Series("slip", [slips.get(item) for item in items["item"]], pl.Int64),
        pl.Series("added", [added.get(item) for item in items["item"]], pl.Int64),
    ).select(*_SCHEMA)
    saved_end, end = items.filter(pl.col("item").is_in(graph.end)).select(pl.col("saved_finish", "finish").max()).row(0)
    slip = None if saved_end is None else count_slip(saved_end, end, calendar)
    driver = _find_driver(items) if slip is not None and slip > 0 else None
    return BaselineComparison(baseline.name, baseline.saved, saved_end, end, slip, driver, items)


def _pair_items(running: pl.DataFrame, saved: pl.DataFrame) -> pl.DataFrame:
    """The items of the running schedule, then those of the saved one alone, with the dates of both."""
    dates = saved.select("item", saved_start="start", saved_finish="finish")
    running = running.select("item", "start", "finish", "drives")
    both = running.join(dates, on="item", how="full", coalesce=True, maintain_order="left_right")
    return both.with_columns(pl.col("drives").fill_null(False))


def _find_driver(items: pl.DataFrame) -> str | None:
    """The item of the deciding chain that added most of the slip, the first of equal ones; None without any."""
    chain = items.filter("drives").drop_nulls("added")
    furthest = chain.filter(pl.col("added") == pl.col("added").max())["item"]
    return None if furthest.is_empty() else str(furthest[0])


def count_slip(saved: date, now: date, calendar: Calendar) -> int:
    """Working days that a day is later than it was; below zero when it is sooner."""
    return calendar.between(saved, now)


def _find_slips_before(
    graph: Graph, running: pl.DataFrame, slips: Mapping[str, int], calendar: Calendar
) -> dict[str, int]:
    """The slip of what lets each item begin last; 0 where that is nothing, or stands in one schedule only."""
    network = ActivityNetwork.from_graph(graph)
    begins, finishes = (dict(running.select("item", part).iter_rows()) for part in ("start", "finish"))
    starts, ends = ([days[item] for item in network.items] for days in (begins, finishes))
    deciding = [find_deciding(links, starts, ends, calendar) for links in network.links]
    return {
        item: 0 if before is None else slips.get(network.items[before], 0)
        for item, before in zip(network.items, deciding, strict=True)
    }
