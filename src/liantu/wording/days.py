"""Days and numbered points as letters and lists write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

#: What is left to be filled in by hand.
BLANK = "______"
_BLANK_DAY = "____年__月__日"
_DIGITS = "一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
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


def ordinal_letter(number: int, *, chinese: bool) -> str:
    """A short mark that a foot explains, from the first on; a number where there are more than letters.

    >>> ordinal_letter(2, chinese=True), ordinal_letter(2, chinese=False), ordinal_letter(11, chinese=False)
    ('乙', 'b', '11')
    """
    letters = _STEMS if chinese else "abcdefghij"
    return letters[number - 1] if number <= len(letters) else str(number)


def number_ranges(numbers: Iterable[int], *, chinese: bool) -> str:
    """Numbers or years, with those that follow each other as a range.

    >>> number_ranges([2029, 2015, 2016, 2017], chinese=True), number_ranges([2029, 2015, 2016], chinese=False)
    ('2015—2017、2029', '2015–2016, 2029')
    """
    ranges: list[list[int]] = []
    for year in sorted(numbers):
        if ranges and ranges[-1][1] == year - 1:
            ranges[-1][1] = year
        else:
            ranges.append([year, year])
    dash, comma = ("—", "、") if chinese else ("–", ", ")
    return comma.join(str(first) if first == last else f"{first}{dash}{last}" for first, last in ranges)
