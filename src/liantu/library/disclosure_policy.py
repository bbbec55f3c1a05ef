"""The rules of disclosure control in force on a day, as the room that applies them takes them."""

from __future__ import annotations

from datetime import date

from liantu.disclosure import DisclosureRules
from liantu.library.policy import read_policy_value


def read_disclosure_rules(day: date) -> DisclosureRules:
    """What a table of sums over firms may show on a day.

    >>> read_disclosure_rules(date(2024, 1, 1)).smallest
    4
    """
    return DisclosureRules.from_mapping(read_policy_value("disclosure/aggregates", day))


def read_ratio_digits(day: date) -> int:
    """How many significant digits a ratio of sums has that is told on a day.

    >>> read_ratio_digits(date(2024, 1, 1))
    4
    """
    return int(read_policy_value("disclosure/ratios", day))
