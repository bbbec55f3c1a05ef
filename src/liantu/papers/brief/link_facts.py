"""What a brief says of a missing link, gathered once for all its sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.exchange.paper import Setting
from liantu.model.tables import Row
from liantu.wording.amounts import Scale, choose_scale
from liantu.wording.paper_figures import paper_figure, paper_range, round_figure

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import Account, AccountTerm, ListedGap

STATUSES = ("operating", "building", "planned")


@dataclass(frozen=True)
class UsingCapacity:
    """What a link goes into: its name, its unit, and its capacity by status and in all; None where none is stated."""

    name: str
    unit: str
    amounts: tuple[float | None, ...]


@dataclass(frozen=True)
class LinkFacts:
    """A missing link of a district, for a paper in a language; ``internal``: firms may be named."""

    district: District
    setting: Setting
    gap: ListedGap
    internal: bool

    @property
    def product(self) -> str:
        """The id of the product."""
        return self.gap["product"]

    @cached_property
    def row(self) -> Row:
        """The row of the product, with its traits."""
        return self.district.tables.rows("products")[self.product]

    @property
    def name(self) -> str:
        """The name of the product."""
        return str(self.gap["zh"] if self.setting.chinese else self.gap["en"] or self.gap["zh"])

    @property
    def place(self) -> str:
        """The name of the district."""
        return self.setting.scope

    @cached_property
    def scale(self) -> Scale:
        """The unit in which all amounts of the product are printed."""
        amounts = [self.gap["operating"], self.gap["building"], self.gap["planned"], self.gap["gap_typical"]]
        return self.scale_of(self.product, amounts)

    def scale_of(self, product: str, amounts: list[float | None]) -> Scale:
        """The unit in which amounts of a product are printed."""
        unit = str(self.district.tables.rows("products")[product]["unit"] or "")
        return choose_scale(amounts, unit, chinese=self.setting.chinese)

    def figure(self, amount: float | None, *, least: bool = False) -> str:
        """An amount of the product without its unit; the word for unknown where there is none."""
        if amount is None or (least and not amount):
            return self.setting.unknown
        return ("≥" if least else "") + paper_figure(amount / self.scale.divisor)

    def amount(self, amount: float | None, *, least: bool = False) -> str:
        """An amount of the product with its unit."""
        figure = self.figure(amount, least=least)
        return figure if figure == self.setting.unknown else f"{figure} {self.scale.unit}"

    def size(self, amount: float) -> str:
        """The size of a plant, with its unit."""
        return f"{round_figure(amount / self.scale.divisor)} {self.scale.unit}"

    @property
    def yearly_unit(self) -> str:
        """The unit of an amount that is said to be of a year."""
        return self.scale.unit.partition("/")[0]

    @property
    def range(self) -> str:
        """The low and the high value of the gap."""
        low, high = self.gap["gap_p10"], self.gap["gap_p90"]
        divisor = self.scale.divisor
        return "" if low is None or high is None else paper_range(low / divisor, high / divisor, self.setting.language)

    def is_least(self, measure: str) -> bool:
        """Whether an unknown part makes a figure a least one."""
        if measure == "supply":
            return bool(self.gap["unknown_supply_by"])
        if measure == "nearby":
            return bool(self.gap["unknown_nearby_by"])
        return measure in (self.gap["unknown_demand_in"] or ())

    @cached_property
    def account(self) -> Account:
        """The account of its gap."""
        return self.district.chain.account(self.product, "gap")

    @cached_property
    def using(self) -> list[UsingCapacity]:
        """The capacity by status of the product it goes into, where that is one; else nothing."""
        terms = [term for term in self.account["terms"] if term["measure"] == "demand"]
        products = {term["capacity"]["product"] for term in terms}
        if len(products) != 1 or None in products:
            return []
        product = str(products.pop())
        sums = {status: _sum_capacities(terms, status) for status in STATUSES}
        scale = self.scale_of(product, [*sums.values()])
        amounts_by_status = [None if a is None else a / scale.divisor for a in sums.values()]
        known_sum = sum(a for a in amounts_by_status if a is not None)
        return [UsingCapacity(self.setting.name(product), scale.unit, (*amounts_by_status, known_sum))]

    @cached_property
    def plant_size(self) -> float | None:
        """What a usual plant makes in a year, in the product's unit."""
        typical = self.row["usual_plant_typical"]
        return float(typical) if typical else None

    @cached_property
    def chains(self) -> list[str]:
        """The chains that the link stands in."""
        rooms = self.district.chain
        return [key for key in self.district.tables["chains"]["id"] if self.product in rooms.products_of(key)]

    @cached_property
    def parks(self) -> list[Row]:
        """The parks of the district."""
        places = self.district.tables["places"]
        inside = pl.col("outside").fill_null("no") != "yes"
        return [*places.filter((pl.col("kind") == "park") & inside).iter_rows(named=True)]


def link_facts(district: District, setting: Setting, product: str, *, internal: bool) -> LinkFacts | None:
    """The facts of a link; None where the product is on no list."""
    rows = district.chain.gaps("all").filter(pl.col("product") == product)
    if rows.is_empty():
        return None
    return LinkFacts(district, setting, cast("ListedGap", rows.row(0, named=True)), internal)


def _sum_capacities(terms: list[AccountTerm], status: str) -> float | None:
    """The stated capacity of a status; None where there is some and none of it is stated."""
    amounts = {
        t["capacity"]["id"] + str(t["unallocated"]): t["capacity"]["amount"] for t in terms if t["status"] == status
    }
    known = [amount for amount in amounts.values() if amount is not None]
    return sum(known) if known or not amounts else None
