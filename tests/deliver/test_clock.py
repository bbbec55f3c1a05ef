"""Deadlines counted by hand on the calendar of 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.deliver.clock import ClockPause, compute_deadline
from liantu.library.calendar import read_calendar
from liantu.model.problems import Problems

CN = read_calendar()


@pytest.mark.parametrize(
    ("start", "days", "unit", "last"),
    [
        # before Spring Festival: Wed 11, Thu 12, Fri 13, Sat 14 (made up); off 15-23; Tue 24
        ("2026-02-10", 4, "workday", "2026-02-14"),
        ("2026-02-10", 5, "workday", "2026-02-24"),
        # after it: Wed 25, Thu 26, Fri 27, Sat 28 (made up), Mon 2 March
        ("2026-02-24", 4, "workday", "2026-02-28"),
        ("2026-02-24", 5, "workday", "2026-03-02"),
        # National Day: off 1-7 October; Thu 8, Fri 9, Sat 10 (made up), Mon 12
        ("2026-09-30", 1, "workday", "2026-10-08"),
        ("2026-09-30", 3, "workday", "2026-10-10"),
        ("2026-09-30", 4, "workday", "2026-10-12"),
        # Sun 20 September is made up for National Day; 25-27 is Mid-Autumn
        ("2026-09-18", 1, "workday", "2026-09-20"),
        ("2026-09-18", 6, "workday", "2026-09-28"),
        # New Year: Sun 4 January is made up
        ("2026-01-02", 1, "workday", "2026-01-04"),
        # 日: 10 days after 10 February is the 20th, in the holiday; the next working day is the 24th
        ("2026-02-10", 10, "day", "2026-02-24"),
        ("2026-03-02", 5, "day", "2026-03-09"),  # Saturday 7 moves to Monday 9
        ("2026-03-02", 7, "day", "2026-03-09"),
        ("2026-05-01", 8, "day", "2026-05-09"),  # a made-up Saturday is a working day
        ("2026-03-02", 0, "workday", "2026-03-02"),
        ("2026-03-07", 0, "workday", "2026-03-09"),
    ],
)
def test_last_day(start: str, days: int, unit: str, last: str) -> None:
    found = compute_deadline(date.fromisoformat(start), days, unit, CN)
    assert str(found.date) == last
    assert found.label == ""
    assert len(found.counted) == days


def test_days_in_a_pause_do_not_count() -> None:
    pauses = [ClockPause(date(2026, 3, 4), date(2026, 3, 10)), ClockPause(date(2026, 3, 9), date(2026, 3, 11))]
    found = compute_deadline(date(2026, 3, 2), 5, "workday", CN, pauses)
    # 3 March; paused 4-11, the overlap once; 12, 13, 16, 17
    assert [day.day for day in found.counted] == [3, 12, 13, 16, 17]
    assert found.date == date(2026, 3, 17)
    assert found.rule == "5 workday after 2026-03-02, without 2026-03-04..2026-03-10, without 2026-03-09..2026-03-11"
    assert found.calendar == CN.version


def test_an_open_pause_has_no_last_day() -> None:
    found = compute_deadline(date(2026, 3, 2), 5, "workday", CN, [ClockPause(date(2026, 3, 4))])
    assert found.date is None
    assert found.counted == (date(2026, 3, 3),)
    assert compute_deadline(date(2026, 3, 2), 1, "workday", CN, [ClockPause(date(2026, 3, 4))]).date == date(2026, 3, 3)


def test_a_pause_may_begin_on_the_day_of_the_start() -> None:
    # Monday 2 March to the 4th do not count: 5 and 6 March do, as they would after a pause from the 3rd on
    for first in (2, 3):
        found = compute_deadline(
            date(2026, 3, 2), 2, "workday", CN, [ClockPause(date(2026, 3, first), date(2026, 3, 4))]
        )
        assert found.date == date(2026, 3, 6)


def test_a_moved_day_is_told() -> None:
    found = compute_deadline(date(2026, 2, 10), 10, "day", CN)
    assert (found.counted[-1], found.rest_day) == (date(2026, 2, 20), date(2026, 2, 20))


def test_what_is_not_published_is_labelled() -> None:
    found = compute_deadline(date(2028, 3, 1), 5, "workday", CN)
    assert (found.date, found.label) == (date(2028, 3, 8), "by_weekends")
    assert compute_deadline(date(2026, 12, 30), 1, "workday", CN).label == ""
    assert compute_deadline(date(2026, 12, 30), 5, "workday", CN).label == "by_weekends"
    assert compute_deadline(date(2014, 12, 30), 5, "workday", CN).label == "by_weekends"
    assert compute_deadline(date(2025, 12, 30), 5, "workday", CN).label == ""


def test_everything_wrong_at_once() -> None:
    backwards, early = ClockPause(date(2026, 3, 9), date(2026, 3, 4)), ClockPause(date(2026, 2, 1), date(2026, 2, 2))
    with pytest.raises(Problems) as wrong:
        compute_deadline(date(2026, 3, 2), -1, "week", CN, [backwards, early])
    codes = [problem.code for problem in wrong.value.problems]
    assert codes == ["negative_days", "not_a_choice", "ends_before_start", "pause_before_start"]
    with pytest.raises(Problems, match="outside_calendar"):
        compute_deadline(date(2149, 12, 1), 60, "workday", CN)
    with pytest.raises(Problems, match="too_many_days"):
        compute_deadline(date(2026, 3, 2), 10**9, "day", CN)


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(1, 200))
def test_clock_and_calendar_agree(start: date, days: int) -> None:
    last = CN.add(start, days)
    assert compute_deadline(start, days, "workday", CN).date == last
    assert CN.between(start, last) == days
    assert CN.is_workday(last)


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(0, 60), st.integers(0, 20), st.integers(0, 20))
def test_a_pause_never_brings_the_last_day_forward(start: date, days: int, after: int, length: int) -> None:
    first = start + timedelta(after)
    for unit in ("workday", "day"):
        paused = compute_deadline(start, days, unit, CN, [ClockPause(first, first + timedelta(length))]).date
        plain = compute_deadline(start, days, unit, CN).date
        assert paused is not None
        assert plain is not None
        assert paused >= plain
