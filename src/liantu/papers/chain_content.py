"""The results of a chain that its map is drawn of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liantu.drawings.chain_content import ChainContent

if TYPE_CHECKING:
    from liantu.district import District


def gather_chain_content(district: District, chain: str) -> ChainContent:
    """What the map of a chain is drawn of. Raises Problems when there is no such chain."""
    return district.cache.once(("chain content", chain), lambda: _gather(district, chain))


def _gather(district: District, chain: str) -> ChainContent:
    room, tables = district.chain, district.tables
    content = ChainContent(
        root=dict(tables["chains"].select("id", "root").iter_rows()).get(chain),
        chain_products=room.products_of(chain),
        products=tables.rows("products"),
        terms=room.terms_of(chain),
        gaps=room.gaps("all", chain),
        balance=room.balance(chain),
        per_unit=room.per_unit(chain),
        extensions=room.extensions(),
        conditional=room.conditional_needs(chain),
    )
    fill = content.links_to_fill()
    if fill.is_empty():
        return content
    needs, inputs = room.induced_needs(fill), room.default_inputs(fill["product"])
    return replace(content, route_inputs=inputs.rows(), induced=dict(needs.iter_rows()))
