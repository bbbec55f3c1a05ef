"""How a product stands here, in a line for those who search it: who makes it, what is missing, what is not known."""

from __future__ import annotations

import polars as pl

from liantu.web.core.page_tables import Cell, Link, text_cell
from liantu.web.core.request_view import RequestView


def describe_product_state(view: RequestView, product: str) -> Cell:
    """The evidence of its gap after the firms that make it, or may; empty where it is on no list."""
    gaps = view.district.chain.gaps("all").filter(pl.col("product") == product)
    if gaps.is_empty():
        return text_cell("")
    terms = view.district.chain.terms.filter(pl.col("product") == product, pl.col("measure") == "supply")
    firms = terms["firm"].drop_nulls().unique(maintain_order=True)
    words = view.word("evidence", gaps["evidence"][0])
    makers = view.join(view.name(firm) for firm in firms)
    return Cell((Link(f"{makers}{view.tr(': ')}{words}" if makers else words),))
