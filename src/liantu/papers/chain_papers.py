"""Papers of one chain: the pair of its maps on A3, and 一链一图一表."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import Paper, chain_set_paper
from liantu.wording.titles import CHAIN_SET

if TYPE_CHECKING:
    from liantu.district import District

#: 一链一图一表, which has a workbook.
OF_CHAIN = ("set",)
#: A3 产业链图谱 of today and aim; the map alone went before it, and its name still leads to it.
PAIRS = ("pair", "map")
#: For reading, without a workbook: the pair, 链长一页纸.
PAGES_OF_CHAIN = (*PAIRS, "leader")


def chain_set(district: District, language: str, chain: str, notes: tuple[str, ...]) -> Paper:
    """The pair of maps of a chain, then all its lists. Raises Problems when there is no such chain."""
    from liantu.papers.pair_paper import pair_paper

    room, in_chain = district.chain, pl.col("product").is_in(district.chain.products_of(chain))
    return chain_set_paper(
        pair_paper(district, chain, language, notes, CHAIN_SET),
        gaps=room.gaps("invite", chain),
        utilities=room.gaps("utilities", chain),
        extend=bound_extensions(district).filter(in_chain),
        weak=room.weak_links().filter(in_chain),
    )


def bound_extensions(district: District) -> pl.DataFrame:
    """The extensions, with whose supply and use here is unknown: on which side each surplus is bounded."""
    unknown = district.chain.balance().select("product", "unknown_supply_by", "unknown_demand_by")
    return district.chain.extensions().join(unknown, on="product", how="left", maintain_order="left")


def first_chains(district: District) -> dict[str, str]:
    """The first chain that each product stands in."""
    found: dict[str, str] = {}
    for chain in district.tables["chains"]["id"]:
        for product in district.chain.products_of(chain):
            found.setdefault(product, chain)
    return found
