"""The clock of a case: its item's days from acceptance on, without the days on which the case stood still."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from liantu.deliver.clock import ClockPause, Deadline, compute_deadline, count_elapsed_days
from liantu.library.approvals import Item
from liantu.library.calendar import LAST, Calendar, parse_days, read_calendar
from liantu.library.policy import read_policy_value
from liantu.model.case_states import CasePause, Standing
from liantu.model.tables import Tables


def read_district_calendar(tables: Tables) -> Calendar:
    """The calendar of the country with the district's rows of ``calendar_days`` laid over it. Raises Problems."""
    made: Calendar = tables.derived("calendar", ("calendar_days",), lambda: _overlay_calendar(tables))
    return made


def compute_case_deadline(standing: Standing, item: Item, calendar: Calendar) -> Deadline | None:
    """The last day of a case; None when it is not accepted or nobody knows the days of its item.

    A limit that was extended is longer by the days of the policy ``deliver/extension_days``, in the item's unit. While
    the office is ready to decide and waits for a paper the promised day stays; once the paper has come, the days of the
    applicant do not count.
    """
    if standing.accepted is None or item.days is None:
        return None
    more = int(read_policy_value("deliver/extension_days", standing.extended)) if standing.extended else 0
    waits = standing.pauses[-1:] and standing.pauses[-1].applicant and standing.pauses[-1].last is None
    pauses = _pauses(standing.pauses[:-1] if waits else standing.pauses)
    return compute_deadline(standing.accepted, item.days + more, item.unit, calendar, pauses)


def count_days_taken(standing: Standing, item: Item, calendar: Calendar) -> int | None:
    """The days of the item's unit from acceptance to the decision, pauses not counted; None while it is undecided."""
    if standing.accepted is None or standing.decided is None:
        return None
    return count_days_used(standing, item, calendar, standing.decided)


def count_days_used(standing: Standing, item: Item, calendar: Calendar, day: date) -> int | None:
    """The days of the item's unit that the office has had up to a day, pauses and the applicant's time not counted.

    None before acceptance and beyond the calendar.
    """
    if standing.accepted is None or day > LAST:
        return None
    return count_elapsed_days(standing.accepted, day, item.unit, calendar, _pauses(standing.pauses))


def _pauses(pauses: Sequence[CasePause]) -> list[ClockPause]:
    """The day after an event is the first that does not count, as with every start; the last is the day it ended."""
    known = [ClockPause(pause.first + timedelta(1), pause.last) for pause in pauses]
    return [pause for pause in known if pause.last is None or pause.first <= pause.last]


def _overlay_calendar(tables: Tables) -> Calendar:
    rows = tables["calendar_days"]
    if rows.is_empty():
        return read_calendar()
    name = f"{read_calendar().name}+{tables.about.get('id') or ''}"
    return read_calendar().over(parse_days(rows.iter_rows(named=True), "calendar_days.csv"), name)
