"""What stops here without a product, against how few can supply it: one row a product, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

#: How few can supply, from few to many; ``unknown`` where no document says.
GROUPS = ("few", "several", "many", "unknown")


@dataclass(frozen=True)
class DependenceTables:
    """What stands here and elsewhere beside the claims.

    ``stops``: product, direct, reached (lines here that need it, and that may stop without it); ``makers``: product,
    makers_here; ``named``: product, named_country, named_abroad (makers that sources of the library name).
    """

    stops: pl.DataFrame
    makers: pl.DataFrame
    named: pl.DataFrame


def rank_exposures(
    claims: pl.DataFrame,
    criteria: pl.DataFrame,
    substitutions: pl.DataFrame,
    beside: DependenceTables,
    limits: tuple[int, int],
) -> pl.DataFrame:
    """The products of the claims, what stops most first, then how few can supply.

    Columns: product, origin (stated: documents of the district; cited: the library), direct, reached (null: not needed
    by any line that runs here), suppliers (makers in the world, else abroad; null: unknown), suppliers_basis (the
    measure), group (few, up to the first of ``limits``; several, up to the second; many; unknown), makers_here,
    named_country, named_abroad (null where the district's documents stand alone), stage, state, period (of what
    replaces it), met, not_met, open (criteria).
    """
    products = claims.group_by("product", maintain_order=True).agg(
        pl.when((pl.col("origin") == "stated").any()).then(pl.lit("stated")).otherwise(pl.lit("cited")).alias("origin")
    )
    counted = criteria.group_by("product").agg(
        (pl.col("state") == "met").sum().cast(pl.Int64).alias("met"),
        (pl.col("state") == "not_met").sum().cast(pl.Int64).alias("not_met"),
        pl.col("state").is_in(["unknown", "differs"]).sum().cast(pl.Int64).alias("open"),
    )
    parts = (beside.stops, _count_suppliers(claims), beside.makers, beside.named, substitutions, counted)
    rows = products
    for part in parts:
        rows = rows.join(part, on="product", how="left", maintain_order="left")
    few, several = limits
    suppliers, alone = pl.col("suppliers"), pl.col("origin") == "stated"
    group = (
        pl.when(suppliers.is_null()).then(pl.lit("unknown"))
        .when(suppliers <= few).then(pl.lit("few"))
        .when(suppliers <= several).then(pl.lit("several"))
        .otherwise(pl.lit("many"))
    )  # fmt: skip
    rows = rows.with_columns(
        group.alias("group"),
        pl.col("makers_here").fill_null(0),
        *(pl.when(~alone).then(pl.col(name).fill_null(0)).alias(name) for name in ("named_country", "named_abroad")),
    )
    order = ["reached", "suppliers", "product"]
    return rows.sort(order, descending=[True, False, False], nulls_last=True).select(
        *("product", "origin", "direct", "reached", "suppliers", "suppliers_basis", "group", "makers_here"),
        *("named_country", "named_abroad", "stage", "state", "period", "met", "not_met", "open"),
    )


def _count_suppliers(claims: pl.DataFrame) -> pl.DataFrame:
    """Of the makers in the world the latest figure, else of those abroad."""
    ranks = pl.DataFrame({"measure": ["makers_world", "makers_abroad"], "rank": [0, 1]})
    rows = claims.drop_nulls("value").join(ranks, on="measure", maintain_order="left")
    chosen = rows.filter(pl.col("rank") == pl.col("rank").min().over("product"))
    return chosen.group_by("product", maintain_order=True).agg(
        pl.col("value").last().alias("suppliers"),
        pl.col("measure").last().alias("suppliers_basis"),
    )
