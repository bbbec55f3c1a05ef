"""What the plants of a district make, and how many of them have a known capacity."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.capacity_status import COUNTED
from liantu.model.tables import Tables


@dataclass(frozen=True)
class PlantCounts:
    """Plants of the district: with a stated capacity, and without; plants outside it are counted apart."""

    known: int
    unknown: int
    outside: int


def count_plants(tables: Tables) -> PlantCounts:
    """How many plants stand in the district and outside, and of how many inside a capacity is stated.

    A capacity is stated when it has an amount, whatever is unknown beside it: product, route or chemistry, status.
    """
    outside = tables["places"].filter(pl.col("outside") == "yes")["id"].implode()
    plants = tables["plants"].with_columns(pl.col("place").is_in(outside).fill_null(False).alias("away"))
    stated = tables["capacities"].drop_nulls("amount")["plant"].implode()
    inside = plants.filter(~pl.col("away"))
    known = inside.filter(pl.col("id").is_in(stated)).height
    return PlantCounts(known, inside.height - known, plants.height - inside.height)


def list_made_products(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """What plants here make, one row a product, those of known capacity first.

    Columns: product, zh, en, unit, kind, operating, building, planned (capacity in the product's unit), unknown (how
    many capacities have no amount, or one that is at least so much, or no status), made_by (firms), conjectured
    (making it here is our conjecture).
    """
    supply = terms.filter(pl.col("measure") == "supply")
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "kind")
    ours = tables["capacities"].filter(pl.col("basis") == "ours")["id"].implode()
    conjectured = pl.col("amount").is_null() & pl.col("row").is_in(ours)
    return (
        supply.group_by("product", maintain_order=True)
        .agg(
            conjectured.all().alias("conjectured"),
            *(pl.col("amount").filter(pl.col("status") == s).sum().alias(s) for s in COUNTED),
            (pl.col("amount").is_null() | pl.col("least") | ~pl.col("status").is_in(COUNTED)).sum().alias("unknown"),
            pl.col("firm").drop_nulls().unique().sort().alias("made_by"),
        )
        .join(names, on="product", how="left", maintain_order="left")
        .sort(pl.sum_horizontal(COUNTED) <= 0, "product")
    )


def cumulate_capacities(made: pl.DataFrame) -> pl.DataFrame:
    """Products made with what adds up: columns ``with_building`` and ``with_planned`` beside ``operating``."""
    rows = list(made.select(COUNTED).iter_rows())
    return made.with_columns(
        pl.Series("with_building", [sum(amounts[:2]) for amounts in rows], pl.Float64),
        pl.Series("with_planned", [sum(amounts) for amounts in rows], pl.Float64),
    )
