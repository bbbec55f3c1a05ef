"""Sums of a chain's terms at a state of the district: what is needed for what, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

#: The states of a pair of maps, and which plants run in each.
NOW, BUILT, GOAL = "now", "built", "goal"
STATUSES: Mapping[str, tuple[str, ...]] = {
    NOW: ("operating",),
    BUILT: ("operating", "building"),
    GOAL: ("operating", "building", "planned"),
}
Amounts = dict[str, float]


class ChainSums:
    """Needs, supplies and firms of a chain, summed once; amounts are in the plain unit of the product, a year."""

    def __init__(self, terms: pl.DataFrame) -> None:
        demand = terms.filter(measure="demand")
        supplies = terms.filter(pl.col("measure").is_in(["supply", "captive"]))
        #: By product, what of it is needed to make another product, by status.
        self.needs: dict[str, dict[str, Amounts]] = {}
        for product, via, status, value in _sum(demand, "value", "product", "via", "status").iter_rows():
            self.needs.setdefault(product, {}).setdefault(via, {})[status] = value
        known = demand.filter(pl.col("value").is_not_null()).select("product", "via").unique()
        self.known_needs = set(known.rows())
        self.supplies = _by_status(supplies, "value")
        outside = _by_status(terms.filter(measure="nearby"), "value")
        self.nearby = {product: sum(amounts.values()) for product, amounts in outside.items()}
        self.capacities = _by_status(terms.filter(measure="supply"), "amount")
        #: Who makes it here, and nearby, in the order of the rows.
        self.firms = _firms(supplies)
        self.nearby_firms = _firms(terms.filter(measure="nearby"))

    def need(self, product: str, state: str, via: str | None = None) -> float:
        """How much of a product is needed at a state, for all or for making another one."""
        uses = self.needs.get(product, {})
        chosen = uses.values() if via is None else [uses.get(via, {})]
        return sum(_sum_statuses(amounts, state) for amounts in chosen)

    def supply(self, product: str, state: str) -> float:
        """What plants of the district make of a product at a state, sold or used on site."""
        return _sum_statuses(self.supplies.get(product, {}), state)


def _sum_statuses(amounts: Amounts, state: str) -> float:
    return sum(amounts.get(status, 0.0) for status in STATUSES[state])


def _sum(terms: pl.DataFrame, column: str, *by: str) -> pl.DataFrame:
    return terms.group_by(by, maintain_order=True).agg(pl.col(column).sum())


def _by_status(terms: pl.DataFrame, column: str) -> dict[str, Amounts]:
    """Sums of a column by product and status."""
    found: dict[str, Amounts] = {}
    for product, status, value in _sum(terms, column, "product", "status").iter_rows():
        found.setdefault(product, {})[status] = value
    return found


def _firms(terms: pl.DataFrame) -> dict[str, list[str]]:
    rows = terms.filter(pl.col("firm").is_not_null()).select("product", "firm").unique(maintain_order=True)
    found: dict[str, list[str]] = {}
    for product, firm in rows.iter_rows():
        found.setdefault(product, []).append(firm)
    return found
