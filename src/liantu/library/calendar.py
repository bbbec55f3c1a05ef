"""The working-day calendar: weekends, and what notices change about them, as a file anybody can edit.

Each autumn the State Council's office announces the holidays and made-up working days of the next year; nobody can
compute them. The years from 2015 on are shipped with the number of their notices; a year changed by a later notice
stands as changed. Years that are not announced go by weekends, and every date that rests on one says so.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from liantu.model.problems import Problem, Problems

_FOLDER = Path(__file__).parent / "calendars"
COLUMNS = ("date", "kind", "zh", "en", "reference")
#: A ``published`` row says that the whole year of its date is known; it stands on any day that no other row is about,
#: commonly the last.
KINDS = ("holiday", "workday", "published")
FIRST, LAST = date(1990, 1, 1), date(2149, 12, 31)


@dataclass(frozen=True)
class CalendarDay:
    """One line of a calendar."""

    date: date
    kind: str
    zh: str = ""
    en: str = ""
    reference: str = ""


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are working days, from 1990 to 2149; ``days`` are the lines that differ from weekends, by date.

    >>> cn = read_calendar()
    >>> cn.is_workday(date(2026, 2, 14)), cn.is_workday(date(2026, 2, 16))
    (True, False)
    >>> cn.add(date(2026, 3, 2), 5).isoformat()
    '2026-03-09'
    """

    name: str
    days: Mapping[date, CalendarDay]
    years: frozenset[int] = frozenset()
    """The years whose arrangement has been published."""

    @property
    def changed(self) -> list[CalendarDay]:
        """The holidays and made-up working days, in order."""
        return [day for _, day in sorted(self.days.items())]

    @property
    def last_published(self) -> date | None:
        """The last day whose arrangement is known."""
        return date(max(self.years), 12, 31) if self.years else None

    @cached_property
    def version(self) -> str:
        """Name, last published day and a mark of the content: the same for the same days only."""
        lines = [f"{day.date} {day.kind}" for day in self.changed] + [f"{year}-12-31 published" for year in self.years]
        mark = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:8]
        return f"{self.name}/{self.last_published or ''}/{mark}"

    def over(self, days: Iterable[CalendarDay], name: str = "") -> Calendar:
        """The calendar with other lines laid over it: a later notice, days a district's offices are closed.

        A year that is published stays so, whatever is said of its days.
        """
        lines = [*days]
        years = self.years | {day.date.year for day in lines if day.kind == "published"}
        changed = {day.date: day for day in lines if day.kind != "published"}
        return Calendar(name or self.name, {**self.days, **changed}, years)

    # -- questions ---------------------------------------------------------------------------------------

    def is_workday(self, day: date) -> bool:
        """Whether offices work that day."""
        return bool(self._working[_find_position(day)])

    def roll(self, day: date) -> date:
        """The day itself, or the next working day when it is a rest day."""
        return day if self.is_workday(day) else self.add(day, 1)

    def add(self, start: date, days: int) -> date:
        """The last of so many working days, the first of which is the one after the start; none: the start, rolled."""
        return self.dates(start, [days])[0]

    def dates(self, start: date, days: Iterable[int]) -> list[date]:
        """`add` for many numbers of working days at once. Raises Problems for one that leaves the calendar."""
        day_counts = np.asarray(list(days), np.int64)
        first = self._count[_find_position(start)]
        numbers = np.where(day_counts == 0, first + (0 if self.is_workday(start) else 1), first + day_counts)
        if len(numbers) and numbers.max() > self._count[-1]:
            raise Problems([Problem("outside_calendar", value=str(day_counts.max()))])
        found = np.searchsorted(self._count, numbers)
        return [FIRST + timedelta(int(place)) for place in found]

    def between(self, start: date, end: date) -> int:
        """How many working days come after the start, up to and with the end; `add` goes back.

        >>> read_calendar().between(date(2026, 9, 30), date(2026, 10, 10))
        3
        """
        return int(self._count[_find_position(end)] - self._count[_find_position(start)])

    def estimated(self, start: date, end: date) -> bool:
        """Whether days after the start up to the end fall in a year that is not published: 暂按周末推算.

        >>> read_calendar().estimated(date(2026, 12, 31), date(2027, 1, 5))
        True
        """
        return bool(self.list_unannounced_years(min(start + timedelta(1), end), end))

    def list_unannounced_years(self, first: date, last: date) -> list[int]:
        """The years of the days from one to another, both included, whose holidays are not announced.

        >>> read_calendar().list_unannounced_years(date(2014, 12, 31), date(2027, 1, 5))
        [2014, 2027]
        """
        return [year for year in range(first.year, last.year + 1) if year not in self.years]

    def rests(self, first: date, last: date) -> list[tuple[date, date]]:
        """The first and last day of each run of rest days from one day to another, both included.

        >>> [(a.isoformat(), b.isoformat()) for a, b in read_calendar().rests(date(2026, 2, 9), date(2026, 2, 23))]
        [('2026-02-15', '2026-02-23')]
        """
        resting = ~self._working[_find_position(first) : _find_position(last) + 1]
        edges = np.flatnonzero(np.diff(np.concatenate(([False], resting, [False])).astype(np.int8)))
        return [(first + timedelta(int(begin)), first + timedelta(int(end) - 1)) for begin, end in edges.reshape(-1, 2)]

    # -- within ------------------------------------------------------------------------------------------

    @cached_property
    def _working(self) -> NDArray[np.bool_]:
        size = (LAST - FIRST).days + 1
        working: NDArray[np.bool_] = (np.arange(size) + FIRST.weekday()) % 7 < 5
        for day in self.changed:
            working[_find_position(day.date)] = day.kind == "workday"
        return working

    @cached_property
    def _count(self) -> NDArray[np.int64]:
        """Working days from the first day up to and with each."""
        return np.cumsum(self._working, dtype=np.int64)


