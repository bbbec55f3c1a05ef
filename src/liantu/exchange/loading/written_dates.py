"""Dates as people write them, in the one notation of periods."""

from __future__ import annotations

import re
import unicodedata

from liantu.exchange.loading.number_formats import format_stored_number
from liantu.model import periods

_Y, _M, _D = r"(\d{4})", r"(\d{1,2})", r"(\d{1,2})"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_FORMS = (
    (re.compile(rf"{_Y}[-/.年]{_M}[-/.月]{_D}日?(?:[ T]?\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?)?"), "{0}-{1:02}-{2:02}"),
    (re.compile(rf"{_Y}(\d\d)(\d\d)"), "{0}-{1:02}-{2:02}"),
    (re.compile(rf"{_Y}[-/.年]{_M}月?(?:份)?"), "{0}-{1:02}"),
    (re.compile(rf"{_Y}年?{_M}[-—–~～至到]{_M}月(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
    (re.compile(rf"{_Y}年{_M}月?[-—–~～至到]{_M}月(?:份|累计|合并)?"), "{0}-{1:02}..{2:02}"),
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
#: Serial numbers of days from 1954 to 2064; a number outside is no date.
_SERIALS = range(20_000, 60_000)


def read_period(text: str) -> str | None:
    """The period that a text means, or None.

    >>> [read_period(text) for text in ("2023年5月1日", "2023.5", "2023年1—9月", "２０２３年一季度")]
    ['2023-05-01', '2023-05', '2023-01..09', '2023-Q1']
    >>> read_period("45047"), read_period("1990年代"), read_period("去年")
    ('2023-05-01', '199X', None)
    """
    if periods.parse_period(text) is not None:
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isdigit() and int(plain) in _SERIALS:
        return format_stored_number(plain, "day")
    bare = re.sub(r"\s+(?!\d{1,2}:)", "", plain)
    bare = re.sub("([一二三四])(?=季)", lambda found: str(_QUARTERS[found[1]]), bare) if "前" not in bare else bare
    for form, shape in _FORMS:
        match = form.fullmatch(bare)
        if match:
            period = shape.format(match[1], *map(int, match.groups()[1:]))
            return period if periods.parse_period(period) is not None else None
    return plain if periods.parse_period(plain) is not None else None
