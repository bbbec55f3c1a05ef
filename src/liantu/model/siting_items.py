"""The items of a siting account: what a price of each is for one of, whether it is paid once, and what it follows."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

#: How many hours a year has in a tariff.
HOURS_A_YEAR = 8760.0


class SitingItem(NamedTuple):
    """A cost item. ``unit`` is that of its prices (blank: CNY for the product's own unit), ``quantity_unit`` of what is
    needed of it. ``by_hours``: several prices of a year hold for some hours each. ``follows_load``: half the load is
    half the cost. ``once``: paid before production. ``of_product``: a price is of a product."""

    unit: str
    quantity_unit: str
    by_hours: bool
    follows_load: bool
    once: bool
    of_product: bool


def _read_items() -> dict[str, SitingItem]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        rows = [*csv.DictReader(stream)]
    flags = ("by_hours", "follows_load", "once", "of_product")
    return {
        row["item"]: SitingItem(row["unit"], row["quantity_unit"], *(row[flag] == "yes" for flag in flags))
        for row in rows
    }


#: By the codes of ``siting_item``. Inbound and outbound freight and surcharges are worked out and have no price row.
ITEMS = _read_items()
