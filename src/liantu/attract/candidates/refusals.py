"""Candidates that declined before, or were not pursued: they stay in the list, with when and why."""

from __future__ import annotations

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names
from liantu.model.period_days import add_period_days


def add_refusals(candidates: pl.DataFrame, refusals: pl.DataFrame) -> pl.DataFrame:
    """Candidates with their last refusal of the product: refusal (its row), refused_side, refused_for, refused_in.

    ``refusals`` are rows of the table; a firm is known by its name, full or short, as it is written.
    """
    dated = add_period_days(refusals).select(
        normalise_names(pl.col("firm")).alias("written"),
        "product",
        "last",
        pl.col("id").alias("refusal"),
        pl.col("side").alias("refused_side"),
        pl.col("reason").alias("refused_for"),
        pl.col("period").alias("refused_in"),
    )
    called = pl.concat(
        [
            candidates.select("candidate", "product", normalise_names(pl.col(name)).alias("written"))
            for name in ("name", "short")
        ]
    )
    found = called.drop_nulls("written").unique(maintain_order=True).join(dated, on=["written", "product"])
    latest = found.sort("last", nulls_last=False).unique(["candidate", "product"], keep="last", maintain_order=True)
    return candidates.join(
        latest.drop("written", "last"), on=["candidate", "product"], how="left", maintain_order="left"
    )
