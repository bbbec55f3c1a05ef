"""Periods in one notation: 2023, 2023-Q1, 2023-05, 2023-05-01, 2023-01..09, 199X, 2006.., ..2022."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FORMS = (
    (re.compile(r"^([1-9]\d\d)X$"), lambda d: (date(10 * d, 1, 1), date(10 * d + 9, 12, 31))),
    (re.compile(r"^(\d{4})$"), lambda y: (date(y, 1, 1), date(y, 12, 31))),
    (
        re.compile(r"^(\d{4})-Q([1-4])$"),
        lambda y, q: (date(y, 3 * q - 2, 1), _month_end(y, 3 * q)),
    ),
    (re.compile(r"^(\d{4})-(\d{2})$"), lambda y, m: (date(y, m, 1), _month_end(y, m))),
    (
        re.compile(r"^(\d{4})-(\d{2})-(\d{2})$"),
        lambda y, m, d: (date(y, m, d), date(y, m, d)),
    ),
    (
        re.compile(r"^(\d{4})-(\d{2})\.\.(\d{2})$"),
        lambda y, m, n: (date(y, m, 1), _month_end(y, n)),
    ),
)

#: What is written for a period and is none, and the form that is one.
_SLIPS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\.\.(\d{1,2})"), "{0}-{1:02}-{2:02}..{0}-{1:02}-{3:02}"),
    (
        re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\.\.(\d{1,2})-(\d{1,2})"),
        "{0}-{1:02}-{2:02}..{0}-{3:02}-{4:02}",
    ),
    (re.compile(r"(\d{4})-(\d{1,2})\.\.(\d{1,2})"), "{0}-{1:02}..{2:02}"),
    (re.compile(r"(\d{4})-?[Qq]([1-4])"), "{0}-Q{1}"),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), "{0}-{1:02}-{2:02}"),
    (re.compile(r"(\d{4})-(\d{1,2})"), "{0}-{1:02}"),
)


@dataclass(frozen=True)
class Period:
    """A range of days; ``first`` or ``last`` is None when that side is open."""

    text: str
    first: date | None
    last: date | None

    def has_begun(self, day: date) -> bool:
        """Whether the period has begun for certain by the end of that day.

        A whole year counts as begun on its last day only when the day is inside it: what is dated
        "2023" had happened by 2023-12-31, not by 2023-06-30.
        """
        known = self.first if self.last is None else self.last
        return known is not None and known <= day


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period | None:
    """The period written so, or None when it is not one.

    >>> parse_period("2023-01..09").last
    datetime.date(2023, 9, 30)
    >>> parse_period("199X").first
    datetime.date(1990, 1, 1)
    >>> parse_period("2023-13") is None
    True
    """
    text = text.strip()
    if text.endswith("..") or text.startswith(".."):
        return _parse_open(text)
    for form, days in _FORMS:
        match = form.match(text)
        if match:
            try:
                first, last = days(*map(int, match.groups()))
            except ValueError:
                return None
            return Period(text, first, last) if first <= last else None
    return _parse_range(text) if text.count("..") == 1 else None


def name_days(text: str) -> str:
    """The days of a period in one spelling, so that periods of the same days are equal; other texts as they stand.

    >>> name_days("2023") == name_days("2023-01..12") == name_days("2023-01-01..2023-12-31")
    True
    """
    period = parse_period(text)
    return f"{period.first or ''}..{period.last or ''}" if period else text


def suggest_period(text: str) -> str:
    """The form that works of a period written nearly so, with a question mark, in brackets, or nothing.

    >>> suggest_period("2025-02-18..20"), suggest_period("2023-1..9"), suggest_period("2023Q1"), suggest_period("soon")
    (' (2025-02-18..2025-02-20?)', ' (2023-01..09?)', ' (2023-Q1?)', '')
    """
    for form, shape in _SLIPS:
        match = form.fullmatch(text.strip())
        if match:
            meant = shape.format(match[1], *(int(part) for part in match.groups()[1:]))
            if parse_period(meant) is not None:
                return f" ({meant}?)"
    return ""


def _parse_open(text: str) -> Period | None:
    """2006.. or ..2022: one side is open."""
    to_the_end = text.endswith("..")
    inner = parse_period(text[:-2] if to_the_end else text[2:])
    if inner is None or inner.first is None or inner.last is None:
        return None
    return Period(text, inner.first, None) if to_the_end else Period(text, None, inner.last)


def _parse_range(text: str) -> Period | None:
    """From the first day of one period to the last day of another."""
    start, end = map(parse_period, text.split(".."))
    if start and end and start.first and end.last and start.first <= end.last:
        return Period(text, start.first, end.last)
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
