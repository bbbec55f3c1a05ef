"""The calendar of working days and its limits, for those who ask of no district."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.deliver.clock import Deadline
    from liantu.library.calendar import Calendar


def shipped_calendar() -> Calendar:
    """The calendar that comes with the program: holidays and made-up working days as announced."""
    from liantu.library.calendar import read_calendar

    return read_calendar()


def lay_days_over(calendar: Calendar, path: Path) -> Calendar:
    """A calendar with the days of a file over it. Raises Problems with everything wrong in the file."""
    from liantu.library.calendar import read_days

    return calendar.over(read_days(path), f"{calendar.name}+{path.stem}")


def find_deadline(start: date, days: int, unit: str, calendar: Calendar) -> Deadline:
    """The last day of a limit of so many days, ``workday`` or ``day``. Raises Problems."""
    from liantu.deliver.clock import compute_deadline

    return compute_deadline(start, days, unit, calendar)


def label_span(calendar: Calendar, first: date, last: date) -> str:
    """``by_weekends`` when some days between two are of years whose holidays are not published, else nothing."""
    from liantu.deliver.clock import BY_WEEKENDS

    return BY_WEEKENDS if calendar.estimated(first, last) else ""
