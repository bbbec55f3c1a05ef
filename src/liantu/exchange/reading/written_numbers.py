"""A column of figures as people write them: plain numbers, marks, and texts that are neither."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from liantu.exchange.reading.marks import is_missing, is_not_applicable
from liantu.model.units import format_decimal, split_number

#: How a number stands when nothing needs reading.
_PLAIN = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"


@dataclass
class WrittenNumbers:
    """The different texts of a column that are no plain numbers.

    ``numbers``: the plain decimal of each, and what follows it, such as a unit. ``missing`` and ``not_applicable``:
    marks. ``unread``: no number that reads one way.
    """

    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    not_applicable: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)


def read_numbers(cells: pl.Series) -> WrittenNumbers:
    """What the texts of a column mean; each different text is read once, plain numbers are not looked at."""
    found = WrittenNumbers()
    odd = cells.filter(~cells.str.contains(_PLAIN).fill_null(True))
    for text in odd.unique(maintain_order=True):
        parts = split_number(text)
        if is_not_applicable(text):
            found.not_applicable.add(text)
        elif is_missing(text):
            found.missing.add(text)
        elif parts is None:
            found.unread.add(text)
        else:
            found.numbers[text] = (format_decimal(parts[0]), parts[1])
    return found
