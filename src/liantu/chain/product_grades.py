"""A better grade serves a broader demand: battery-grade serves industrial use, never the reverse."""

from __future__ import annotations

import polars as pl

from liantu.chain.balance import build_balance
from liantu.chain.routes import find_ancestors
from liantu.model.tables import Tables


def serve_broader_products(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """The terms with surplus of narrower products counted as supply of the broader ones that are short.

    What is moved leaves the supply of the narrower product: nothing is counted twice, and an account shows by
    ``via`` what was really made. Each surplus goes to its broader products in the measure of what they lack.
    A maker of unknown amount stands, unknown, in the supply of both.
    """
    pairs = _pairs(tables, terms)
    if not pairs.height:
        return terms
    supply = terms.filter(pl.col("measure") == "supply")
    shared = _share_surplus(pairs, build_balance(terms)).filter(pl.col("fraction") > 0)
    unknown = supply.filter(pl.col("value").is_null()).join(pairs, on="product")
    transferred = supply.join(shared, on="product").with_columns(pl.col("value") * pl.col("fraction"))
    left = shared.group_by("product").agg((1 - pl.col("fraction").sum()).alias("left"))
    remaining = terms.join(left, on="product", how="left", maintain_order="left").with_columns(
        pl.when(pl.col("measure") == "supply")
        .then(pl.col("value") * pl.col("left").fill_null(1.0))
        .otherwise("value")
        .alias("value")
    )
    served = pl.concat(
        [frame.with_columns(product="broader").select(terms.columns) for frame in (transferred, unknown)]
    )
    return pl.concat([remaining.select(terms.columns), served])


def _pairs(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """What is supplied here and a broader product needed here, in one unit: columns product, broader."""
    units = tables["products"].select("id", "unit")
    supplied = terms.filter(pl.col("measure") == "supply")["product"].unique()
    needed = terms.filter(pl.col("measure") == "demand")["product"].unique()
    return (
        find_ancestors(tables)
        .rename({"ancestor": "broader"})
        .filter(pl.col("product") != pl.col("broader"))
        .filter(pl.col("product").is_in(supplied.implode()), pl.col("broader").is_in(needed.implode()))
        .join(units, left_on="product", right_on="id")
        .join(units, left_on=["broader", "unit"], right_on=["id", "unit"])
        .select("product", "broader")
    )


def _share_surplus(pairs: pl.DataFrame, book: pl.DataFrame) -> pl.DataFrame:
    """The fraction of a product's supply that goes to each broader one: columns product, broader, fraction."""
    surplus = book.select("product", "supply", "surplus")
    gaps = book.select(pl.col("product").alias("broader"), "gap")
    whole = pl.col("surplus").sum().over("broader")
    allotted = pl.min_horizontal(pl.col("surplus"), pl.col("gap") * pl.col("surplus") / whole)
    return (
        pairs.join(surplus, on="product")
        .join(gaps, on="broader")
        .filter(pl.col("surplus") > 0)
        .with_columns(allotted.alias("wanted"))
        .with_columns((pl.col("surplus") / pl.col("wanted").sum().over("product")).clip(0, 1).alias("scale"))
        .select("product", "broader", (pl.col("wanted") * pl.col("scale") / pl.col("supply")).alias("fraction"))
        .filter(pl.col("fraction").is_finite())
    )
