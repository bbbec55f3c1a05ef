"""自报副产: what a plant itself says it gives off, in place of what the library's coefficient would give."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

_TABLE = "byproducts"


def state_byproducts(tables: Tables, plants: pl.DataFrame, flows: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """The flows with by-products that plants state in place of computed ones.

    A stated amount is that of the whole capacity at full load: it is shared over the rows of a capacity by their size
    and counts with the load. Such a flow has no coefficient, low, typical or high. One stated without an amount is of
    unknown size. ``plants`` are producers, ``flows`` have their columns, ``measure`` and those of a coefficient.
    """
    stated = read_stated_byproducts(tables)
    if not stated.height:
        return flows
    computed = leave_out_stated(tables, flows.filter(pl.col("role") == "byproduct"))
    whole = pl.col("base").sum().over(*by, "row")
    share = pl.when(whole > 0).then(pl.col("base") / whole).otherwise("part")
    rows = plants.with_columns(share.alias("of_row")).drop("product", "output", strict=False)
    rows = rows.join(stated.rename({"capacity": "row"}), on="row", maintain_order="left")
    stated_flows = rows.with_columns(
        (pl.col("stated") * pl.col("load").fill_null(1.0) * pl.col("of_row")).alias("value"),
        (pl.col("least") | pl.col("stated_least")).alias("least"),
        pl.lit("offer").alias("measure"),
        pl.lit("byproduct").alias("role"),
        pl.col("id").alias("capacity"),
        pl.col("base").alias("amount"),
        pl.lit(None, pl.String).alias("output"),
    )
    others = flows.filter(pl.col("role") != "byproduct")
    return pl.concat(
        [others, computed, stated_flows.select(c for c in flows.columns if c in stated_flows.columns)], how="diagonal"
    )


def leave_out_stated(tables: Tables, flows: pl.DataFrame) -> pl.DataFrame:
    """The flows of capacities (``row``) without those of a product that the plant itself states."""
    stated = read_stated_byproducts(tables).select(pl.col("capacity").alias("row"), "product")
    return flows.join(stated, on=["row", "product"], how="anti", maintain_order="left")


def read_stated_byproducts(tables: Tables) -> pl.DataFrame:
    """What plants state: capacity, product, stated (a year, in the product's unit; null when unknown), stated_least
    (at least so much), stated_standard (by which it is sold)."""
    return compute_once(tables, "stated by-products", _read_stated)


def _read_stated(tables: Tables) -> pl.DataFrame:
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    rows = tables.numbers(_TABLE).join(units, on="product", maintain_order="left")
    columns = rows.select("amount", "unit", "product_unit").iter_rows()
    amounts = [convert_to_product_unit(tables.units, *row) for row in columns]
    return rows.select(
        *("capacity", "product"),
        pl.Series("stated", amounts, pl.Float64),
        pl.col("comparator").is_in(["gt", "ge"]).fill_null(value=False).alias("stated_least"),
        pl.col("standard").alias("stated_standard"),
    )
