"""What a district lacks in one sentence's worth of figures: the chain that leads the list, and its links to fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.chain.value_bands import rank_value

#: Links that a sentence names.
_NAMED = 4


@dataclass(frozen=True)
class ChainSummary:
    """The links to fill of a chain: how many, of how many the amount is known, the first and the most valuable.

    ``first`` and ``largest`` are product ids in the order of the list; ``largest`` is None where no value is known.
    """

    chain: str
    links: int
    computed: int
    first: tuple[str, ...]
    largest: str | None

    @property
    def unknown(self) -> int:
        """How many links have an amount that nobody knows."""
        return self.links - self.computed


def find_leading_chain(gaps: pl.DataFrame, of_chains: Mapping[str, pl.DataFrame]) -> str | None:
    """The chain that has the first link of the whole list, of several the one with more links; None without any.

    ``of_chains`` has the list of each chain, in the order of chains.
    """
    for product in gaps["product"]:
        having = {chain: rows.height for chain, rows in of_chains.items() if product in rows["product"]}
        if having:
            return max(having, key=lambda chain: having[chain])
    return None


def summarise_chain(chain: str, gaps: pl.DataFrame) -> ChainSummary:
    """The list of a chain in a few figures."""
    known = gaps.filter(pl.col("gap_typical").is_not_null())
    return ChainSummary(
        chain=chain,
        links=gaps.height,
        computed=known.height,
        first=(*gaps["product"].head(_NAMED),),
        largest=find_most_valuable(known),
    )


def find_most_valuable(gaps: pl.DataFrame) -> str | None:
    """The link with the greatest value, of a band alone by its low end; None where no value is known."""
    valued = gaps.with_columns(rank_value().alias("ranked")).drop_nulls("ranked")
    if valued.is_empty():
        return None
    return str(valued.sort("ranked", descending=True, maintain_order=True)["product"][0])
