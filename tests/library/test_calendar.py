"""The calendar of 2026 against its notice, and calendars somebody edits."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from liantu.library import calendar
from liantu.library.calendar import CalendarDay, parse_days, read_calendar, read_days
from liantu.model.problems import Problems

CN = read_calendar()


def test_2026_is_as_announced() -> None:
    off = [("01-01", 3), ("02-15", 9), ("04-04", 3), ("05-01", 5), ("06-19", 3), ("09-25", 3), ("10-01", 7)]
    holidays = {date.fromisoformat(f"2026-{first}") + timedelta(n) for first, count in off for n in range(count)}
    made_up = {date(2026, m, d) for m, d in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]}
    day = date(2026, 1, 1)
    while day.year == 2026:
        expected = day in made_up or (day.weekday() < 5 and day not in holidays)
        assert CN.is_workday(day) == expected, day
        day += timedelta(1)
    assert CN.last_published == date(2026, 12, 31)
    # 261 weekdays, less the holidays on weekdays (2 + 6 + 1 + 3 + 1 + 1 + 5 = 19), more the six made up
    assert CN.between(date(2025, 12, 31), date(2026, 12, 31)) == 261 - 19 + 6


def test_every_announced_day_is_that_of_an_independent_calendar() -> None:
    day, other = date(2015, 1, 1), []
    while day.year <= 2026:
        if CN.is_workday(day) != chinese_calendar.is_workday(day):
            other.append(day)
        day += timedelta(1)
    assert other == []
    assert sorted(CN.years) == list(range(2015, 2027))


def test_a_later_notice_changes_its_year() -> None:
    rests = [date(2015, 9, 4), date(2019, 5, 2), date(2020, 2, 1), date(2020, 1, 31), date(2018, 12, 31)]
    assert [day for day in rests if CN.is_workday(day)] == []
    assert all(CN.is_workday(day) for day in (date(2015, 9, 6), date(2019, 5, 5), date(2018, 12, 29)))


def test_every_line_names_its_notice() -> None:
    lines = read_days(Path(calendar.__file__).parent / "calendars" / "cn.csv")
    notice = re.compile(r"国(办)?发明电〔20\d\d〕\d+号，20\d\d-\d\d-\d\d")
    assert [line.date for line in lines if not notice.search(line.reference)] == []


def test_five_day_deadlines_of_past_years() -> None:
    # by weekends alone: 2021-10-08, 2023-04-28, 2024-02-16
    assert CN.add(date(2021, 9, 29), 5) == date(2021, 10, 12)
    assert CN.add(date(2023, 4, 21), 5) == date(2023, 4, 27)
    assert CN.add(date(2024, 2, 9), 5) == date(2024, 2, 22)
    assert not CN.estimated(date(2023, 12, 29), date(2024, 1, 5))
    assert CN.estimated(date(2014, 12, 29), date(2015, 1, 5))


def test_lines_laid_over_change_the_version_and_the_label() -> None:
    closed = CN.over([CalendarDay(date(2026, 3, 3), "holiday"), CalendarDay(date(2027, 12, 31), "published")])
    assert closed.add(date(2026, 3, 2), 1) == date(2026, 3, 4)
    assert not closed.estimated(date(2027, 1, 5), date(2027, 2, 5))
    assert CN.estimated(date(2027, 1, 5), date(2027, 2, 5))
    assert closed.version != CN.version
    assert CN.over([]).version == CN.version


def test_a_day_that_is_off_does_not_take_a_published_year_back() -> None:
    closed = CN.over([CalendarDay(date(2026, 12, 31), "holiday")])
    assert closed.last_published == date(2026, 12, 31)
    assert not closed.is_workday(date(2026, 12, 31))
    assert not closed.estimated(date(2026, 12, 1), date(2026, 12, 31))


def test_a_published_year_may_be_said_on_any_day() -> None:
    told = CN.over([CalendarDay(date(2027, 6, 1), "published"), CalendarDay(date(2027, 12, 31), "workday")])
    assert told.last_published == date(2027, 12, 31)
    assert not told.estimated(date(2027, 12, 1), date(2027, 12, 31))
    assert told.estimated(date(2027, 12, 31), date(2028, 1, 3))


def test_everything_wrong_with_a_file_at_once(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("date,kind\n2026-13-01,holiday\n2026-03-03,free\n2026-03-04,holiday\n2026-03-04,workday\n")
    with pytest.raises(Problems) as wrong:
        read_days(file)
    told = [(problem.code, problem.row, problem.column) for problem in wrong.value.problems]
    assert told == [("not_a_day", 2, "date"), ("not_a_choice", 3, "kind"), ("duplicate_key", 5, "date")]
    file.write_bytes(b"date,kind\n\xff\xfe")
    with pytest.raises(Problems, match="undecodable"):
        read_days(file)


def test_rows_of_a_table_are_lines() -> None:
    assert parse_days([{"date": date(2026, 3, 3), "kind": "holiday", "zh": "停办"}]) == [
        CalendarDay(date(2026, 3, 3), "holiday", "停办")
    ]


def test_the_calendar_ends_somewhere() -> None:
    with pytest.raises(Problems, match="outside_calendar"):
        CN.add(date(2026, 1, 1), 10**7)
    with pytest.raises(Problems, match="outside_calendar"):
        CN.is_workday(date(1989, 12, 31))
    with pytest.raises(LookupError):
        read_calendar("nowhere")
