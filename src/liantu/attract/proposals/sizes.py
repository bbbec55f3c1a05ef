"""How large a proposal is: whole usual plants against what is needed here and what the market takes."""

from __future__ import annotations

import polars as pl


def size_heads(heads: pl.DataFrame, caps: pl.DataFrame) -> pl.DataFrame:
    """The heads with ``size`` (product units a year; null where neither a usual plant nor a need is known), ``plants``
    (usual plants), ``cap`` (what of the market is open to new plants) and ``market_recalled``.

    A need is met by the whole number of usual plants that is nearest to it, by the smallest usual plant where it does
    not fill that. Without a need it is the usual plant, or the smallest where that is nearer to what the market takes:
    the size says no more of a market whose figures are recalled.
    """
    low, usual = pl.col("usual_plant_low"), pl.col("usual_plant_typical")
    low = pl.coalesce(low, usual)
    count = (pl.col("gap") / usual + 0.5).floor().clip(1)
    of_market = pl.when(pl.col("cap") < (low + usual) / 2).then(low).otherwise(usual)
    size = (
        pl.when(usual.is_null())
        .then(pl.col("gap"))
        .when((pl.col("gap") > 0) & (pl.col("gap") < low))
        .then(low)
        .when(pl.col("gap") > 0)
        .then(count * usual)
        .otherwise(of_market)
    )
    return (
        heads.join(caps.select("product", "cap", "market_recalled"), on="product", how="left", maintain_order="left")
        .with_columns(size.alias("size"))
        .with_columns((pl.col("size") / usual).alias("plants"))
    )
