"""The weeks and quarters that lists are printed of."""

from __future__ import annotations

from datetime import date, timedelta

from liantu.model import periods
from liantu.model.problems import Problem, Problems

#: First and last day.
Span = tuple[date, date]


def read_reporting_period(text: str) -> Span:
    """First and last day of a period. Raises Problems for one that has no first or last day."""
    period = periods.parse_period(text)
    if period is None or period.first is None or period.last is None:
        raise Problems([Problem("impossible_period", value=text)])
    return period.first, period.last


def find_week(day: date) -> Span:
    """Monday to Sunday of the week of a day.

    >>> [day.isoformat() for day in find_week(date(2026, 3, 4))]
    ['2026-03-02', '2026-03-08']
    """
    first = day - timedelta(day.weekday())
    return first, first + timedelta(6)


def find_quarter(day: date) -> Span:
    """First and last day of the quarter of a day.

    >>> [day.isoformat() for day in find_quarter(date(2024, 2, 29))]
    ['2024-01-01', '2024-03-31']
    """
    return read_reporting_period(name_quarter(day))


def name_quarter(day: date) -> str:
    """The quarter of a day as a period: 2024-Q1."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def format_reporting_period(span: Span) -> str:
    """A span as a period: the first day, two dots, the last."""
    return f"{span[0].isoformat()}..{span[1].isoformat()}"
