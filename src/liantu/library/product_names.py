"""One name, one product: what somebody writes must not mean two things."""

from __future__ import annotations

import polars as pl

from liantu.library.findings import Frames, build_findings, get_column


def find_ambiguous_names(tables: Frames) -> pl.DataFrame:
    """Names, ids and aliases that stand for several products; width and case of letters do not tell names apart."""
    products = tables["products"]
    names = pl.concat(
        [
            products.select("id", pl.col("id").alias("name")),
            products.select("id", get_column(products, "zh").alias("name")),
            products.select("id", get_column(products, "en").alias("name")),
            products.select("id", get_column(products, "aliases").str.split(";").alias("name")).explode("name"),
        ]
    )
    folded = names.with_columns(pl.col("name").str.normalize("NFKC").str.to_lowercase().str.strip_chars())
    several = (
        folded.drop_nulls()
        .filter(pl.col("name") != "")
        .unique(maintain_order=True)
        .group_by("name", maintain_order=True)
        .agg(pl.col("id").str.join(", ").alias("products"), pl.len().alias("value"))
        .filter(pl.col("value") > 1)
    )
    return build_findings("name_of_several", several)
