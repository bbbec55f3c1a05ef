"""How many working days an item takes: its own days, its pauses, and 日 beside 工作日.

The network counts in working days. An item written in 日 runs on through weekends: without a starting date a week of
seven 日 is five working days, a part of a week rounded up; with one, the days are counted on the calendar from the
day the item can begin, as the law counts them.
"""

from __future__ import annotations

from datetime import date, timedelta

from liantu.deliver.network import Network
from liantu.library.approvals import Graph, Item
from liantu.library.calendar import Calendar


def durations(
    graph: Graph, network: Network, start: date | None = None, calendar: Calendar | None = None
) -> list[int]:
    """Working days of each item of the network; unknown days count as none."""
    items = [graph.items[name] for name in network.items]
    if start is None or calendar is None:
        return [in_working_days(item) for item in items]
    taken: list[int] = []
    finish: list[int] = []
    for item, before in zip(items, network.before, strict=True):
        begins = max((finish[b] for b in before), default=0)
        taken.append(_on_calendar(item, begins, start, calendar))
        finish.append(begins + taken[-1])
    return taken


def in_working_days(item: Item, days: int | None = None) -> int:
    """Working days of an item when no date is known; of other days than its own when they are given.

    >>> in_working_days(Item("A4", days=30, unit="day")), in_working_days(Item("C7", days=7, unit="day"))
    (22, 5)
    """
    workdays, calendar_days = _parts(item, item.days if days is None else days)
    return workdays + -(-calendar_days * 5 // 7)


def _on_calendar(item: Item, begins: int, start: date, calendar: Calendar) -> int:
    workdays, calendar_days = _parts(item, item.days)
    if not calendar_days:
        return workdays
    first = calendar.add(start, begins)
    return calendar.between(first, calendar.roll(first + timedelta(calendar_days))) + workdays


def _parts(item: Item, days: int | None) -> tuple[int, int]:
    """Working days and calendar days of an item with its pauses."""
    spans = [(days or 0, item.unit), *((pause.days, pause.unit) for pause in item.pauses)]
    return tuple(sum(n for n, unit in spans if unit == wanted) for wanted in ("workday", "day"))  # type: ignore[return-value]
