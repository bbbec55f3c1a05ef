"""Days and numbered points as letters and lists write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

#: What is left to be filled in by hand.
BLANK = "______"
_BLANK_DAY = "____年__月__日"
_DIGITS = "一二三四五六七八九"
_COUNTED = (*_DIGITS, "十", *(f"十{digit}" for digit in _DIGITS))


def day_text(day: date | None, *, chinese: bool) -> str:
    """A day as letters write it; blanks to be filled in where it is not known.

    >>> day_text(date(2026, 3, 2), chinese=True), day_text(date(2026, 3, 2), chinese=False)
    ('2026年3月2日', '2 March 2026')
    >>> day_text(None, chinese=True)
    '____年__月__日'
    """
    if day is None:
        return _BLANK_DAY if chinese else BLANK
    return f"{day.year}年{day.month}月{day.day}日" if chinese else f"{day.day} {day:%B %Y}"


def signing_day(*, chinese: bool) -> str:
    """The blank beside a signature for its day."""
    return _BLANK_DAY if chinese else BLANK * 2


def point_number(number: int, *, chinese: bool) -> str:
    """What stands before a point of a letter, up to the nineteenth.

    >>> point_number(2, chinese=True), point_number(2, chinese=False)
    ('二、', '2. ')
    """
    return f"{_COUNTED[number - 1]}、" if chinese else f"{number}. "


def years_text(years: Iterable[int], *, chinese: bool) -> str:
    """Years, with those that follow each other as a range.

    >>> years_text([2029, 2015, 2016, 2017], chinese=True), years_text([2029, 2015, 2016], chinese=False)
    ('2015—2017、2029', '2015–2016, 2029')
    """
    ranges: list[list[int]] = []
    for year in sorted(years):
        if ranges and ranges[-1][1] == year - 1:
            ranges[-1][1] = year
        else:
            ranges.append([year, year])
    dash, comma = ("—", "、") if chinese else ("–", ", ")
    return comma.join(str(first) if first == last else f"{first}{dash}{last}" for first, last in ranges)
