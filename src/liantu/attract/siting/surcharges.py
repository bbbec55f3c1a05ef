"""Surcharges on value-added tax: of the tax on the product less that on what is bought, term by term."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

SURCHARGE, _SALE = "surcharge", "sale"


def build_surcharges(terms: pl.DataFrame, rates: Mapping[str, float]) -> pl.DataFrame:
    """Terms of surcharges beside the terms of costs and sale, in the same columns.

    ``rates`` are fractions of the tax paid, by place. Each running term brings its own tax times the rate, that of the
    sale upwards and those of purchases downwards, so all stays linear in every price. Where more tax is bought than
    sold there are none. Unknown where the rate is, the price of the product, or a price whose tax is deducted. Tax on
    what is paid once is not deducted, so they are an upper bound.
    """
    rate = pl.col("siting_place").replace_strict(dict(rates), default=None, return_dtype=pl.Float64)
    running = terms.filter(~pl.col("once"), pl.col("vat").is_not_null() | pl.col("missing").is_not_null())
    taxed = running.with_columns(rate.alias("rate"))
    untaxed = pl.col("item").is_in(["wage", "social", "land_use_tax"])
    blocked = taxed.filter(~untaxed, pl.col("missing").is_not_null() | pl.col("rate").is_null())["siting_place"]
    stated = terms.filter(pl.col("item") == _SALE, pl.col("missing").is_null())["siting_place"]
    unknown = (
        terms.select("siting_place")
        .unique(maintain_order=True)
        .filter(pl.col("siting_place").is_in(blocked.implode()) | ~pl.col("siting_place").is_in(stated.implode()))
    )
    share = pl.col("rate") * pl.col("vat")
    direction = pl.when(pl.col("item") == _SALE).then(1.0).otherwise(-1.0)
    rows = taxed.filter(~pl.col("siting_place").is_in(unknown["siting_place"].implode())).drop_nulls("vat")
    rows = rows.with_columns(
        *((pl.col(name) * share).alias(name) for name in ("quantity_low", "quantity", "quantity_high", "amount")),
    ).with_columns((pl.col("sign") * direction).alias("sign"), (pl.col("amount") * direction).alias("amount"))
    paid = rows.filter(pl.col("amount").sum().over("siting_place") > 0)
    named = pl.lit(SURCHARGE)
    found = paid.with_columns(named.alias("item"), named.alias("need"), pl.lit(None, pl.Float64).alias("vat"))
    found = found.with_columns(pl.lit(None, pl.String).alias("product"))
    lacking = pl.DataFrame(schema=terms.schema).clear()
    return pl.concat(
        [found.select(terms.columns), pl.concat([lacking, _list_unknown(unknown)], how="diagonal_relaxed")]
    )


def _list_unknown(places: pl.DataFrame) -> pl.DataFrame:
    return places.with_columns(
        pl.lit(SURCHARGE).alias("item"),
        pl.lit(SURCHARGE).alias("need"),
        pl.lit(1.0).alias("sign"),
        pl.lit(1.0).alias("years"),
        pl.lit(value=False).alias("once"),
        pl.lit(value=True).alias("follows_load"),
        pl.lit("tax").alias("missing"),
    )
