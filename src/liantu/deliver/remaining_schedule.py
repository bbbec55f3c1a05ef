"""What is left of a schedule: done items fixed, running ones with what is left by the clock, the rest after them.

The finish is compared with the plan from the first application on: how much each item has slipped, and which item of
the chain that decides the finish has added most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from liantu.deliver.activity_network import ActivityNetwork, NetworkLink
from liantu.deliver.cases.item_progress import ItemProgress
from liantu.deliver.durations import count_working_days, find_ready
from liantu.deliver.held_decisions import list_held_decisions
from liantu.deliver.schedule import build_schedule
from liantu.deliver.schedule_dates import date_schedule, label_dates
from liantu.library.approvals import Graph, Item
from liantu.library.calendar import Calendar

_AHEAD = ItemProgress()
_FOR_GOOD: dict[str, object] = {"expires": None, "begin": [], "lapses": False}
_DONE = ("done",)
_BEGUN = ("done", "running")
_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "item": pl.String,
    "state": pl.String,
    "start": pl.Date,
    "finish": pl.Date,
    "planned": pl.Date,
    "slip": pl.Int64,
    "added": pl.Int64,
    "overdue": pl.Boolean,
    "drives": pl.Boolean,
    "label": pl.String,
    "expires": pl.Date,
    "begin": pl.List(pl.String),
    "lapses": pl.Boolean,
}


@dataclass(frozen=True)
class RemainingSchedule:
    """``end`` is when all is done as things stand on ``as_of``, ``planned`` as it would be had all gone by its days
    from ``start``; ``slip`` the working days between. ``driver`` is the item of the deciding chain that added most, or
    the first of it that is not done when none has slipped; None when all is done in time.

    ``items`` has a row an item: item, state, start, finish (actual or expected), planned, slip and ``added`` (working
    days later than planned, and those of them that are the item's own), overdue, ``drives`` (it is on the chain that
    decides the end), label of the dates; ``expires`` the last day its decision is held unless one of ``begin`` has
    begun by then, ``lapses`` whether none is expected to. ``unknown``: items not done whose days nobody knows; the end
    is then the earliest.
    """

    as_of: date
    start: date
    planned: date
    end: date
    slip: int
    label: str
    driver: str | None
    items: pl.DataFrame
    unknown: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """As JSON: the dates, what has slipped, what drives it, then the items."""
        dates = {"as_of": self.as_of, "start": self.start, "planned_end": self.planned, "end": self.end}
        found = {"slip": self.slip, "label": self.label, "driver": self.driver, "unknown": list(self.unknown)}
        return {**dates, **found, "items": self.items.to_dicts()}


def build_remaining_schedule(
    graph: Graph, progress: Mapping[str, ItemProgress], start: date, as_of: date, calendar: Calendar
) -> RemainingSchedule:
    """What is left of a graph on a day; ``start`` is when the plan began."""
    network = ActivityNetwork.from_graph(graph)
    first = calendar.roll(start)
    planned = dict(
        date_schedule(build_schedule(graph, start=first, calendar=calendar), first, calendar)
        .items.select("item", "finish_date")
        .iter_rows()
    )
    begins, finishes = _date_items(graph, network, progress, as_of, calendar)
    slips = [calendar.between(planned[name], finishes[n]) for n, name in enumerate(network.items)]
    deciding = [find_deciding(links, begins, finishes, calendar) for links in network.links]
    added = [slips[n] - (0 if before is None else slips[before]) for n, before in enumerate(deciding)]
    chain = _find_chain(network, deciding, finishes)
    states = [_find_state(graph, network, progress, n) for n in range(len(network.items))]
    terms = _list_terms(graph, network, progress, begins, finishes)
    rows = [
        {
            **{"item": name, "state": states[n], "start": begins[n], "finish": finishes[n], "planned": planned[name]},
            **{"slip": slips[n], "added": added[n], "overdue": progress.get(name, _AHEAD).overdue},
            **{"drives": n in chain, "label": label_dates(as_of, finishes[n], calendar)},
            **terms.get(name, _FOR_GOOD),
        }
        for n, name in enumerate(network.items)
    ]
    end, planned_end = max(finishes[n] for n in network.ends), max(planned[name] for name in graph.end)
    unknown = tuple(
        name
        for n, name in enumerate(network.items)
        if network.leads[n] and graph.items[name].days is None and states[n] != "done"
    )
    return RemainingSchedule(
        as_of,
        first,
        planned_end,
        end,
        calendar.between(planned_end, end),
        label_dates(as_of, end, calendar),
        _find_driver(network, chain, added, states),
        pl.DataFrame(rows, schema=_SCHEMA),
        unknown,
    )


def _list_terms(
    graph: Graph,
    network: ActivityNetwork,
    progress: Mapping[str, ItemProgress],
    begins: list[date],
    finishes: list[date],
) -> dict[str, dict[str, object]]:
    """Of each item whose decision has a term: until when it is held, and whether it lapses."""
    last = {name: found.expires for name, found in progress.items() if found.state == "done"}
    dates = dict(zip(network.items, zip(begins, finishes, strict=True), strict=True))
    return {
        found.item: {"expires": found.last, "begin": list(found.begin), "lapses": found.lapses}
        for found in list_held_decisions(graph, dates, last)
    }


def _date_items(
    graph: Graph, network: ActivityNetwork, progress: Mapping[str, ItemProgress], as_of: date, calendar: Calendar
) -> tuple[list[date], list[date]]:
    """When each item begins and is done: as it happened, or from the day on."""
    begins: list[date] = []
    finishes: list[date] = []
    for name, links in zip(network.items, network.links, strict=True):
        item = graph.items[name]
        arrivals = [(link.choice, _date_link(link, begins, finishes, calendar)) for link in links]
        first = calendar.roll(item.not_before) if item.not_before else None
        waits = find_ready(arrivals, first or date.min) if arrivals or first else None
        begin, finish = _date_item(item, progress.get(name, _AHEAD), waits, as_of, calendar)
        begins.append(begin)
        finishes.append(finish)
    return begins, finishes


def _date_item(
    item: Item, found: ItemProgress, waits: date | None, as_of: date, calendar: Calendar
) -> tuple[date, date]:
    """When an item begins and is done that waits for others until a day."""
    today = calendar.roll(as_of)
    earliest = waits or today
    ready = max(today, earliest)
    if item.gate:
        return earliest, earliest
    if found.state == "done":
        finish = found.finished or as_of
        return min(found.begun or finish, finish), finish
    if found.state == "locked":
        return found.begun or ready, ready
    if found.state == "running" and found.left is not None:
        return found.begun or today, max(calendar.add(as_of, found.left), earliest)
    begin = found.begun if found.state == "running" and found.begun else ready
    return begin, calendar.add(ready, count_working_days(item, item.days, ready, calendar))


def _date_link(link: NetworkLink, begins: list[date], finishes: list[date], calendar: Calendar) -> date:
    """The day from which on an item may begin that waits for another."""
    base = begins[link.before] if link.from_start else finishes[link.before]
    if link.calendar_days:
        return calendar.roll(base + timedelta(link.calendar_days))
    return calendar.add(base, link.lag) if link.lag else base


def find_deciding(
    links: Sequence[NetworkLink], begins: list[date], finishes: list[date], calendar: Calendar
) -> int | None:
    """Of what an item waits for, what lets it begin last; of alternatives the first counts. None without any."""
    dated = [(_date_link(link, begins, finishes, calendar), link) for link in links]
    found: dict[object, tuple[date, int]] = {}
    for number, (arrival, link) in enumerate(dated):
        group = link.choice or ("", number)
        if group not in found or arrival < found[group][0]:
            found[group] = (arrival, link.before)
    return max(found.values(), key=lambda pair: pair[0], default=(None, None))[1]


def _find_chain(network: ActivityNetwork, deciding: Sequence[int | None], finishes: list[date]) -> set[int]:
    """The items that decide the end: from the last end back, each time what was waited for longest."""
    chain = set[int]()
    n: int | None = max(network.ends, key=lambda end: finishes[end])
    while n is not None and n not in chain:
        chain.add(n)
        n = deciding[n]
    return chain


def _find_state(graph: Graph, network: ActivityNetwork, progress: Mapping[str, ItemProgress], n: int) -> str:
    """The state of an item; a gate is open when all it waits for is done, of alternatives one."""
    name = network.items[n]
    if not graph.items[name].gate:
        return progress.get(name, _AHEAD).state
    waited = [
        any(
            _find_state(graph, network, progress, link.before) in (_BEGUN if link.from_start else _DONE)
            for link in group
        )
        for group in network.groups[n]
    ]
    return "done" if waited and all(waited) else "ahead"


def _find_driver(network: ActivityNetwork, chain: set[int], added: list[int], states: list[str]) -> str | None:
    if all(states[n] == "done" for n in network.ends):
        return None
    slipped = max(sorted(chain), key=lambda n: added[n])
    if added[slipped] > 0:
        return network.items[slipped]
    return next((network.items[n] for n in sorted(chain) if states[n] != "done"), None)
