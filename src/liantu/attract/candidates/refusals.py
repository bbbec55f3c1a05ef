"""Candidates that declined before, or were not pursued: they stay in the list, with when and why."""

from __future__ import annotations

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names
from liantu.model.period_days import add_period_days


def add_refusals(candidates: pl.DataFrame, refusals: pl.DataFrame) -> pl.DataFrame:
    """Candidates with their last refusal of the product: refusal (its row), refused_side, refused_for, refused_in.

    ``refusals`` are rows of the table; a firm is known by its name, full or short, as it is written.
    """
    dated = (
        add_period_days(refusals)
        .sort("last", nulls_last=False)
        .unique(["firm", "product"], keep="last", maintain_order=True)
    )
    last = dated.select(
        normalise_names(pl.col("firm")).alias("written"),
        "product",
        pl.col("id").alias("refusal"),
        pl.col("side").alias("refused_side"),
        pl.col("reason").alias("refused_for"),
        pl.col("period").alias("refused_in"),
    )
    found = candidates
    for name in ("name", "short"):
        keyed = found.with_columns(normalise_names(pl.col(name)).alias("written"))
        suffix = f"_by_{name}"
        found = keyed.join(last, on=["written", "product"], how="left", suffix=suffix, maintain_order="left").drop(
            "written"
        )
    both = [
        pl.coalesce(column, f"{column}_by_short").alias(column)
        for column in ("refusal", "refused_side", "refused_for", "refused_in")
    ]
    return found.with_columns(both).drop(
        f"{column}_by_short" for column in ("refusal", "refused_side", "refused_for", "refused_in")
    )
