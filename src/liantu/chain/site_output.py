"""What is made at the very site that needs it: in an amount nobody states, or stated to be none.

A capacity of unknown amount that is wholly for own use makes what its site needs of it, so that what it takes in turn
is known too. A capacity of zero says that a plant does not make a product, however usual it is on such a site.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.tables import Tables

_SAME = 1e-9


def find_own_output(plants: pl.DataFrame, terms: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """What each plant of unknown amount, wholly for own use, serves of its owner's needs: ``by``, id, own_output.

    ``terms`` are those of the plants, own use among them.
    """
    unstated = plants.filter(pl.col("base").is_null() & (pl.col("share") >= 1))
    unstated = unstated.select(*by, "id", pl.col("via").alias("product"))
    served = terms.filter((pl.col("measure") == "captive") & (pl.col("value") > 0))
    served = served.select(*by, "product", pl.col("capacity").alias("id"), pl.col("value").alias("own_output"))
    return unstated.join(served, on=[*by, "id", "product"]).drop("product").sort(*by, "id")


def take_own_output(plants: pl.DataFrame, output: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """The plants, where nobody states an amount with what they make for themselves; their load is counted in it."""
    rows = plants.join(output, on=[*by, "id"], how="left", maintain_order="left")
    made = pl.col("own_output")
    return rows.with_columns(
        pl.coalesce(made, "base").alias("base"), pl.when(made.is_null()).then("load").otherwise(1.0).alias("load")
    ).drop("own_output")


def is_same_output(first: pl.DataFrame, second: pl.DataFrame) -> bool:
    """Whether two answers of ``find_own_output`` are one."""
    if first.height != second.height:
        return False
    difference = (first["own_output"] - second["own_output"]).abs()
    return bool((difference <= _SAME * first["own_output"]).all())


def mark_bought_inputs(
    tables: Tables, plants: pl.DataFrame, flows: pl.DataFrame, by: Sequence[str] = ()
) -> pl.DataFrame:
    """The flows without ``on_site`` where the plant is stated, or supposed, to make none of that product itself."""
    stated = tables.numbers("capacities").filter(pl.col("amount") == 0).select("plant", "product").drop_nulls()
    supposed = plants.filter(pl.col("base") == 0).select(*by, "plant", pl.col("via").alias("product")).drop_nulls()
    none = pl.lit(value=True)
    rows = flows.join(stated.unique().with_columns(none.alias("stated_none")), on=["plant", "product"], how="left")
    rows = rows.join(
        supposed.unique().with_columns(none.alias("supposed_none")), on=[*by, "plant", "product"], how="left"
    )
    usual = pl.col("stated_none").is_null() & pl.col("supposed_none").is_null()
    return rows.with_columns(pl.when(usual).then("on_site").alias("on_site")).drop("stated_none", "supposed_none")
