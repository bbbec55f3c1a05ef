"""Terms of unknown size: what a plant of no chosen process may need, and supply whose status nobody states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.chain.routes import assign_processes, find_candidate_processes
from liantu.model.capacities import list_capacities
from liantu.model.tables import Tables


def build_unchosen_needs(
    tables: Tables, plants: pl.DataFrame, coefficients: pl.DataFrame, by: Sequence[str] = ()
) -> pl.DataFrame:
    """One term, of unknown size, a plant without a process and input of any process that could make its product.

    ``coefficients`` are the library's as numbers; columns of alternatives named in ``by`` are kept.
    """
    inputs = coefficients.filter(pl.col("role") == "input").select(
        pl.col("process").alias("candidate"), pl.col("product").alias("input")
    )
    candidates = find_candidate_processes(tables).rename({"process": "candidate"})
    pairs = candidates.join(inputs, on="candidate").select("product", "input").unique(maintain_order=True)
    rows = plants.filter(pl.col("process").is_null()).join(pairs, on="product", maintain_order="left")
    return _blank_terms(rows, "demand").with_columns(pl.col("input").alias("product")).sort(*by, "id", "product")


def build_unstated_supply(tables: Tables, as_of: date) -> pl.DataFrame:
    """One term, of unknown size, a capacity whose status nobody states: it may run, here or nearby."""
    rows = assign_processes(tables, list_capacities(tables, as_of)).filter(
        (pl.col("status") == "unknown")
        & pl.col("product").is_not_null()
        & (pl.col("base").is_null() | (pl.col("base") > 0))
    )
    measure = pl.when(pl.col("outside")).then(pl.lit("nearby")).otherwise(pl.lit("supply"))
    none = pl.lit(None, pl.Float64)
    rows = rows.with_columns((pl.col("self_use") / 100).alias("share"), none.alias("load"))
    return _blank_terms(rows, "supply").with_columns(
        measure.alias("measure"), pl.col("via").alias("product"), pl.lit(None, pl.String).alias("assumption")
    )


def _blank_terms(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    number, text = pl.lit(None, pl.Float64), pl.lit(None, pl.String)
    return rows.with_columns(
        pl.lit(measure).alias("measure"),
        pl.col("id").alias("capacity"),
        pl.col("base").alias("amount"),
        *(text.alias(column) for column in ("coefficient", "on_site", "grade")),
        *(number.alias(column) for column in ("low", "typical", "high", "value")),
    )
