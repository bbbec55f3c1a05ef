"""What plants of a district make, product by product, and how it grows with what is built and planned."""

from __future__ import annotations

import polars as pl

from liantu.model.capacity_status import COUNTED
from liantu.model.tables import Tables


def list_made_products(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """Capacity a year by status, in the unit of the product: one row a product that plants here make.

    Columns: product, ``conjectured`` (that it is made here at all is our conjecture), operating, building, planned,
    ``unknown`` (how many amounts nobody knows), ``made_by`` (firms), zh, en, unit, kind. Those without a known amount
    stand last.
    """
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "kind")
    ours = tables["capacities"].filter(pl.col("basis") == "ours")["id"].implode()
    conjectured = pl.col("amount").is_null() & pl.col("row").is_in(ours)
    return (
        terms.filter(pl.col("measure") == "supply")
        .group_by("product", maintain_order=True)
        .agg(
            conjectured.all().alias("conjectured"),
            *(pl.col("amount").filter(pl.col("status") == s).sum().alias(s) for s in COUNTED),
            pl.col("amount").is_null().sum().alias("unknown"),
            pl.col("firm").drop_nulls().unique().sort().alias("made_by"),
        )
        .join(names, on="product", how="left", maintain_order="left")
        .sort(pl.col("operating") + pl.col("building") + pl.col("planned") <= 0, "product")
    )


def cumulate_capacities(made: pl.DataFrame) -> pl.DataFrame:
    """Products made with what adds up: columns ``with_building`` and ``with_planned`` beside ``operating``."""
    rows = list(made.select(COUNTED).iter_rows())
    return made.with_columns(
        pl.Series("with_building", [sum(amounts[:2]) for amounts in rows], pl.Float64),
        pl.Series("with_planned", [sum(amounts) for amounts in rows], pl.Float64),
    )
