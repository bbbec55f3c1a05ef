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
