"""A stated output in money beside what the stated capacities would make at full load: do the two fit?"""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from liantu.chain.full_load import find_full_loads
from liantu.chain.reference_prices import choose_prices, join_prices
from liantu.library.price_rules import PriceRules
from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: What an indicator must measure for its money to be compared with products.
OUTPUT = "output"
#: Which day's price counts: ``claim``, the end of the claim's period, or ``as_of``; never one after ``as_of``.
PriceDay = Literal["claim", "as_of"]


def compare_with_full_load(
    tables: Tables, as_of: date, rules: PriceRules, price_day: PriceDay = "claim"
) -> pl.DataFrame:
    """One row a claim on the output of a whole year and a form that a chain's core product is sold in.

    Columns: table, id, subject, period, comparator, claimed (CNY), bound (exact, most, least), chain, product (root),
    sold_as, unit, capacity (in the product's unit, that runs by the end of the year or whose start nobody states),
    start_unknown (the part of it without a stated start), more (somebody's amount is unknown), price_year,
    price_period, price_tax, price_grade, price_source, price_low, price_high (CNY a unit of ``sold_as``, without tax
    where the quote has it; null where no price is known, and whether it fits is unknown then), implied_low,
    implied_high (how much of the product the money is), share_low, share_high (of the capacity), fits (yes, no,
    unknown), total (the one row of ``capacities`` that the capacity is, its parts in it; null where it is a sum of
    several).

    The claim of a cluster, of a scope, or of a chain that makes more than its core product covers other products
    too: the money is then at most so much of this one, and a claim that this leaves possible has no row. Money that
    is not output, and parts of a year, are not compared. The price is that of ``choose_prices`` by ``rules`` on
    the last day of the claim's period, or on ``as_of`` when that is earlier or ``price_day`` says so.
    """
    claims = pl.concat([_claims(tables, name) for name in ("observations", "targets")])
    subjects = claims.join(_chains_of_subjects(tables), on="subject")
    rows = subjects.join(find_full_loads(tables, as_of, subjects), on=["chain", "year"])
    uses = rows.select("sold_as", "year", "price_of").explode("price_of").unique()
    last = pl.date(pl.col("year"), 12, 31)
    day = pl.min_horizontal(last, pl.lit(as_of)) if price_day == "claim" else pl.lit(as_of)
    priced = _price_uses(tables, rules, uses.with_columns(day.alias("day")))
    rows = rows.join(priced, on=["sold_as", "year"], how="left").with_columns(_bound())
    return _judge(rows.drop_nulls("bound")).sort("table", "id", "chain", "sold_as")


def _price_uses(tables: Tables, rules: PriceRules, uses: pl.DataFrame) -> pl.DataFrame:
    """The price of each use (sold_as, year, price_of, day): of several products the lowest and the highest."""
    of_days = [
        join_prices(rows, choose_prices(tables, rules, day), on="price_of")
        for (day,), rows in uses.sort("sold_as", "year", "price_of").group_by("day", maintain_order=True)
        if isinstance(day, date)
    ]
    if not of_days:
        of_days = [join_prices(uses, None, on="price_of")]
    shared = ("price_period", "price_tax", "price_source")
    return (
        pl.concat(of_days)
        .group_by("sold_as", "year", maintain_order=True)
        .agg(
            pl.col("price_low").min(),
            pl.col("price_high").max(),
            pl.col("price_grade").max(),
            *(pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(name) for name in shared),
        )
        .with_columns(pl.col("price_period").str.slice(0, 4).cast(pl.Int64, strict=False).alias("price_year"))
    )


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
        pl.when(pl.col("price_low").is_null())
        .then(pl.lit("unknown"))
        .when(over)
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
            pl.when(pl.col("totals").list.len() == 1).then(pl.col("totals").list.first()).alias("total"),
        )
        .filter(~says_nothing)
        .select(
            *("table", "id", "subject", "period", "comparator", "claimed", "bound", "chain", "product", "sold_as"),
            *("unit", "capacity", "start_unknown", "more", "price_year", "price_period", "price_tax"),
            *("price_grade", "price_source", "price_low", "price_high"),
            *("implied_low", "implied_high", "share_low", "share_high", "fits", "total"),
        )
    )
