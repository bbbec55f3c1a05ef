"""The calendar of 2026 against its notice, and calendars somebody edits."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

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