@cache
def read_calendar(name: str = "cn") -> Calendar:
    """The calendar of that name that is shipped; LookupError when there is none."""
    path = _FOLDER / f"{name}.csv"
    if not path.exists():
        raise LookupError(f"there is no calendar called {name}")
    return Calendar(name, {}).over(read_days(path))


def read_days(path: Path) -> list[CalendarDay]:
    """The lines of a calendar file. Raises Problems with everything wrong in it, OSError when it cannot be opened."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):  # what spreadsheets save in China
        try:
            return parse_days(csv.DictReader(io.StringIO(content.decode(encoding))), path.name)
        except UnicodeDecodeError as error:
            first = error.start
    raise Problems([Problem("undecodable", file=path.name, value=str(first))])


def parse_days(rows: Iterable[Mapping[str, object]], file: str = "") -> list[CalendarDay]:
    """Lines of a calendar from rows with the columns of ``COLUMNS``, checked all at once; raises Problems."""
    found: dict[date, tuple[int, CalendarDay]] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows, 2):
        day = _date(row.get("date"))
        kind = str(row.get("kind") or "").strip()
        wrong = []
        if day is None or not FIRST <= day <= LAST:
            wrong.append(Problem("not_a_day", file=file, row=number, column="date", value=str(row.get("date") or "")))
        elif day in found:
            slots = {"first": str(found[day][0])}
            wrong.append(Problem("duplicate_key", file=file, row=number, column="date", value=str(day), slots=slots))
        if kind not in KINDS:
            slots = {"choices": ", ".join(KINDS)}
            wrong.append(Problem("not_a_choice", file=file, row=number, column="kind", value=kind, slots=slots))
        problems += wrong
        if day is not None and not wrong:
            found[day] = number, CalendarDay(day, kind, *(str(row.get(name) or "").strip() for name in COLUMNS[2:]))
    if problems:
        raise Problems(problems)
    return [day for _, day in found.values()]


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or "").strip())
    except ValueError:
        return None


def _find_position(day: date) -> int:
    if not FIRST <= day <= LAST:
        raise Problems([Problem("outside_calendar", value=day.isoformat())])
    return (day - FIRST).days
