"""Months of a year in words of messages: 2022年1—10月, January–October 2022."""

from __future__ import annotations

import re

from liantu.model.problems import BilingualText, compose_part

_MONTHS = re.compile(r"(\d{4})-(\d{2})(?:\.\.(\d{2}))?")
_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def say_months(period: str) -> BilingualText:
    """A year, month or months of a year in both languages; any other period as it stands.

    >>> str(say_months("2022-01..10")), say_months("2022-01..10").zh, say_months("2022-03").zh, say_months("2022").zh
    ('January–October 2022', '2022年1—10月', '2022年3月', '2022年')
    """
    if len(period) == 4 and period.isdigit():
        return compose_part("whole_year", year=period)
    found = _MONTHS.fullmatch(period)
    if found is None or not all(1 <= int(month) <= 12 for month in found.groups()[1:] if month):
        return BilingualText(period, period)
    year, start, end = found[1], int(found[2]), int(found[3] or found[2])
    slots = {"year": year, "start": start, "end": end, "first": _NAMES[start - 1], "last": _NAMES[end - 1]}
    return compose_part("one_month" if start == end else "some_months", **slots)
