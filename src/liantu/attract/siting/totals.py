"""What a case costs in each place: a year, a unit of product, ten thousand CNY of output, and item by item."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.site_case import SiteCase
from liantu.attract.siting.terms import IS_COST, SALE

_TEN_THOUSAND = 1e4


def sum_items(terms: pl.DataFrame, groups: dict[str, str]) -> pl.DataFrame:
    """Cost by place and item: siting_place, item, product, group, amount (CNY a year; null: none of it known), unknown
    (whether a part of it is). ``groups`` are those of the items, in their order."""
    known = pl.col("amount").is_not_null()
    order = {item: number for number, item in enumerate(groups)}
    return (
        terms.filter(IS_COST)
        .group_by("siting_place", "item", "product", maintain_order=True)
        .agg(
            pl.when(known.any()).then(pl.col("amount").sum()).alias("amount"),
            pl.col("missing").is_not_null().any().alias("unknown"),
        )
        .with_columns(pl.col("item").replace_strict(groups, default=None).alias("group"))
        .sort(pl.col("item").replace_strict(order, default=None, return_dtype=pl.Int64), maintain_order=True)
    )


def sum_places(terms: pl.DataFrame, case: SiteCase, places: pl.Series) -> pl.DataFrame:
    """Cost by place: siting_place, amount (CNY a year; null: nothing is known), per_unit (CNY a unit of product),
    output (CNY a year; null: the product has no price), per_output (CNY for ten thousand CNY of output), at_least
    (whether a cost is unknown: the figures are then least ones), open_credit (whether what a by-product brings is
    unknown: they are then no bound), unknown (the items that are)."""
    cost = pl.col("amount").filter(IS_COST)
    sale = pl.col("amount").filter(pl.col("item") == SALE)
    lacking = pl.col("missing").is_not_null() & IS_COST
    is_credit = pl.col("sign") < 0
    by_place = terms.group_by("siting_place").agg(
        pl.when(cost.is_not_null().any()).then(cost.sum()).alias("amount"),
        pl.when(sale.is_not_null().any()).then(sale.sum()).alias("output"),
        (lacking & ~is_credit).any().alias("at_least"),
        (lacking & is_credit).any().alias("open_credit"),
        pl.col("item").filter(lacking).unique(maintain_order=True).alias("unknown"),
    )
    ordered = pl.DataFrame({"siting_place": places}, schema={"siting_place": pl.String})
    return ordered.join(by_place, on="siting_place", how="left", maintain_order="left").select(
        "siting_place",
        "amount",
        (pl.col("amount") / case.amount).alias("per_unit"),
        "output",
        (pl.col("amount") / pl.col("output") * _TEN_THOUSAND).alias("per_output"),
        *("at_least", "open_credit", "unknown"),
    )
