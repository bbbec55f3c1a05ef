"""The price at which the order of two places turns round."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.comparison import select_common
from liantu.attract.siting.duties import PROPERTY, STAMP
from liantu.attract.siting.surcharges import SURCHARGE

#: What a price or quantity is called by.
NAMED = ("siting_place", "item", "product", "spec")
#: Less than this part of what a price brings is nothing.
_NOTHING = 1e-9


def find_flip_prices(terms: pl.DataFrame, home: str, other: str) -> pl.DataFrame:
    """For each price the one at which two places cost the same, all else as it is, the nearest first.

    Columns: key, NAMED, price, flip (CNY for one unit, both without deductible tax; of prices by hours or
    months the average, all moved alike), change (relative), low, high, within (whether it lies in the stated range).
    The difference D of the places is linear in a price: taken times λ it is D + (λ − 1) · A, with A what the terms of
    the price bring to D; it turns round at λ = 1 − D ÷ A. A price that would have to be negative, and one that both
    places take alike, turns nothing.
    """
    common = select_common(terms, home, other).filter(pl.col("price_key").is_not_null())
    weighed = pl.col("weight") * pl.col("amount")
    difference = float(common.select(weighed.sum()).item())
    brought = common.group_by(pl.col("price_key").alias("key"), maintain_order=True).agg(
        weighed.sum().alias("brought"), weighed.abs().sum().alias("size")
    )
    factor = (1 - difference / pl.col("brought")).alias("factor")
    turning = brought.filter(pl.col("brought").abs() > _NOTHING * pl.col("size")).with_columns(factor)
    return (
        turning.filter(pl.col("factor") >= 0)
        .join(average_prices(common), on="key")
        .select(
            *("key", *NAMED, "price"),
            (pl.col("price") * pl.col("factor")).alias("flip"),
            (pl.col("factor") - 1).alias("change"),
            *("low", "high"),
            (pl.col("price") * pl.col("factor")).is_between("low", "high").alias("within"),
        )
        .sort(pl.col("change").abs(), "key")
    )


def average_prices(terms: pl.DataFrame) -> pl.DataFrame:
    """Each price of some terms: key, NAMED, low, price, high; of several rows that move together the average by
    quantity."""
    derived = pl.col("item").is_in([SURCHARGE, STAMP, PROPERTY])
    rows = terms.filter(~derived, pl.col("price_key").is_not_null())
    size = pl.col("quantity")
    means = [
        ((pl.col(name) * size).sum() / size.sum()).alias(alias)
        for name, alias in (("price_low", "low"), ("price", "price"), ("price_high", "high"))
    ]
    return rows.group_by(pl.col("price_key").alias("key"), maintain_order=True).agg(*name_terms(), *means)


def name_terms() -> list[pl.Expr]:
    """What a group of terms is called, NAMED: the place where they are of one alone, else null; item, product and
    specification of the largest."""
    place = pl.when(pl.col("siting_place").n_unique() == 1).then(pl.col("siting_place").first())
    largest = pl.col(*NAMED[1:]).sort_by(pl.col("amount").abs(), descending=True).first()
    return [place.alias("siting_place"), largest]
