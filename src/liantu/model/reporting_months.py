"""Months as offices report them: January and February are one, so a year has eleven, and each has a running number.

The number orders them and makes their arithmetic plain: one less is the month before, ``YEAR`` less the same month of
the year before.
"""

from __future__ import annotations

import re

import polars as pl

#: How many reporting months a year has.
YEAR = 11
_FORM = r"^(\d{4})-(?:01\.\.)?(02|0[3-9]|1[0-2])$"


def number_months(texts: pl.Expr) -> pl.Expr:
    """The running number of months as written; null for what is no reporting month.

    >>> months = pl.DataFrame({"month": ["2023-01..02", "2023-03", "2023-12", "2023-02", "2023-01..05", "2023"]})
    >>> months.select(number_months(pl.col("month"))).to_series().to_list()
    [22253, 22254, 22263, None, None, None]
    """
    year, last = texts.str.extract(_FORM, 1).cast(pl.Int64), texts.str.extract(_FORM, 2).cast(pl.Int64)
    merged = texts.str.contains("..", literal=True)
    fits = (last == 2) == merged
    return pl.when(fits).then(year * YEAR + last - 2)


def number_month(text: str) -> int | None:
    """The running number of a month as written; None for what is no reporting month.

    >>> number_month("2023-11") - number_month("2023-01..02")
    9
    >>> number_month("2023-02")
    """
    match = re.match(_FORM, text)
    if match is None or (int(match[2]) == 2) != (".." in text):
        return None
    return int(match[1]) * YEAR + int(match[2]) - 2


def name_month(number: int) -> str:
    """A reporting month as written.

    >>> [name_month(number_month("2023-03") - back) for back in (0, 1, 2, 11)]
    ['2023-03', '2023-01..02', '2022-12', '2022-03']
    """
    year, place = divmod(number, YEAR)
    return f"{year}-01..02" if place == 0 else f"{year}-{place + 2:02}"


def name_months_so_far(number: int) -> str:
    """The months of the year up to a reporting month, as a period.

    >>> name_months_so_far(number_month("2023-11")), name_months_so_far(number_month("2023-01..02"))
    ('2023-01..11', '2023-01..02')
    """
    year, place = divmod(number, YEAR)
    return f"{year}-01..{place + 2:02}"


def first_of_year(number: int) -> int:
    """The number of January and February of the year of a month.

    >>> name_month(first_of_year(number_month("2023-11")))
    '2023-01..02'
    """
    return number - number % YEAR
