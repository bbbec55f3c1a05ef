"""Supply that nobody speaks of: unknown, not zero. A stated maker, a stated none or a claim makes it a figure."""

from __future__ import annotations

import polars as pl

from liantu.chain.routes import find_ancestors
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables


def blank_unstated_supply(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    """Balance rows with ``supply`` and ``nearby`` null where no document speaks of such a supply.

    Here a capacity of the product or a narrower one speaks of it, also one of zero or one that has stopped, and a
    document that names the link missing; nearby a capacity of a plant outside.
    """
    stated = compute_once(tables, "products of stated supply", _find_stated_products)
    return rows.with_columns(
        pl.when((pl.col(column) > 0) | pl.col("product").is_in(products.implode())).then(column).alias(column)
        for column, products in stated.items()
    )


def _find_stated_products(tables: Tables) -> dict[str, pl.Series]:
    """The products that a document speaks of as supplied here, or nearby."""
    outside = find_outside_plants(tables)
    capacities = tables["capacities"].select("plant", "product").drop_nulls("product")
    made = pl.concat([capacities, _list_made_by_process(tables)])
    made_here = made.join(outside, on="plant", how="anti")["product"]
    named = find_named_missing(tables)["product"]
    return {
        "supply": pl.concat([_with_broader(tables, made_here), named]),
        "nearby": _with_broader(tables, made.join(outside, on="plant")["product"]),
    }


def find_named_missing(tables: Tables, chain: str | None = None) -> pl.DataFrame:
    """Products that documents name as missing, with narrower ones: ``product``, ``entity`` (as named), ``source``.

    With ``chain`` only what is named missing for that chain.
    """
    claims = tables["members"].filter(pl.col("role") == "missing")
    if chain is not None:
        claims = claims.filter(pl.col("group") == chain)
    claims = claims.select(pl.col("entity").alias("ancestor"), pl.col("entity"), "source")
    return find_ancestors(tables).join(claims, on="ancestor").drop("ancestor")


def _list_made_by_process(tables: Tables) -> pl.DataFrame:
    made = tables["processes"].select(pl.col("id").alias("process"), "product")
    return tables["capacities"].select("plant", "process").join(made, on="process").select("plant", "product")


def _with_broader(tables: Tables, products: pl.Series) -> pl.Series:
    return find_ancestors(tables).filter(pl.col("product").is_in(products.implode()))["ancestor"].unique()


def find_outside_plants(tables: Tables) -> pl.DataFrame:
    """Plants outside the district: what neighbours make is nearby supply, not made here."""
    return compute_once(tables, "plants outside", _find_outside_plants)


def _find_outside_plants(tables: Tables) -> pl.DataFrame:
    outside = tables["places"].filter(pl.col("outside") == "yes").select(pl.col("id").alias("place"))
    return tables["plants"].select(pl.col("id").alias("plant"), "place").join(outside, on="place").select("plant")
