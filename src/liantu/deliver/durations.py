"""How many working days an item and its lags take: its own days, its pauses, and 日 beside 工作日.

The network counts in working days. An item written in 日 runs on through weekends: without a starting date a week of
seven 日 is five working days, a part of a week rounded up; with one, the days are counted on the calendar from the
day the item can begin, as the law counts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from liantu.deliver.activity_network import ActivityNetwork, NetworkLink, estimate_working_days
from liantu.library.approvals import Graph, Item
from liantu.library.calendar import Calendar

#: A working day counted from the start, or a date.
Moment = TypeVar("Moment", int, date)


@dataclass(frozen=True)
class TimedNetwork:
    """A network with its lags and releases in working days from the start, and ``ranges``: low, typical and high
    working days of each item; all the same where no range is given."""

    network: ActivityNetwork
    ranges: tuple[tuple[int, int, int], ...]

    @property
    def durations(self) -> list[int]:
        """Working days of each item; unknown days count as none."""
        return [typical for _low, typical, _high in self.ranges]


def time_network(
    graph: Graph, network: ActivityNetwork, start: date | None = None, calendar: Calendar | None = None
) -> TimedNetwork:
    """How long items and lags take when all takes its typical days.

    On a calendar, each is counted from the day it begins on, and a day before which an item does not begin is the
    number of working days until then; without one such a day counts for nothing.
    """
    ranges: list[tuple[int, int, int]] = []
    begins: list[int] = []
    finish: list[int] = []
    timed: list[tuple[NetworkLink, ...]] = []
    releases: list[int] = []
    for name, links in zip(network.items, network.links, strict=True):
        item = graph.items[name]
        bases = [begins[link.before] if link.from_start else finish[link.before] for link in links]
        lagged = tuple(_time_link(link, base, start, calendar) for link, base in zip(links, bases, strict=True))
        timed.append(lagged)
        releases.append(_count_until(item.not_before, start, calendar))
        arrivals = [(link.choice, base + link.lag) for link, base in zip(lagged, bases, strict=True)]
        begins.append(max(releases[-1], find_ready(arrivals, 0)))
        first = calendar.add(start, begins[-1]) if start and calendar else None
        low, high = (item.days if end is None else end for end in (item.low, item.high))
        low_days, typical_days, high_days = (
            count_working_days(item, days, first, calendar) for days in (low, item.days, high)
        )
        ranges.append((low_days, typical_days, high_days))
        finish.append(begins[-1] + typical_days)
    found = replace(network, links=tuple(timed), releases=tuple(releases) if any(releases) else ())
    return TimedNetwork(found, tuple(ranges))


def find_ready(arrivals: Iterable[tuple[int, Moment]], earliest: Moment) -> Moment:
    """When all that is waited for is there, of alternatives (those of one number above zero) the first.

    >>> find_ready([(0, 4), (1, 9), (1, 6)], 0)
    6
    """
    choices: dict[int, Moment] = {}
    ready = earliest
    for choice, arrival in arrivals:
        if choice:
            choices[choice] = min(choices.get(choice, arrival), arrival)
        else:
            ready = max(ready, arrival)
    for arrival in choices.values():
        ready = max(ready, arrival)
    return ready


def _time_link(link: NetworkLink, base: int, start: date | None, calendar: Calendar | None) -> NetworkLink:
    """A link whose lag in 日 is counted from the day it runs from."""
    if not link.calendar_days or start is None or calendar is None:
        return link
    first = calendar.add(start, base)
    return replace(link, lag=calendar.between(first, calendar.roll(first + timedelta(link.calendar_days))))


def _count_until(day: date | None, start: date | None, calendar: Calendar | None) -> int:
    """Working days from the start until the first on or after a day; none when it is over."""
    if day is None or start is None or calendar is None or day <= start:
        return 0
    return calendar.between(start, calendar.roll(day))


def count_working_days(
    item: Item, days: int | None, first: date | None = None, calendar: Calendar | None = None
) -> int:
    """Working days that so many days of an item and its pauses take, begun on a working day when one is known.

    >>> count_working_days(Item("A4", unit="day"), 30), count_working_days(Item("C7", unit="day"), 7)
    (22, 5)
    >>> from liantu.library.calendar import read_calendar
    >>> count_working_days(Item("A4", unit="day"), 30, date(2026, 2, 2), read_calendar())
    18
    """
    spans = [(days or 0, item.unit), *((pause.days, pause.unit) for pause in item.pauses)]
    workdays, running = (sum(n for n, unit in spans if unit == counted) for counted in ("workday", "day"))
    if not running or first is None or calendar is None:
        return workdays + estimate_working_days(running)
    return workdays + calendar.between(first, calendar.roll(first + timedelta(running)))
