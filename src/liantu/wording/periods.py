"""A period in words: 2023年4—12月, 自2010年起; a day stays as it is written."""

from __future__ import annotations

import re

from liantu.wording import N_, translator

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_PART = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:\.\.(\d{2}))?|Q([1-4])))?")
_DECADE = re.compile(r"(\d\d)(\d)X")
_FROM = N_("from %s on")
_UNTIL = N_("until %s")
_BETWEEN = N_("%(first)s to %(last)s")
#: Of years alone a dash stands between them.
_YEARS = re.compile(r"(\d{4})\.\.(\d{4})")


def period_text(period: str, lang: str) -> str:
    """The period as it is said; what is none stays as it is written.

    >>> period_text("2023-12", "zh_CN"), period_text("2023-Q4", "zh_CN"), period_text("2025-01..09", "zh_CN")
    ('2023年12月', '2023年四季度', '2025年1—9月')
    >>> period_text("2010..", "zh_CN"), period_text("..2022-03", "zh_CN"), period_text("199X", "zh_CN")
    ('自2010年起', '至2022年3月止', '20世纪90年代')
    >>> period_text("2023..2027", "zh_CN"), period_text("2024-01-02..2024-01-10", "zh_CN")
    ('2023—2027年', '2024-01-02至2024-01-10')
    >>> period_text("2023-12", "en"), period_text("2023", "en"), period_text("2023-Q4", "en")
    ('December 2023', '2023', 'Q4 2023')
    >>> period_text("2023-04..12", "en"), period_text("199X..", "en"), period_text("..2024-01-10", "en")
    ('April–December 2023', 'from the 1990s on', 'until 2024-01-10')
    """
    tr = translator(lang)
    first, dots, last = period.partition("..")
    if not dots or _PART.fullmatch(period):
        return _part_text(period, lang)
    if not last:
        return tr(_FROM) % _part_text(first, lang)
    if not first:
        return tr(_UNTIL) % _part_text(last, lang)
    years = _YEARS.fullmatch(period)
    if years:
        return f"{years[1]}—{years[2]}年" if lang.startswith("zh") else f"{years[1]}–{years[2]}"
    return tr(_BETWEEN) % {"first": _part_text(first, lang), "last": _part_text(last, lang)}


def since_text(period: str, lang: str) -> str:
    """That something is so from a period on.

    >>> since_text("2023-02", "zh_CN"), since_text("2010..", "zh_CN"), since_text("2023", "en")
    ('自2023年2月起', '自2010年起', 'since 2023')
    """
    return translator(lang)("since %s") % period_text(period.removesuffix(".."), lang)


def _part_text(part: str, lang: str) -> str:
    """A year, quarter, month, months of a year or decade in words."""
    chinese = lang.startswith("zh")
    decade = _DECADE.fullmatch(part)
    if decade:
        return f"{int(decade[1]) + 1}世纪{decade[2]}0年代" if chinese else f"the {decade[1]}{decade[2]}0s"
    match = _PART.fullmatch(part)
    if not match:
        return part
    year, month, until, quarter = match.groups()
    if chinese:
        words = f"{'一二三四'[int(quarter) - 1]}季度" if quarter else f"{int(month)}月" if month else ""
        return f"{year}年{int(month)}—{int(until)}月" if until else f"{year}年{words}"
    if quarter:
        return f"Q{quarter} {year}"
    first = f"{_MONTHS[int(month) - 1]} " if month else ""
    return f"{first.strip()}–{_MONTHS[int(until) - 1]} {year}" if until else f"{first}{year}"


def write_months(year: int, start: int, end: int) -> str:
    """Months of a year in the notation of periods.

    >>> write_months(2023, 1, 12), write_months(2023, 9, 9), write_months(2023, 1, 9)
    ('2023', '2023-09', '2023-01..09')
    """
    if (start, end) == (1, 12):
        return str(year)
    return f"{year}-{start:02}" if start == end else f"{year}-{start:02}..{end:02}"
