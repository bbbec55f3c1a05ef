"""The rules of disclosure control in force on a day, as the room that applies them takes them."""

from __future__ import annotations

from datetime import date

from liantu.disclosure import Rules
from liantu.library.policy import value


def rules(day: date) -> Rules:
    """What a table of sums over firms may show on a day.

    >>> rules(date(2024, 1, 1)).smallest
    4
    """
    return Rules.of(value("disclosure/aggregates", day))
