"""Dates as they stand in the cells of a sheet: as people write them, or as the number of a day."""

from __future__ import annotations

import unicodedata

from liantu.exchange.reading.number_formats import format_stored_number
from liantu.model.written_periods import read_written_period

#: Serial numbers of days from 1960 to 2064; a number outside is no date, and 20231 may be a year and a month.
_SERIALS = range(22_000, 60_000)


def read_period(text: str) -> str | None:
    """The period that a cell means, or None.

    >>> [read_period(text) for text in ("2023年5月1日", "2023.5", "2023年1—9月", "２０２３年一季度")]
    ['2023-05-01', '2023-05', '2023-01..09', '2023-Q1']
    >>> read_period("45047"), read_period("1990年代"), read_period("去年")
    ('2023-05-01', '199X', None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isdigit() and int(plain) in _SERIALS:
        return format_stored_number(plain, "day")
    return read_written_period(text)
