"""Papers of one chain: the A3 map, and 一链一图一表."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import Paper, chain_facts, chain_map_paper, chain_set_paper
from liantu.papers.paper_setting import paper_setting

if TYPE_CHECKING:
    from liantu.district import District

#: Papers of one chain: the A3 map, and 一链一图一表; with a workbook.
OF_CHAIN = ("map", "set")
#: For reading, without a workbook: A3 产业链图谱 of today and aim, 链长一页纸.
PAGES_OF_CHAIN = ("pair", "leader")


def chain_paper(district: District, kind: str, language: str, chain: str, notes: tuple[str, ...]) -> Paper:
    """The map of a chain, or its set."""
    from liantu.drawings.chain_cards import make_chain_cards
    from liantu.papers.chain_content import gather_chain_content
    from liantu.wording import translator

    tr, in_chain = translator(language), pl.col("product").is_in(district.chain.products_of(chain))
    row = district.tables["chains"].filter(pl.col("id") == chain).row(0, named=True)
    name = district.tables.labels(language)[chain]
    setting = paper_setting(district, language, name, notes)
    # The map alone has room for what is inferred upstream; in the set the tables follow.
    content = gather_chain_content(district, chain)
    svg = make_chain_cards(content, language, induced=kind == "map").drawing(name, tr(", ")).svg("chain-map")
    if kind == "map":
        return chain_map_paper(svg, setting, chain_facts(row, setting))
    return chain_set_paper(
        row,
        svg,
        setting,
        gaps=district.chain.gaps("invite", chain),
        utilities=district.chain.gaps("utilities", chain),
        extend=district.chain.extensions().filter(in_chain),
        weak=district.chain.weak_links().filter(in_chain),
    )


def first_chains(district: District) -> dict[str, str]:
    """The first chain that each product stands in."""
    found: dict[str, str] = {}
    for chain in district.tables["chains"]["id"]:
        for product in district.chain.products_of(chain):
            found.setdefault(product, chain)
    return found
