"""Which input moves the difference of two places most, from its low to its high value with all others as they are."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.comparison import select_common
from liantu.attract.siting.flip_prices import NAMED, average_prices, name_terms

PRICE, QUANTITY = "price", "quantity"
_ENDS = ("low", "price", "high")


def list_movers(terms: pl.DataFrame, home: str, other: str) -> pl.DataFrame:
    """Each price and quantity that has a range: key, kind (price, quantity), NAMED, low, price, high (of a
    price, without tax; of a quantity null, for it stands in several terms), at_low and at_high (the difference of the
    places then, CNY a year), swing; the widest first."""
    common = select_common(terms, home, other)
    difference = float((common["amount"] * common["weight"]).sum())
    prices = _move(common, "price_key", PRICE).join(average_prices(common), on="key", how="left", maintain_order="left")
    quantities = _move(common, "quantity_key", QUANTITY).join(_name_quantities(common), on="key", maintain_order="left")
    return (
        pl.concat([prices, quantities.select(prices.columns)])
        .select(
            *("key", "kind", *NAMED, *_ENDS),
            (difference + pl.col("by_low")).alias("at_low"),
            (difference + pl.col("by_high")).alias("at_high"),
            (pl.col("by_high") - pl.col("by_low")).abs().alias("swing"),
        )
        .filter(pl.col("swing") > 0)
        .sort("swing", "key", descending=[True, False])
    )


def _move(common: pl.DataFrame, key: str, kind: str) -> pl.DataFrame:
    """How far the difference moves with each key, whose terms move together."""
    still = QUANTITY if kind == PRICE else PRICE
    factor = pl.col("weight") * pl.col("sign") * pl.col(still) / pl.col("years")
    moves = [(factor * (pl.col(f"{kind}_{end}") - pl.col(kind))).sum().alias(f"by_{end}") for end in ("low", "high")]
    rows = common.filter(pl.col(key).is_not_null()).group_by(pl.col(key).alias("key"), maintain_order=True)
    return rows.agg(pl.lit(kind).alias("kind"), *moves)


def _name_quantities(common: pl.DataFrame) -> pl.DataFrame:
    """What each quantity is called by: key, NAMED; no price."""
    rows = common.group_by(pl.col("quantity_key").alias("key"), maintain_order=True).agg(*name_terms())
    return rows.with_columns(pl.lit(None, pl.Float64).alias(end) for end in _ENDS)
