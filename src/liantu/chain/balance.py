"""The balance: demand beside supply, product by product, as group-bys of the terms."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.capacity_status import COUNTED

#: A difference of sums below this fraction of them is rounding of the sums, not an amount.
_ROUNDING = 1e-12

UNKNOWN = ("unknown_supply_by", "unknown_demand_by", "unknown_nearby_by", "unknown_demand_in")


def build_balance(terms: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """One row a product: ``operating``, ``building``, ``planned`` (demand), ``direct`` (their sum),
    ``supply``, ``supply_soon`` (operating and building), ``captive``, ``nearby``, ``offer``,
    ``conditional`` (needed too, if links usually made on site are made there), ``gap``,
    ``gap_soon``, ``surplus``.

    supply + captive − direct = surplus − gap, for every product; ``by`` names columns of alternatives.
    """
    value, measure, status = pl.col("value"), pl.col("measure"), pl.col("status")

    def total(name: str, *statuses: str) -> pl.Expr:
        """The sum of a measure, of capacities in some states only where these are named."""
        chosen = measure == name
        if statuses:
            chosen = chosen & status.is_in(statuses)
        return value.filter(chosen).sum()

    rows = terms.group_by(*by, "product", maintain_order=True).agg(
        *(total("demand", s).alias(s) for s in COUNTED),
        total("demand").alias("direct"),
        total("supply").alias("supply"),
        total("supply", "operating", "building").alias("supply_soon"),
        total("captive").alias("captive"),
        total("captive", "operating", "building").alias("captive_soon"),
        total("nearby").alias("nearby"),
        total("offer").alias("offer"),
        total("conditional").alias("conditional"),
    )
    local, soon = pl.col("supply") + pl.col("captive"), pl.col("supply_soon") + pl.col("captive_soon")
    needed_soon = pl.col("operating") + pl.col("building")
    return rows.with_columns(
        _find_excess(pl.col("direct"), local).alias("gap"),
        _find_excess(needed_soon, soon).alias("gap_soon"),
        _find_excess(local, pl.col("direct")).alias("surplus"),
    ).drop("captive_soon")


def _find_excess(sum_of: pl.Expr, over: pl.Expr) -> pl.Expr:
    """How much a sum is above another: zero when it is not, or only by the rounding of sums."""
    excess = sum_of - over
    return pl.when(excess > _ROUNDING * sum_of).then(excess).otherwise(0.0)


def find_unknown_amounts(terms: pl.DataFrame) -> pl.DataFrame:
    """Who has an amount nobody knows, product by product: columns ``product``, and of UNKNOWN those of capacity rows
    (``unknown_supply_by``, ``unknown_demand_by``, ``unknown_nearby_by``) and the statuses ``unknown_demand_in``.

    A capacity whose amount a total already counts (``covered``) is not unknown; one that is at least so much is.
    """

    def rows_of(measure: str, column: str = "row") -> pl.Expr:
        """Each of the rows that a measure comes from, or of another column of them, once."""
        return pl.col(column).filter(pl.col("measure") == measure).unique().sort()

    open_terms = terms.filter((pl.col("value").is_null() | pl.col("least")) & ~pl.col("covered"))
    return open_terms.group_by("product").agg(
        rows_of("supply").alias("unknown_supply_by"),
        rows_of("demand").alias("unknown_demand_by"),
        rows_of("nearby").alias("unknown_nearby_by"),
        rows_of("demand", "status").alias("unknown_demand_in"),
    )


def add_unknown_amounts(book: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The balance with who has an amount nobody knows beside it; empty lists where all is known."""
    rows = book.join(find_unknown_amounts(terms), on="product", how="left", maintain_order="left")
    return rows.with_columns(pl.col(UNKNOWN).fill_null([]))
