"""What is still to be asked of each place, and by which item it stands open."""

from __future__ import annotations

import polars as pl


def list_open_prices(terms: pl.DataFrame) -> pl.DataFrame:
    """Every term without an amount: siting_place, item, product, missing (why: no price, quantity, route, market,
    weight, or what a tax rests on), quantity (of the need, null: unknown), quantity_unit; none twice."""
    columns = ("siting_place", "item", "product", "missing", "quantity", "quantity_unit")
    found = terms.filter(pl.col("missing").is_not_null())
    return found.select(columns).unique(subset=columns[:4], keep="first", maintain_order=True)
