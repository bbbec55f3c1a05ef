"""Which price of a product counts for a year: the year's own, else the latest known by a date."""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from liantu.model.tables import Tables

#: ``claim``: the price of the year asked about comes first; ``as_of``: the latest not after the date.
PricePeriod = Literal["claim", "as_of"]


def list_reference_prices(tables: Tables) -> pl.DataFrame:
    """The reference prices of products: product, year, low, high (CNY a unit)."""
    return (
        tables.numbers("products")
        .select(
            pl.col("id").alias("product"),
            pl.col("price_year").cast(pl.Int64, strict=False).alias("year"),
            pl.col("price_low").alias("low"),
            pl.col("price_high").alias("high"),
        )
        .drop_nulls(["low", "high"])
    )


def choose_prices(prices: pl.DataFrame, uses: pl.DataFrame, as_of: date, period: PricePeriod) -> pl.DataFrame:
    """The price of each use: sold_as, year, price_year, price_low, price_high.

    ``uses`` has the columns sold_as, year and price_of, the product whose price counts; of several the lowest and
    the highest. Without a price of the year or before ``as_of`` the earliest later one counts; ``price_year`` says so.
    """
    same_year = (pl.col("price_year") == pl.col("year")) if period == "claim" else pl.lit(False)
    known = (pl.col("price_year") <= as_of.year).fill_null(False)
    candidates = uses.join(
        prices.rename({"product": "price_of", "year": "price_year"}), on="price_of", maintain_order="left"
    )
    return (
        candidates.sort(
            ~same_year.fill_null(False),
            ~known,
            pl.when(known).then(-pl.col("price_year")).otherwise("price_year"),
            maintain_order=True,
        )
        .unique(["sold_as", "year", "price_of"], keep="first", maintain_order=True)
        .group_by("sold_as", "year", maintain_order=True)
        .agg(
            pl.col("price_year").max(),
            pl.col("low").min().alias("price_low"),
            pl.col("high").max().alias("price_high"),
        )
    )
