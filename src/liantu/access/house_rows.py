"""What stays among the house: read on its screens, in no file that leaves.

What it says among itself, how long each plant runs on what it has in stock, and what each firm buys from where.
"""

from __future__ import annotations

from liantu.access.decision import Purpose
from liantu.model.tables import Tables, empty_table

#: Tables whose rows never leave, whatever their class.
HOUSE_TABLES = ("comments", "assignments", "saved_views", "stocks", "purchases")


def stays_in_house(name: str, purpose: Purpose) -> bool:
    """Whether the rows of a table are left out for a purpose.

    >>> stays_in_house("comments", Purpose.LEAVING), stays_in_house("comments", Purpose.ON_SCREEN)
    (True, False)
    """
    return name in HOUSE_TABLES and purpose is not Purpose.ON_SCREEN


def leave_house_rows(tables: Tables, purpose: Purpose) -> Tables:
    """The tables without what stays in the house; the very same where that is nothing."""
    filled = [name for name in HOUSE_TABLES if stays_in_house(name, purpose) and tables[name].height]
    return tables.replace(**{name: empty_table(name) for name in filled}) if filled else tables
