"""What is to be had here of each product: what is left over, by-products, and who makes it in an unknown amount."""

from __future__ import annotations

import polars as pl

from liantu.attract.proposals.situation import Situation

#: What a product is to be had from: a surplus of plants here; a by-product on offer; a by-product that first has to be
#: agreed on (no standard, no carriage); a maker here whose amount nobody states.
SOURCES = ("surplus", "offer", "offer_to_verify", "maker")


def find_local_supply(situation: Situation) -> pl.DataFrame:
    """One row a product and source (SOURCES): product, source, amount a year (null: unknown).

    A maker of an unknown amount counts only where what is known of the product is not short here.

    """
    surplus = situation.balance.filter(pl.col("surplus") > 0).select(
        "product", pl.lit("surplus").alias("source"), pl.col("surplus").alias("amount")
    )
    few = situation.gaps.filter(pl.col("gap_typical") > 0)["product"]
    makers = (
        situation.made.filter((pl.col("unknown") > 0) & ~pl.col("product").is_in(few.implode()))
        .join(surplus, on="product", how="anti")
        .select("product", pl.lit("maker").alias("source"), pl.lit(None, pl.Float64).alias("amount"))
    )
    source = pl.when(pl.col("standing") == "offered").then(pl.lit("offer")).otherwise(pl.lit("offer_to_verify"))
    streams = (
        situation.streams.filter(pl.col("standing").is_in(["offered", "standard_unnamed", "carriage_unknown"]))
        .group_by("product", source.alias("source"), maintain_order=True)
        .agg(pl.col("left_over").sum().alias("amount"))
    )
    return pl.concat([surplus, streams, makers]).sort("product", "source")
