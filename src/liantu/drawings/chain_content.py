"""What a chain map is drawn of: the results of one chain as plain frames, and which products have a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from liantu.model.tables import Row

#: More cards than this in a column are folded and counted.
MOST_CARDS = 12


@dataclass(frozen=True)
class NeededInputs:
    """Inputs in the order to fill them: those with a card, what they go into, and how many are folded.

    ``per_unit``: no need of the chain's own is known; what a unit of its root product takes stands for it.
    """

    products: list[str]
    pairs: list[tuple[str, str]]
    folded: int
    per_unit: bool


@dataclass(frozen=True)
class ChainContent:
    """One chain: its ``root``, its ``chain_products``, and its results.

    ``terms``, ``gaps`` (all lists), ``balance``, ``per_unit`` and ``extensions`` are frames of the chain engine,
    ``products`` rows of that table by id. Of the links that could be filled: ``route_inputs`` (product, input) of their
    default processes, and what filling them would need in turn, ``induced`` by product.
    ``conditional``: what links usually made on site would need too (product, behind), with a need of it in ``balance``.
    """

    root: str | None
    chain_products: Sequence[str]
    products: Mapping[str, Row]
    terms: pl.DataFrame
    gaps: pl.DataFrame
    balance: pl.DataFrame
    per_unit: pl.DataFrame
    extensions: pl.DataFrame
    route_inputs: Sequence[tuple[str, str]] = ()
    induced: dict[str, float] = field(default_factory=dict)
    conditional: pl.DataFrame = field(default_factory=pl.DataFrame)

    @cached_property
    def made(self) -> list[str]:
        """Products that the chain's plants make or will make; its root when there is none."""
        found = self.terms.filter(
            pl.col("measure").is_in(["supply", "captive"]) & pl.col("product").is_in(self.chain_products)
        )
        return found["product"].unique(maintain_order=True).to_list() or ([self.root] if self.root else [])

    @cached_property
    def needed(self) -> NeededInputs:
        """What the chain needs, in the order to fill it; utilities stay in a list of their own."""
        needs = self.terms.filter((pl.col("measure") == "demand") & ~pl.col("product").is_in(self.made))
        pairs = needs.select("product", "via").unique(maintain_order=True).rows()
        per_unit = not pairs
        if per_unit:
            root = self.made[0] if self.made else ""
            pairs = [(row["product"], root) for row in self.per_unit.to_dicts() if row["role"] != "byproduct"]
        keys = [key for key in dict.fromkeys(key for key, _ in pairs) if self.is_drawn(key)]
        rows = self.gaps.select(pl.col("list") != "invite", "product").rows()  # the links to fill first, as listed
        order = {key: (other, position) for position, (other, key) in enumerate(rows)}
        keys.sort(key=lambda key: order.get(key, (True, len(order))))
        folded = max(0, len(keys) - MOST_CARDS) + len({key for key, _ in pairs}) - len(keys)
        return NeededInputs(keys[:MOST_CARDS], pairs, folded, per_unit)

    def links_to_fill(self) -> pl.DataFrame:
        """Missing links with a card that somebody could be invited to fill: product, gap."""
        inviting = (pl.col("list") == "invite") & (pl.col("gap_typical") > 0)
        fill = self.gaps.filter(inviting & pl.col("product").is_in(self.needed.products))
        return fill.select("product", pl.col("gap_typical").alias("gap"))

    def is_drawn(self, product: str) -> bool:
        """Whether a product has a card: utilities and energy have none."""
        return product in self._with_card

    @cached_property
    def _with_card(self) -> set[str]:
        return {
            key
            for key, row in self.products.items()
            if row["list"] != "utilities" and row["kind"] not in ("energy", "utility")
        }
