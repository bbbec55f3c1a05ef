"""A stated output in money beside what the stated capacities would make at full load: do the two fit?"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.chain.full_load import find_full_loads
from liantu.chain.reference_prices import PricePeriod, choose_prices, list_reference_prices
from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: What an indicator must measure for its money to be compared with products.
OUTPUT = "output"


def compare_with_full_load(
    tables: Tables, as_of: date, prices: pl.DataFrame | None = None, price_period: PricePeriod = "claim"
) -> pl.DataFrame:
    """One row a claim on the output of a whole year and a form that a chain's core product is sold in.

    Columns: table, id, subject, period, comparator, claimed (CNY), bound (exact, most, least), chain, product
    (root), sold_as, unit, capacity (in the product's unit, that runs by the end of the year or whose start nobody
    states), start_unknown (the part of it without a stated start), more (somebody's amount is unknown), price_year,
    price_low, price_high (CNY a unit of ``sold_as``), implied_low, implied_high (how much of the product the money
    is), share_low, share_high (of the capacity), fits (yes, no, unknown).

    The claim of a cluster, of a scope, or of a chain that makes more than its core product covers other products
    too: the money is then at most so much of this one, and a claim that this leaves possible has no row. Money that
    is not output, and parts of a year, are not compared. ``prices`` are rows product, year, low, high; the one of
    the claim's year counts, else the latest not after ``as_of``; with the period ``as_of`` always the latter.
    """
    claims = pl.concat([_claims(tables, name) for name in ("observations", "targets")])
    subjects = claims.join(_chains_of_subjects(tables), on="subject")
    rows = subjects.join(find_full_loads(tables, as_of, subjects), on=["chain", "year"])
    priced = choose_prices(
        list_reference_prices(tables) if prices is None else prices,
        rows.select("sold_as", "year", "price_of").explode("price_of").unique(),
        as_of,
        price_period,
    )
    rows = rows.join(priced, on=["sold_as", "year"]).with_columns(_bound())
    return _judge(rows.drop_nulls("bound")).sort("table", "id", "chain", "sold_as")


def _claims(tables: Tables, name: str) -> pl.DataFrame:
    """Claims in money on the output of a whole year."""
    output = tables["indicators"].filter(pl.col("kind") == OUTPUT)["id"]
    rows = add_period_days(tables.numbers(name)).filter(
        pl.col("indicator").is_in(output.implode()),
        pl.col("first") == pl.date(pl.col("first").dt.year(), 1, 1),
        pl.col("last") == pl.date(pl.col("first").dt.year(), 12, 31),
    )
    factors = {}
    for text in rows["unit"].drop_nulls().unique():
        unit = tables.units.read(text)
        if unit and unit.dimension == "money":
            factors[text] = float(unit.factor)
    money = pl.col("unit").replace_strict(factors, default=None, return_dtype=pl.Float64)
    return rows.select(
        pl.lit(name).alias("table"),
        *("id", "subject", "scope", "period", "comparator"),
        pl.col("last").dt.year().cast(pl.Int64).alias("year"),
        (pl.col("value") * money).alias("claimed"),
    ).drop_nulls("claimed")


def _chains_of_subjects(tables: Tables) -> pl.DataFrame:
    """Chains as subjects, and clusters as subjects through their chains: subject, chain, through_cluster."""
    chains = tables["chains"].drop_nulls("root")
    itself = chains.select(
        pl.col("id").alias("subject"), pl.col("id").alias("chain"), pl.lit(False).alias("through_cluster")
    )
    through = chains.drop_nulls("cluster").select(
        pl.col("cluster").alias("subject"), pl.col("id").alias("chain"), pl.lit(True).alias("through_cluster")
    )
    return pl.concat([itself, through])


def _bound() -> pl.Expr:
    """On which side the money may be other than claimed; null when on both, so that nothing follows."""
    wide = pl.col("through_cluster") | pl.col("scope").is_not_null() | pl.col("other_products")
    least = pl.col("comparator").is_in(["gt", "ge"])
    return (
        pl.when(wide & least)
        .then(None)
        .when(wide | pl.col("comparator").is_in(["lt", "le"]))
        .then(pl.lit("most"))
        .when(least)
        .then(pl.lit("least"))
        .otherwise(pl.lit("exact"))
        .alias("bound")
    )


def _judge(rows: pl.DataFrame) -> pl.DataFrame:
    low, high = (pl.col("claimed") * pl.col("per_sold") / pl.col(f"price_{end}") for end in ("high", "low"))
    rows = rows.with_columns(low.alias("implied_low"), high.alias("implied_high"))
    capacity, bound = pl.col("capacity"), pl.col("bound")
    over = (bound != "least") & (capacity > pl.col("implied_high"))
    surely_over = capacity - pl.col("start_unknown") > pl.col("implied_high")
    falls_short = (bound != "most") & (capacity < pl.col("implied_low"))
    fits = (
        pl.when(over)
        .then(pl.when(surely_over).then(pl.lit("no")).otherwise(pl.lit("unknown")))
        .when(falls_short)
        .then(pl.when("more").then(pl.lit("unknown")).otherwise(pl.lit("no")))
        .otherwise(pl.lit("yes"))
    )
    says_nothing = (bound == "most") & ~pl.col("comparator").is_in(["lt", "le"]) & (pl.col("fits") == "yes")
    return (
        rows.with_columns(
            (pl.col("implied_low") / capacity).alias("share_low"),
            (pl.col("implied_high") / capacity).alias("share_high"),
            fits.alias("fits"),
        )
        .filter(~says_nothing)
        .select(
            *("table", "id", "subject", "period", "comparator", "claimed", "bound", "chain", "product", "sold_as"),
            *("unit", "capacity", "start_unknown", "more", "price_year", "price_low", "price_high"),
            *("implied_low", "implied_high", "share_low", "share_high", "fits"),
        )
    )
