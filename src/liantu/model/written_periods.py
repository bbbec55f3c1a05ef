"""Periods as people and pages write them, in the one notation: 2023年5月, 自2010年起, Q1 2023."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

from liantu.model.periods import parse_period
from liantu.model.problems import Problem, Problems

_Y, _M, _D = r"(\d{4})", r"(\d{1,2})", r"(\d{1,2})"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
#: Between the two ends of a range. A hyphen may also stand inside a day, so the ends of months are told from it by
#: the mark behind the year: 2023-1-9 and 2023.1.9 are days, 2023.1-9 is months.
_TO = "(?:-|—+|–|~|至|到)"
_CLOCK = r"(?:[ T]?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_FORMS = (
    (re.compile(rf"{_Y}([-/.]){_M}\2{_D}{_CLOCK}"), "{0}-{2:02}-{3:02}"),
    (re.compile(rf"{_Y}年{_M}月{_D}日?{_CLOCK}"), "{0}-{1:02}-{2:02}"),
    (re.compile(rf"{_Y}年{_M}月{_D}日?{_TO}{_D}日"), "{0}-{1:02}-{2:02}..{0}-{1:02}-{3:02}"),
    (re.compile(rf"{_Y}年{_M}月{_D}日?{_TO}{_M}月{_D}日?"), "{0}-{1:02}-{2:02}..{0}-{3:02}-{4:02}"),
    (re.compile(rf"{_Y}(\d\d)(\d\d)"), "{0}-{1:02}-{2:02}"),
    (re.compile(rf"{_Y}[-/.年]{_M}月?(?:份)?"), "{0}-{1:02}"),
    (re.compile(rf"{_Y}[/.年]{_M}月?{_TO}{_M}月?(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}-{_M}(?:~|至|到|—+|–){_M}月?(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}{_M}{_TO}{_M}月(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}[-/.年]{_M}月?{_TO}{_Y}[-/.年]{_M}月?"), "{0}-{1:02}..{2}-{3:02}"),
    (re.compile(rf"{_Y}\.0+"), "{0}"),
    (re.compile(rf"{_Y}年(?:全年|度)?"), "{0}"),
    (re.compile(rf"{_Y}年?[-—–~～至到]{_Y}年?"), "{0}..{1}"),
    (re.compile(rf"{_Y}[-年]?q([1-4])", re.I), "{0}-Q{1}"),
    (re.compile(rf"{_Y}年?第?([1-4])季度?"), "{0}-Q{1}"),
    (re.compile(rf"{_Y}年?上半年"), "{0}-01..06"),
    (re.compile(rf"{_Y}年?下半年"), "{0}-07..12"),
    (re.compile(rf"{_Y}年?前三季度"), "{0}-01..09"),
    (re.compile(r"(\d{3})0年代"), "{0}X"),
)
#: Periods made of periods: what stands in the place of {0} and {1} is read in its turn.
_COMPOUNDS = (
    (re.compile(r"(?:自|从)?(.+?)(?:以来|起|至今|以后)"), "{0}.."),
    (re.compile(r"(?:自|从)(.+)"), "{0}.."),
    (re.compile(r"(.+?)(?:以前|之前)"), "..{0}"),
    (re.compile(r"(?:至|到|截至)(.+?)止?"), "..{0}"),
    (re.compile(r"from (.+) on"), "{0}.."),
    (re.compile(r"until (.+)"), "..{0}"),
    (re.compile(r"(?:自|从)?(.+?)(?:至|到| to )(.+?)止?"), "{0}..{1}"),
)
_CENTURY = re.compile(r"(\d\d)世纪(\d)0年代")
_MONTHS = [name.lower() for name in calendar.month_name if name]
_MONTH = "(" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + ")"
_ENGLISH_MONTHS = re.compile(rf"{_MONTH}(?: ?[–-] ?{_MONTH})? {_Y}")
_ENGLISH = (
    (re.compile(rf"q([1-4]) {_Y}"), "{1}-Q{0}"),
    (re.compile(r"(?:the )?(\d{3})0s"), "{0}X"),
)
#: October of that year, or January: a spreadsheet keeps 2023.10 as the number 2023.1.
_LOST_ZERO = re.compile(r"\d{4}\.1")


def read_written_period(text: str) -> str | None:
    """The period that a text means, or None.

    >>> [read_written_period(text) for text in ("2023年5月1日", "2023.5", "2023年4—12月", "２０２３年一季度")]
    ['2023-05-01', '2023-05', '2023-04..12', '2023-Q1']
    >>> [read_written_period(text) for text in ("自2010年起", "至2022年3月止", "May 2023", "from 2010 on")]
    ['2010..', '..2022-03', '2023-05', '2010..']
    >>> read_written_period("2023.1-9"), read_written_period("2023-1-9"), read_written_period("2023.1")
    ('2023-01..09', '2023-01-09', None)
    >>> read_written_period("去年"), read_written_period("2023年13月")
    (None, None)
    """
    if parse_period(text) is not None:
        return text
    if may_be_two_months(text):
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    meant = _read_simple(plain) or _read_english(plain.lower()) or _read_compound(plain) or plain
    return meant if parse_period(meant) is not None else None


def may_be_two_months(text: str) -> bool:
    """Whether a text may be January or October: 2023.1 is also what a spreadsheet makes of 2023.10.

    >>> may_be_two_months("2023.1"), may_be_two_months("2023.10"), may_be_two_months("2023.2")
    (True, False, False)
    """
    return _LOST_ZERO.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def read_last_day(text: str, column: str = "") -> date:
    """The day that a text means, of a longer period the last one. Raises Problems where it means none.

    >>> read_last_day("2023年5月")
    datetime.date(2023, 5, 31)
    """
    period = parse_period(read_written_period(text.strip()) or "")
    if period is None or period.last is None:
        raise Problems([Problem("impossible_period", column=column, value=text)])
    return period.last


def _read_simple(plain: str) -> str | None:
    """A day, month, quarter, year or range of these, in figures and Chinese."""
    bare = re.sub(r"\s+(?!\d{1,2}:)", "", plain)
    bare = re.sub("([一二三四])(?=季)", lambda found: str(_QUARTERS[found[1]]), bare) if "前" not in bare else bare
    for form, shape in _FORMS:
        match = form.fullmatch(bare)
        if match:
            return shape.format(match[1], *(int(part) if part.isdigit() else part for part in match.groups()[1:]))
    century = _CENTURY.fullmatch(bare)
    return f"{int(century[1]) - 1:02}{century[2]}X" if century else None


def _read_english(plain: str) -> str | None:
    """A month, months of a year, a quarter or a decade in English."""
    months = _ENGLISH_MONTHS.fullmatch(plain)
    if months:
        first, last, year = months.groups()
        return f"{year}-{_number_month(first)}" + (f"..{_number_month(last)}" if last else "")
    for form, shape in _ENGLISH:
        match = form.fullmatch(plain)
        if match:
            return shape.format(*match.groups())
    return None


def _number_month(name: str) -> str:
    """The number of a month by its English name or the first three letters of it."""
    return next(f"{number:02}" for number, full in enumerate(_MONTHS, 1) if full.startswith(name))


def _read_compound(plain: str) -> str | None:
    """From or until a period, or from one to another."""
    for form, shape in _COMPOUNDS:
        match = form.fullmatch(plain)
        parts = [read_written_period(part.strip()) for part in match.groups()] if match else [None]
        if all(parts):
            return shape.format(*parts)
    return None
