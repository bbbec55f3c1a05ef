"""Who could sell what to whom: needs beside output, group by group. Potential, computed; not purchases.

The groups are handed in (clusters, places, sizes of firms), so that every view is the same computation. What one group
could sell to another is the smaller of its output and the other's need; the same output stands beside every buyer, so
cells are never added up.
"""

from __future__ import annotations

import polars as pl

#: What a plant makes for others, and what it offers beside its main output.
_SOLD = ("supply", "offer")
_CELL = ("product", "seller", "buyer")
_RUNS = ("supply_runs", "demand_runs")
#: What stands for the plants that no group names.
UNGROUPED = "ungrouped"


def find_potential_flows(terms: pl.DataFrame, groups: pl.DataFrame, statuses: tuple[str, ...]) -> pl.DataFrame:
    """One row a product, seller and buyer that meet: supply, demand, quantity, and what is unknown of them.

    ``terms`` are the chain's (product, measure, status, row, value, least, covered); ``groups`` says group and row
    (of capacities), which may stand in several. ``statuses`` are those of plants that count. ``quantity`` is the
    smaller of the two known sums, null where either is unknown entirely; ``supply_open`` and ``demand_open`` say that
    a part has no amount, so that the sum is at least so much; ``supply_runs`` and ``demand_runs`` (all, some, none) how
    much of it is of plants in operation. Amounts are in the product's own unit a year.
    """
    placed = _place_terms(terms.filter(pl.col("status").is_in(statuses)), groups)
    sold = _add_up(placed.filter(pl.col("measure").is_in(_SOLD)), "seller", "supply")
    needed = _add_up(placed.filter(pl.col("measure") == "demand"), "buyer", "demand")
    met = sold.join(needed, on="product")
    quantity = pl.when(pl.col("supply").is_not_null() & pl.col("demand").is_not_null()).then(
        pl.min_horizontal("supply", "demand")
    )
    return (
        met.with_columns(quantity.alias("quantity"))
        .select(*_CELL, "supply", "demand", "quantity", "supply_open", "demand_open", *_RUNS)
        .sort(*_CELL)
    )


def add_flow_values(flows: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Flows with what they are worth at the prices of the day: value_low, value, value_high (CNY a year), price_period.

    ``prices`` has product, low, typical, high (without tax) and period. ``value`` is null where only a band is known,
    all where no price or no quantity is. Values of cells are not added up: one product is in another.
    """
    ends = {"value_low": "low", "value": "typical", "value_high": "high"}
    chosen = prices.select("product", *ends.values(), pl.col("period").alias("price_period"))
    valued = [(pl.col("quantity") * pl.col(end)).alias(name) for name, end in ends.items()]
    joined = flows.join(chosen, on="product", how="left", maintain_order="left")
    return joined.with_columns(*valued).select(*flows.columns, *ends, "price_period")


def find_local_shares(terms: pl.DataFrame, groups: pl.DataFrame, statuses: tuple[str, ...]) -> pl.DataFrame:
    """Of each need of each group, how much the whole district could cover at the best: 可配套率（测算上限）.

    One row a buyer and product: demand, supply (of all plants, in a group or not), share (0 to 1, null where the need
    or the supply is unknown; that no plant is on record is no proof that none exists), and whether parts are unknown.
    It is an upper bound: every buyer is taken as the first to be served. The share that is bought here is another
    thing and comes from firms' purchase returns alone.
    """
    counted = terms.filter(pl.col("status").is_in(statuses))
    needed = _add_up(_place_terms(counted.filter(pl.col("measure") == "demand"), groups), "buyer", "demand")
    whole = counted.filter(pl.col("measure").is_in(_SOLD)).with_columns(group=pl.lit(UNGROUPED))
    sold = _add_up(whole, "seller", "supply").drop("seller")
    known = pl.col("demand") > 0
    share = pl.min_horizontal(pl.col("supply") / pl.col("demand"), pl.lit(1.0))
    # Where a part of the output has no amount, more could be covered than the known part does: no upper bound.
    bound = ~pl.col("supply_open") | (pl.col("supply") >= pl.col("demand"))
    return (
        needed.join(sold, on="product", how="left")
        .with_columns(pl.col("supply_open").fill_null(False))
        .with_columns(pl.when(known & pl.col("supply").is_not_null() & bound).then(share).alias("share"))
        .select("buyer", "product", "demand", "supply", "share", "demand_open", "supply_open", *_RUNS)
        .sort("buyer", "product")
    )


def _place_terms(terms: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The terms of every group; those of rows that no group names stand under one name of their own."""
    placed = terms.join(groups.select("group", "row").unique(), on="row", how="left")
    return placed.with_columns(pl.col("group").fill_null(UNGROUPED))


def _add_up(terms: pl.DataFrame, side: str, amount: str) -> pl.DataFrame:
    """Known amounts of a product and group, null where all are unknown, whether any is, and how much is of plants that
    run."""
    value = pl.col("value")
    counted, runs = ~pl.col("covered"), pl.col("status") == "operating"
    return (
        terms.rename({"group": side})
        .group_by("product", side)
        .agg(
            pl.when(value.is_not_null().any()).then(value.sum()).alias(amount),
            ((value.is_null() & counted) | pl.col("least")).any().alias(f"{amount}_open"),
            pl.when(runs.all())
            .then(pl.lit("all"))
            .when(runs.any())
            .then(pl.lit("some"))
            .otherwise(pl.lit("none"))
            .alias(f"{amount}_runs"),
        )
    )
