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
    saved = {row["item"]: row for row in baseline.items.iter_rows(named=True)}
    now = {row["item"]: row for row in running.iter_rows(named=True)}
    slips = {
        name: count_slip(saved[name]["finish"], row["finish"], calendar) for name, row in now.items() if name in saved
    }
    before = _find_slips_before(graph, now, slips, calendar)
    added = {name: slip - before[name] for name, slip in slips.items()}
    rows = [
        {
            **{"item": name, "drives": name in now and now[name]["drives"]},
            **{"slip": slips.get(name), "added": added.get(name)},
            **{f"saved_{part}": saved[name][part] if name in saved else None for part in ("start", "finish")},
            **{part: now[name][part] if name in now else None for part in ("start", "finish")},
        }
        for name in [*now, *(name for name in saved if name not in now)]
    ]
    end = max(now[name]["finish"] for name in graph.end)
    saved_end = max((saved[name]["finish"] for name in graph.end if name in saved), default=None)
    slip = None if saved_end is None else count_slip(saved_end, end, calendar)
    chain = [name for name, row in now.items() if row["drives"] and name in added]
    driver = max(chain, key=lambda name: added[name], default=None) if slip is not None and slip > 0 else None
    items = pl.DataFrame(rows, schema=_SCHEMA)
    return BaselineComparison(baseline.name, baseline.saved, saved_end, end, slip, driver, items)


def count_slip(saved: date, now: date, calendar: Calendar) -> int:
    """Working days that a day is later than it was; below zero when it is sooner."""
    return calendar.between(saved, now)


def _find_slips_before(
    graph: Graph, now: Mapping[str, Mapping[str, date]], slips: Mapping[str, int], calendar: Calendar
) -> dict[str, int]:
    """The slip of what lets each item begin last; 0 where that is nothing, or stands in one schedule only."""
    network = ActivityNetwork.from_graph(graph)
    begins, finishes = ([now[name][part] for name in network.items] for part in ("start", "finish"))
    deciding = [find_deciding(links, begins, finishes, calendar) for links in network.links]
    return {
        name: 0 if before is None else slips.get(network.items[before], 0)
        for name, before in zip(network.items, deciding, strict=True)
    }
