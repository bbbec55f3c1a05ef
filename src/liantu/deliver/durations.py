"""How many working days an item takes: its own days, its pauses, and 日 beside 工作日.

The network counts in working days. An item written in 日 runs on through weekends: without a starting date a week of
seven 日 is five working days, a part of a week rounded up; with one, the days are counted on the calendar from the
day the item can begin, as the law counts them.
"""

from __future__ import annotations

from datetime import date, timedelta

from liantu.deliver.activity_network import ActivityNetwork
from liantu.library.approvals import Graph, Item
from liantu.library.calendar import Calendar


def compute_durations(
    graph: Graph, network: ActivityNetwork, start: date | None = None, calendar: Calendar | None = None
) -> list[int]:
    """Working days of each item of the network; unknown days count as none."""
    return [typical for _, typical, _ in compute_duration_ranges(graph, network, start, calendar)]


def compute_duration_ranges(
    graph: Graph, network: ActivityNetwork, start: date | None = None, calendar: Calendar | None = None
) -> list[tuple[int, int, int]]:
    """Low, typical and high working days of each item; all the same where no range is given.

    On a calendar, each is counted from the day the item begins when all before it take their typical days.
    """
    found: list[tuple[int, int, int]] = []
    finish: list[int] = []
    for name, before in zip(network.items, network.before, strict=True):
        item = graph.items[name]
        begins = max((finish[b] for b in before), default=0)
        first = calendar.add(start, begins) if start and calendar else None
        low, high = (item.days if end is None else end for end in (item.low, item.high))
        low_days, typical_days, high_days = (
            count_working_days(item, days, first, calendar) for days in (low, item.days, high)
        )
        found.append((low_days, typical_days, high_days))
        finish.append(begins + typical_days)
    return found


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
        return workdays - (-running * 5 // 7)
    return workdays + calendar.between(first, calendar.roll(first + timedelta(running)))
