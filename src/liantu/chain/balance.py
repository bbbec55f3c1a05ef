"""The balance: demand beside supply, product by product, as group-bys of the terms."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.capacity_status import COUNTED


def build_balance(terms: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """One row a product: ``operating``, ``building``, ``planned`` (demand), ``direct`` (their sum),
    ``supply``, ``supply_soon`` (operating and building), ``captive``, ``nearby``, ``offer``, ``gap``,
    ``gap_soon``, ``surplus``.

    supply + captive − direct = surplus − gap, for every product; ``by`` names columns of alternatives.
    """
    known = terms.filter(pl.col("value").is_not_null())
    value, measure, status = pl.col("value"), pl.col("measure"), pl.col("status")

    def total(name: str, *statuses: str) -> pl.Expr:
        chosen = measure == name
        if statuses:
            chosen = chosen & status.is_in(statuses)
        return value.filter(chosen).sum()

    rows = known.group_by(*by, "product", maintain_order=True).agg(
        *(total("demand", s).alias(s) for s in COUNTED),
        total("demand").alias("direct"),
        total("supply").alias("supply"),
        total("supply", "operating", "building").alias("supply_soon"),
        total("captive").alias("captive"),
        total("captive", "operating", "building").alias("captive_soon"),
        total("nearby").alias("nearby"),
        total("offer").alias("offer"),
    )
    local, soon = pl.col("supply") + pl.col("captive"), pl.col("supply_soon") + pl.col("captive_soon")
    needed_soon = pl.col("operating") + pl.col("building")
    return rows.with_columns(
        (pl.col("direct") - local).clip(0).alias("gap"),
        (needed_soon - soon).clip(0).alias("gap_soon"),
        (local - pl.col("direct")).clip(0).alias("surplus"),
    ).drop("captive_soon")


def find_unknown_amounts(terms: pl.DataFrame, covered: pl.Series) -> pl.DataFrame:
    """Who has an amount nobody knows: ``unknown_supply_by``, ``unknown_demand_by`` (capacity rows), and the
    statuses ``unknown_demand_in`` of the latter.

    ``covered`` are capacities whose amount a total already counts.
    """
    open_terms = terms.filter(pl.col("value").is_null() & ~pl.col("capacity").is_in(covered.implode()))
    return open_terms.group_by("product").agg(
        pl.col("row").filter(pl.col("measure") == "supply").unique().sort().alias("unknown_supply_by"),
        pl.col("row").filter(pl.col("measure") == "demand").unique().sort().alias("unknown_demand_by"),
        pl.col("status").filter(pl.col("measure") == "demand").unique().sort().alias("unknown_demand_in"),
    )
