"""强链: made here and needed here, but short or resting on one plant."""

from __future__ import annotations

import polars as pl

from liantu.chain.balance import UNKNOWN, add_unknown_amounts, build_balance
from liantu.model.capacity_status import COUNTED
from liantu.model.tables import Tables


def find_weak_links(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """One row a weak link: product, zh, en, unit, supply, direct, gap, reason (short, one_plant),
    plants (how many make it), made_by (firms), needed_by (firms), account, and of UNKNOWN who has an amount nobody
    knows: a sum with such a part is a least one, a zero with such a part is unknown.

    One plant only is normal in chemicals; it is marked where others here depend on it.
    """
    ours = tables["capacities"].filter(pl.col("basis") == "ours")["id"].implode()
    conjectured = pl.col("value").is_null() & pl.col("row").is_in(ours)
    made = pl.col("measure").is_in(["supply", "captive"]) & pl.col("status").is_in(COUNTED)
    made = made & pl.col("coefficient").is_null()  # a by-product used on its own site makes nobody its maker
    supply = terms.filter(made & ~conjectured)
    makers = supply.group_by("product").agg(
        pl.col("plant").drop_nulls().n_unique().alias("plants"),
        pl.col("firm").drop_nulls().unique().sort().alias("made_by"),
        pl.col("value").is_not_null().any().alias("amount_known"),
    )
    users = (
        terms.filter(pl.col("measure") == "demand")
        .group_by("product")
        .agg(pl.col("firm").drop_nulls().unique().sort().alias("needed_by"))
    )
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "kind")
    is_short = (pl.col("gap") > 0) & (pl.col("supply") > 0)
    alone = (pl.col("plants") == 1) & (pl.col("needed_by").list.set_difference(pl.col("made_by")).list.len() > 0)
    return (
        makers.join(users, on="product")
        .join(add_unknown_amounts(build_balance(terms), terms), on="product", how="left")
        .join(names, on="product")
        .filter(is_short | alone)
        .with_columns(
            pl.when(is_short).then(pl.lit("short")).otherwise(pl.lit("one_plant")).alias("reason"),
            pl.when("amount_known").then("supply").alias("supply"),
            # What is needed in a known amount is as much a gap here as in the lists; of nothing known nothing follows.
            pl.when(pl.col("amount_known") | (pl.col("direct") > 0)).then("gap").alias("gap"),
            (pl.lit("account/") + pl.col("product")).alias("account"),
        )
        .sort(pl.col("reason") != "short", "product")
        .select(
            "product",
            "zh",
            "en",
            "unit",
            "supply",
            "direct",
            "gap",
            "reason",
            "plants",
            "made_by",
            "needed_by",
            "account",
            *UNKNOWN,
        )
    )
