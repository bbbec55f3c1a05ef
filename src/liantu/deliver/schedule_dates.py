"""A schedule on the calendar: working-day numbers become dates, at the end and only there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.deliver.clock import BY_WEEKENDS
from liantu.deliver.schedule import Schedule
from liantu.library.calendar import Calendar


@dataclass(frozen=True)
class DatedSchedule:
    """A schedule that begins on a day: ``end`` with its ``label``; ``items`` also with dates and labels."""

    start: date
    end: date
    label: str
    calendar: str
    items: pl.DataFrame


def date_schedule(schedule: Schedule, start: date, calendar: Calendar) -> DatedSchedule:
    """Dates of all items when the first begins on a day (or the next working day); an item begins the day what it
    waits for is done.

    Counting starts the day after, as in `deliver.clock`; ``label`` is ``by_weekends`` for dates that rest on a year
    whose holidays are not published.
    """
    start = calendar.roll(start)
    begins = calendar.dates(start, schedule.items["start"].to_list())
    ends = calendar.dates(start, schedule.items["finish"].to_list())
    labels = [label_dates(start, end, calendar) for end in ends]
    columns = [pl.Series("start_date", begins), pl.Series("finish_date", ends), pl.Series("label", labels)]
    end = calendar.add(start, schedule.days)
    return DatedSchedule(
        start, end, label_dates(start, end, calendar), calendar.version, schedule.items.with_columns(columns)
    )


def label_dates(start: date, end: date, calendar: Calendar) -> str:
    """``by_weekends`` where days between two are of a year that is not published; nothing where all are."""
    return BY_WEEKENDS if calendar.estimated(start, end) else ""
