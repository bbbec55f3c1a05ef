"""The land ledger: how much land a firm uses on a day, parcel by parcel, and whether the parcels add up.

A firm's land is what it owns, plus what it rents, minus what it lets; the terms are those three. A part of a building
of several floors is its share of the floor area × the parcel's land. What is unknown leaves the firm's land unknown.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.holdings import read_holdings, select_holdings
from liantu.model.tables import Tables

#: The steps of a firm's land, in the order of its account.
STEPS = ("own", "leased_in", "leased_out")
#: Of a holding, what the account repeats.
_EVIDENCE = ("measure", "parcel_area", "from", "to", "evidence", "document", "basis", "source", "locator", "quote")


def find_year_end(year: int) -> date:
    """The day on which a year's land is counted: its last."""
    return date(year, 12, 31)


def build_land_terms(tables: Tables, day: date) -> pl.DataFrame:
    """Every holding that stands on a day, as what it adds to a firm's land (mu, below zero where it is let).

    Columns: firm, step (own, leased_in, leased_out), parcel, place, holding, other (who lets or rents), amount
    (null = unknown), then how and by which evidence it is known.
    """
    rows = select_holdings(read_holdings(tables), day).rename({"id": "holding"})
    leased = pl.col("kind") == "lease"
    owned = rows.filter(~leased).with_columns(pl.lit("own").alias("step"), pl.lit(None, pl.String).alias("other"))
    taken = rows.filter(leased).with_columns(pl.lit("leased_in").alias("step"), pl.col("lessor").alias("other"))
    let = (
        rows.filter(leased)
        .drop_nulls("lessor")
        .with_columns(
            pl.lit("leased_out").alias("step"),
            pl.col("firm").alias("other"),
            pl.col("lessor").alias("firm"),
            -pl.col("land"),
        )
    )
    columns = ["firm", "step", "parcel", "place", "holding", "other", pl.col("land").alias("amount"), *_EVIDENCE]
    return (
        pl.concat([part.select(columns) for part in (owned, taken, let)])
        .with_columns(pl.col("step").cast(pl.Enum(STEPS)))
        .sort("firm", "step", maintain_order=True)
        .with_columns(pl.col("step").cast(pl.String))
    )


def sum_land(terms: pl.DataFrame) -> pl.DataFrame:
    """Land of each firm, a group-by of the terms: firm, own, leased_in, leased_out, land (mu), parcels, unknown.

    A step without a term is zero; a step with a term of unknown amount, and the land with it, is null.
    ``unknown`` counts those terms.
    """
    unknown = pl.col("amount").is_null()
    of_step = [_sum(pl.col("amount").filter(pl.col("step") == step)).alias(step) for step in STEPS]
    return terms.group_by("firm", maintain_order=True).agg(
        *of_step,
        _sum(pl.col("amount")).alias("land"),
        pl.col("parcel").n_unique().cast(pl.Int64).alias("parcels"),
        unknown.sum().cast(pl.Int64).alias("unknown"),
    )


def find_tenants(terms: pl.DataFrame) -> pl.DataFrame:
    """Firms that use land and own none: firm, land (mu), the parcels and who lets them."""
    rows = terms.group_by("firm", maintain_order=True).agg(
        (pl.col("step") == "own").any().alias("owner"),
        _sum(pl.col("amount")).alias("land"),
        pl.col("parcel").filter(pl.col("step") == "leased_in").unique(maintain_order=True).alias("parcels"),
        pl.col("other").filter(pl.col("step") == "leased_in").drop_nulls().unique(maintain_order=True).alias("lessors"),
    )
    return rows.filter(~pl.col("owner")).drop("owner")


def balance_parcels(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """Parcel by parcel, mu: area, owned, rest (owned by nobody), over (owned beyond the area), let, adrift, unknown.

    ``let`` is what tenants rent, ``adrift`` the part of it that nobody is known to let: it counts for the tenant and is
    deducted from nobody. Rest and over are null where the area or any owned amount is unknown.
    """
    amount, step = pl.col("amount"), pl.col("step")
    sums = terms.group_by("parcel").agg(
        _sum(amount.filter(step == "own")).alias("owned"),
        _sum(amount.filter(step == "leased_in")).alias("let"),
        _sum(amount.filter((step == "leased_in") & pl.col("other").is_null())).alias("adrift"),
        amount.filter(step != "leased_out").is_null().sum().cast(pl.Int64).alias("unknown"),
    )
    parcels = tables.numbers("parcels").select(pl.col("id").alias("parcel"), "place", "area")
    rows = parcels.join(sums, on="parcel", how="left", maintain_order="left")
    none = ~pl.col("parcel").is_in(terms["parcel"].unique().implode())
    nothing = [pl.when(none).then(0.0).otherwise(pl.col(c)).alias(c) for c in ("owned", "let", "adrift")]
    left = pl.col("area") - pl.col("owned")
    return rows.with_columns(*nothing, pl.col("unknown").fill_null(0)).with_columns(
        left.clip(lower_bound=0).alias("rest"), (-left).clip(lower_bound=0).alias("over")
    )


def sum_parcels(balance: pl.DataFrame) -> pl.DataFrame:
    """The parcels by place, and all of them where ``place`` is null and ``parcels`` counts every one.

    Sums are of what is known; ``unsettled`` counts the parcels whose area or holdings are not all known, and those
    stay out of rest and over. For the settled ones area − rest + over = owned, and the land of all firms is
    owned + adrift.
    """
    sums = [pl.col(c).sum() for c in ("area", "owned", "rest", "over", "let", "adrift")]
    counts = [
        pl.len().cast(pl.Int64).alias("parcels"),
        (pl.col("rest").is_null() | (pl.col("unknown") > 0)).sum().cast(pl.Int64).alias("unsettled"),
    ]
    total = balance.select(pl.lit(None, pl.String).alias("place"), pl.lit(True).alias("total"), *counts, *sums)
    by_place = balance.group_by("place", maintain_order=True).agg(pl.lit(False).alias("total"), *counts, *sums)
    return pl.concat([total, by_place.select(total.columns)])


def _sum(amounts: pl.Expr) -> pl.Expr:
    """The sum; null when any part of it is unknown, zero when there is none."""
    return pl.when(amounts.null_count() == 0).then(amounts.sum())
