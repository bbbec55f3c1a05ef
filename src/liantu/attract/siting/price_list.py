"""Every price that an account rests on, with its range, tax, time and source."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.flip_prices import NAMED, average_prices


def list_used_prices(terms: pl.DataFrame) -> pl.DataFrame:
    """The prices of the known terms: key, NAMED, low, price, high (CNY for one unit, without deductible tax), tax (of
    the quote), first and last (its periods), source; several rows that move together are one, of their average."""
    known = terms.filter(pl.col("missing").is_null())
    about = known.group_by(pl.col("price_key").alias("key"), maintain_order=True).agg(
        pl.col("tax").first(),
        pl.col("period").min().alias("first"),
        pl.col("period").max().alias("last"),
        pl.col("source").drop_nulls().first(),
    )
    found = average_prices(known).join(about, on="key", how="left", maintain_order="left")
    return found.select("key", *NAMED, "low", "price", "high", "tax", "first", "last", "source")
