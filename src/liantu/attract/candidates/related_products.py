"""What is said of a broader or a narrower product, as weaker or as full evidence of the product itself."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

#: Kinds of evidence that speak of names of products; what plants here make is weighed by the chain itself.
_SPOKEN = ("read_maker", "recalled_maker", "recalled_once", "register")


def list_related(products: pl.DataFrame, chosen: pl.Series) -> pl.DataFrame:
    """Products one step broader or narrower than some: product (the one chosen), other, related (broader, narrower).

    ``products`` have id and broader.
    """
    pairs = products.drop_nulls("broader").select(pl.col("id").alias("lower"), pl.col("broader").alias("upper"))
    broader = pairs.select(
        pl.col("lower").alias("product"), pl.col("upper").alias("other"), pl.lit("broader").alias("related")
    )
    narrower = pairs.select(
        pl.col("upper").alias("product"), pl.col("lower").alias("other"), pl.lit("narrower").alias("related")
    )
    return pl.concat([broader, narrower]).filter(pl.col("product").is_in(chosen.implode()))


def add_related(evidence: pl.DataFrame, related: pl.DataFrame, parts: Mapping[str, float]) -> pl.DataFrame:
    """Evidence with rows for what each row is broader or narrower than; ``parts`` says what such rows count for.

    Who makes a kind of a product makes it; who is said to make what it is a kind of may not make this kind. Such a row
    has no capacity: it is another product's.
    """
    spoken = evidence.filter(pl.col("kind").is_in(_SPOKEN)).drop("related")
    weight = pl.col("related").replace_strict(dict(parts), default=0.0, return_dtype=pl.Float64)
    carried = (
        spoken.rename({"product": "other"})
        .join(related, on="other", maintain_order="left")
        .with_columns(pl.col("strength") * weight, pl.lit(None, pl.Float64).alias("capacity"))
    )
    return pl.concat([evidence, carried.select(evidence.columns)])
