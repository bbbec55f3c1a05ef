"""Dates as people write them, in the one notation of periods."""

from __future__ import annotations

import re
import unicodedata

from liantu.exchange.reading.number_formats import format_stored_number
from liantu.model import periods

_Y, _M, _D = r"(\d{4})", r"(\d{1,2})", r"(\d{1,2})"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
#: Between the two ends of a range. A hyphen may also stand inside a day, so the ends of months are told from it by
#: the mark behind the year: 2023-1-9 and 2023.1.9 are days, 2023.1-9 is months.
_TO = "(?:-|—+|–|~|至|到)"
_CLOCK = r"(?:[ T]?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_FORMS = (
    (re.compile(rf"{_Y}([-/.]){_M}\2{_D}{_CLOCK}"), "{0}-{2:02}-{3:02}"),
    (re.compile(rf"{_Y}年{_M}月{_D}日?{_CLOCK}"), "{0}-{1:02}-{2:02}"),
    (re.compile(rf"{_Y}(\d\d)(\d\d)"), "{0}-{1:02}-{2:02}"),
    (re.compile(rf"{_Y}[-/.年]{_M}月?(?:份)?"), "{0}-{1:02}"),
    (re.compile(rf"{_Y}[/.年]{_M}月?{_TO}{_M}月?(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}-{_M}(?:~|至|到|—+|–){_M}月?(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}{_M}{_TO}{_M}月(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}[-/.年]{_M}月?{_TO}{_Y}[-/.年]{_M}月?"), "{0}-{1:02}..{2}-{3:02}"),
    (re.compile(rf"{_Y}\.0+"), "{0}"),
    (re.compile(rf"{_Y}年(?:全年|度)?"), "{0}"),
    (re.compile(rf"{_Y}年?[-—–~～至到]{_Y}年?"), "{0}..{1}"),
    (re.compile(rf"{_Y}年?(?:以来|起|至今|以后)"), "{0}.."),
    (re.compile(rf"{_Y}年?(?:以前|之前)"), "..{0}"),
    (re.compile(rf"{_Y}-?q([1-4])", re.I), "{0}-Q{1}"),
    (re.compile(rf"{_Y}年?第?([1-4])季度?"), "{0}-Q{1}"),
    (re.compile(rf"{_Y}年?上半年"), "{0}-01..06"),
    (re.compile(rf"{_Y}年?下半年"), "{0}-07..12"),
    (re.compile(rf"{_Y}年?前三季度"), "{0}-01..09"),
    (re.compile(r"(\d{3})0年代"), "{0}X"),
)
#: October of that year, or January: a spreadsheet keeps 2023.10 as the number 2023.1.
_LOST_ZERO = re.compile(r"\d{4}\.1")
#: Serial numbers of days from 1960 to 2064; a number outside is no date, and 20231 may be a year and a month.
_SERIALS = range(22_000, 60_000)


def read_period(text: str) -> str | None:
    """The period that a text means, or None.

    >>> [read_period(text) for text in ("2023年5月1日", "2023.5", "2023年1—9月", "２０２３年一季度")]
    ['2023-05-01', '2023-05', '2023-01..09', '2023-Q1']
    >>> read_period("2023.1-9"), read_period("2023-1-9"), read_period("2023.1")
    ('2023-01..09', '2023-01-09', None)
    >>> read_period("45047"), read_period("1990年代"), read_period("去年")
    ('2023-05-01', '199X', None)
    """
    if periods.parse_period(text) is not None:
        return text
    if may_be_two_months(text):
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isdigit() and int(plain) in _SERIALS:
        return format_stored_number(plain, "day")
    bare = re.sub(r"\s+(?!\d{1,2}:)", "", plain)
    bare = re.sub("([一二三四])(?=季)", lambda found: str(_QUARTERS[found[1]]), bare) if "前" not in bare else bare
    for form, shape in _FORMS:
        match = form.fullmatch(bare)
        if match:
            period = shape.format(match[1], *(int(part) if part.isdigit() else part for part in match.groups()[1:]))
            return period if periods.parse_period(period) is not None else None
    return plain if periods.parse_period(plain) is not None else None


def may_be_two_months(text: str) -> bool:
    """Whether a text may be January or October: 2023.1 is also what a spreadsheet makes of 2023.10.

    >>> may_be_two_months("2023.1"), may_be_two_months("2023.10"), may_be_two_months("2023.2")
    (True, False, False)
    """
    return _LOST_ZERO.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None
