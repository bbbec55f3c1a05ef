"""Periods in one notation, and when they have begun."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.model.periods import parse_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-05-01", "2023-05-01", "2023-05-01"),
        ("2023-01..09", "2023-01-01", "2023-09-30"),
        ("2023-04..12", "2023-04-01", "2023-12-31"),
        ("2023-11..2024-02", "2023-11-01", "2024-02-29"),
        ("2021..2025", "2021-01-01", "2025-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2006..", "2006-01-01", None),
        ("2023-05..", "2023-05-01", None),
        ("..2022", None, "2022-12-31"),
        ("199X..", "1990-01-01", None),
        (" 2023 ", "2023-01-01", "2023-12-31"),
    ],
)
def test_from_and_to(text: str, first: str | None, last: str | None) -> None:
    period = parse_period(text)
    assert period
    assert period.first == (date.fromisoformat(first) if first else None)
    assert period.last == (date.fromisoformat(last) if last else None)


IMPOSSIBLE = ["", "..", "....", "23", "2023-13", "2023-00", "2023-02-30", "2023-Q5", "2023-09..01", "2023-01..13"]
IMPOSSIBLE += ["2025..2021", "2006...", "..2006..", "19XX", "X", "2023/05", "去年", "0000", "2023-5", "2023-01-01..09"]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "before", "on"),
    [
        ("2023", "2023-06-30", "2023-12-31"),  # dated a year: only at its end is it certain
        ("2023-Q1", "2023-03-30", "2023-03-31"),
        ("2023-04..12", "2023-12-30", "2023-12-31"),
        ("2006..", "2005-12-31", "2006-01-01"),  # open: it begins on its first day
        ("..2022", "2022-12-30", "2022-12-31"),
        ("199X", "1999-12-30", "1999-12-31"),
    ],
)
def test_has_begun_for_certain(text: str, before: str, on: str) -> None:
    period = parse_period(text)
    assert period
    assert not period.has_begun(date.fromisoformat(before))
    assert period.has_begun(date.fromisoformat(on))


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_is_a_period_within_its_month_and_year(day: date) -> None:
    own, month, year = (parse_period(text) for text in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"))
    assert own
    assert month
    assert year
    assert own.first == own.last == day
    assert year.first <= month.first <= day <= month.last <= year.last  # type: ignore[operator]


@given(DAYS, st.integers(0, 10_000))
def test_once_begun_always_begun(day: date, days: int) -> None:
    period = parse_period("2001-03..11")
    assert period
    later = day + timedelta(days=days)
    assert period.has_begun(later) or not period.has_begun(day)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    period = parse_period(text)
    assert period is None or period.first or period.last
