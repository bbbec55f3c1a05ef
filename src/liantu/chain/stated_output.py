"""A stated output beside what the stated capacities would make at full load: do the two fit?"""

from __future__ import annotations

import polars as pl

from liantu.chain.routes import find_ancestors
from liantu.model.tables import Tables


def compare_with_full_load(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """One row a claim in money on a chain or its cluster: table, id, subject, period, claimed (CNY),
    chain, product (root), unit, capacity (all that is operating, building and planned, in the product's
    unit), price_low, price_high (CNY a unit), implied_low, implied_high (how much the claimed money is of
    the product), share_low, share_high (of the capacity), fits (yes, no).

    A claim fits when full load lies inside the implied range. Figures are shown beside each other; neither
    is changed.
    """
    claims = pl.concat([_claims(tables, name) for name in ("observations", "targets")])
    subjects = _roots(tables)
    made = _capacity(tables, terms)
    low, high = pl.col("claimed") / pl.col("price_high"), pl.col("claimed") / pl.col("price_low")
    return (
        claims.join(subjects, on="subject")
        .join(made, on="product")
        .with_columns(low.alias("implied_low"), high.alias("implied_high"))
        .with_columns(
            (pl.col("implied_low") / pl.col("capacity")).alias("share_low"),
            (pl.col("implied_high") / pl.col("capacity")).alias("share_high"),
            pl.when(pl.col("capacity").is_between("implied_low", "implied_high"))
            .then(pl.lit("yes"))
            .otherwise(pl.lit("no"))
            .alias("fits"),
        )
        .sort("table", "id", "chain")
    )


def _claims(tables: Tables, name: str) -> pl.DataFrame:
    rows = tables.numbers(name).select(pl.lit(name).alias("table"), "id", "subject", "period", "value", "unit")
    factors = {}
    for text in rows["unit"].drop_nulls().unique():
        unit = tables.units.read(text)
        if unit and unit.dimension == "money":
            factors[text] = float(unit.factor)
    money = pl.col("unit").replace_strict(factors, default=None, return_dtype=pl.Float64)
    return (
        rows.with_columns((pl.col("value") * money).alias("claimed"))
        .drop_nulls("claimed")
        .select("table", "id", "subject", "period", "claimed")
    )


def _roots(tables: Tables) -> pl.DataFrame:
    """Chains as subjects, and clusters as subjects through their chains."""
    chains = tables["chains"].drop_nulls("root").select("id", "cluster", "root")
    direct = chains.select(pl.col("id").alias("subject"), pl.col("id").alias("chain"), pl.col("root").alias("product"))
    through = chains.drop_nulls("cluster").select(
        pl.col("cluster").alias("subject"), pl.col("id").alias("chain"), pl.col("root").alias("product")
    )
    return pl.concat([direct, through])


def _capacity(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """Known capacity and price range of each product, narrower products counted in their own unit."""
    prices = tables.numbers("products").select(pl.col("id").alias("narrow"), "unit", "price_low", "price_high")
    made = terms.filter(pl.col("measure").is_in(["supply", "captive"]) & (pl.col("amount") > 0))
    made = made.unique(["product", "capacity"]).group_by("product").agg(pl.col("amount").sum())
    return (
        find_ancestors(tables)
        .rename({"product": "narrow", "ancestor": "product"})
        .join(made.rename({"product": "narrow"}), on="narrow")
        .join(prices, on="narrow")
        .group_by("product")
        .agg(
            pl.col("amount").sum().alias("capacity"),
            pl.col("unit").first(),
            pl.col("price_low").min(),
            pl.col("price_high").max(),
        )
    )
