"""The clock of one limit: from a start event to the last day, so that anybody can count it again.

Counting starts the day after the start. Days in a pause (correction, expert review, public notice) do not count. A
last day on a rest day moves to the next working day. 日 and 工作日 are two units; which one holds stands in the rule.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from liantu.library.approvals.graph import MAX_DAYS, UNITS
from liantu.library.calendar import Calendar
from liantu.model.problems import Problem, Problems

#: The label of a date that rests on a year whose holidays are not published.
BY_WEEKENDS = "by_weekends"


@dataclass(frozen=True)
class ClockPause:
    """Days that do not count, the first and the last included; without a last day the clock still stands."""

    first: datetime.date
    last: datetime.date | None = None


@dataclass(frozen=True)
class Deadline:
    """The last day of a limit, and all it was counted from.

    ``date`` is None while a pause is open. ``label`` is ``by_weekends`` when the date rests on a year that is not
    published. ``counted`` are the days that counted, ``rest_day`` the rest day on which the last of them fell, if any.
    """

    date: datetime.date | None
    label: str
    start: datetime.date
    days: int
    unit: str
    pauses: tuple[ClockPause, ...]
    calendar: str
    counted: tuple[datetime.date, ...]
    rest_day: datetime.date | None = None

    @property
    def rule(self) -> str:
        """What was counted, in one line.

        >>> from liantu.library.calendar import read_calendar
        >>> compute_deadline(datetime.date(2026, 2, 10), 30, "day", read_calendar()).rule
        '30 day after 2026-02-10'
        """
        paused = "".join(f", without {pause.first}..{pause.last or ''}" for pause in self.pauses)
        return f"{self.days} {self.unit} after {self.start}{paused}"


def compute_deadline(
    start: datetime.date, days: int, unit: str, calendar: Calendar, pauses: Sequence[ClockPause] = ()
) -> Deadline:
    """The last day of a limit of so many days. Raises Problems with everything wrong in what was given.

    >>> from liantu.library.calendar import read_calendar
    >>> compute_deadline(datetime.date(2026, 9, 30), 3, "workday", read_calendar()).date.isoformat()
    '2026-10-10'
    """
    _check(start, days, unit, pauses)
    counted: list[datetime.date] = []
    day = start
    while len(counted) < days:
        day += timedelta(1)
        pause = _paused(day, pauses)
        if pause and pause.last is None:
            return _build_deadline(None, start, days, unit, calendar, pauses, counted)
        if pause is None and (unit == "day" or calendar.is_workday(day)):
            counted.append(day)
    return _build_deadline(calendar.roll(day), start, days, unit, calendar, pauses, counted)


def count_elapsed_days(
    start: datetime.date, end: datetime.date, unit: str, calendar: Calendar, pauses: Sequence[ClockPause] = ()
) -> int:
    """How many days of a unit were used up to a day, which counts; days in a pause do not. `deadline` goes back.

    >>> from liantu.library.calendar import read_calendar
    >>> count_elapsed_days(datetime.date(2026, 9, 30), datetime.date(2026, 10, 10), "workday", read_calendar())
    3
    """
    counted, reached = _count_days(start, end, unit, calendar), start
    for pause in sorted(pauses, key=lambda pause: pause.first):
        before = max(pause.first - timedelta(1), reached)
        last = end if pause.last is None else min(pause.last, end)
        if before < last:
            counted, reached = counted - _count_days(before, last, unit, calendar), last
    return counted


def _count_days(start: datetime.date, end: datetime.date, unit: str, calendar: Calendar) -> int:
    """The days of a unit after one day, up to and with another."""
    return max((end - start).days if unit == "day" else calendar.between(start, end), 0)


def _build_deadline(
    last: datetime.date | None,
    start: datetime.date,
    days: int,
    unit: str,
    calendar: Calendar,
    pauses: Sequence[ClockPause],
    counted: list[datetime.date],
) -> Deadline:
    label = BY_WEEKENDS if last is not None and calendar.estimated(start, last) else ""
    fell = counted[-1] if counted else start
    postponed = fell if last is not None and last != fell else None
    return Deadline(last, label, start, days, unit, tuple(pauses), calendar.version, tuple(counted), postponed)


def _paused(day: datetime.date, pauses: Sequence[ClockPause]) -> ClockPause | None:
    """The pause a day is in; one that is still open comes first."""
    within = [pause for pause in pauses if pause.first <= day and (pause.last is None or day <= pause.last)]
    return min(within, key=lambda pause: pause.last is not None, default=None)


def _check(start: datetime.date, days: int, unit: str, pauses: Sequence[ClockPause]) -> None:
    problems = []
    if days < 0:
        problems.append(Problem("negative_days", value=str(days)))
    if days > MAX_DAYS:
        problems.append(Problem("too_many_days", value=str(days)))
    if unit not in UNITS:
        problems.append(Problem("not_a_choice", column="unit", value=unit, slots={"choices": ", ".join(UNITS)}))
    for pause in pauses:
        if pause.last is not None and pause.last < pause.first:
            slots = {"first": pause.first.isoformat()}
            problems.append(Problem("ends_before_start", value=pause.last.isoformat(), slots=slots))
        if pause.first < start:
            slots = {"first": start.isoformat()}
            problems.append(Problem("pause_before_start", value=pause.first.isoformat(), slots=slots))
    if problems:
        raise Problems(problems)
