"""The figures of each bundle, every one a sum over its terms."""

from __future__ import annotations

import polars as pl

#: What the place provides, as a product of the library.
CARRIERS = {"power": "elec", "gas": "ng", "coal": "coal", "steam": "steam", "water": "water"}


def sum_figures(terms: pl.DataFrame, factors: pl.DataFrame) -> pl.DataFrame:
    """One row a bundle: bundle, size, fill, sold, power (kWh), gas (m3), coal (tce), steam, water (t), energy (tce,
    calorific), capital (CNY), jobs, value_low, value_typical, value_high (CNY), land_low, land_high (mu, the most that
    standards of investment per mu leave); a year where it is not an outlay.

    Null is unknown: need of a carrier that no step names, outlay where that of a step is unknown, value without a
    price, land without a standard. ``factors``: product, factor (kgce a unit).
    """
    value, measure = pl.col("value"), pl.col("measure")

    def total(name: str, source: str | None = None) -> pl.Expr:
        """The sum of a measure; null where there is none, or a part of it is unknown."""
        chosen = value.filter((measure == name) if source is None else (measure == name) & (pl.col("source") == source))
        return pl.when((chosen.len() > 0) & ~chosen.is_null().any()).then(chosen.sum())

    def need(product: str) -> pl.Expr:
        """What is needed of a carrier."""
        chosen = value.filter((measure == "need") & (pl.col("product") == product))
        return pl.when((chosen.len() > 0) & ~chosen.is_null().any()).then(chosen.sum())

    weighed = terms.join(factors.rename({"factor": "kgce"}), on="product", how="left", maintain_order="left")
    heat = (value * pl.col("kgce") / 1000).filter(measure == "need")
    return weighed.group_by("bundle", maintain_order=True).agg(
        total("make").alias("size"),
        total("fill").alias("fill"),
        total("sell").alias("sold"),
        *(need(product).alias(name) for name, product in CARRIERS.items()),
        pl.when(heat.drop_nulls().len() > 0).then(heat.sum()).alias("energy"),
        total("capital").alias("capital"),
        total("jobs").alias("jobs"),
        *(total("value", end).alias(f"value_{end}") for end in ("low", "typical", "high")),
        *(total("land", end).alias(f"land_{end}") for end in ("low", "high")),
    )


def count_main_inputs(terms: pl.DataFrame, main_inputs: pl.DataFrame, listed: pl.Series) -> pl.DataFrame:
    """How many main inputs come from outside a bundle, and how much of them is to be had here: bundle, inputs,
    inputs_here, inputs_of_here (products), inputs_parts (the part by amount of each), inputs_share (the mean over the
    main inputs of it; a maker of an unknown amount counts as the whole), inputs_listed (those of which some come from
    elsewhere and a maker of a list, ``listed``, is within reach: nothing of them counts)."""
    rows = terms.filter(pl.col("measure").is_in(["use", "buy"])).join(
        main_inputs.select("process", "product"), on=["process", "product"], how="semi"
    )
    had = (pl.col("measure") == "use") & (pl.col("source") != "offer_to_verify")
    parts = rows.group_by("bundle", "product", maintain_order=True).agg(
        (pl.col("value").filter(had).sum() / pl.col("value").sum()).fill_nan(None).alias("part"),
        had.any().alias("had"),
    )
    in_order = pl.col("part").filter("had").sort_by(pl.col("product").filter("had"))
    shares = parts.group_by("bundle", maintain_order=True).agg(
        pl.col("part").mean().alias("inputs_share"), in_order.alias("inputs_parts")
    )
    counted = rows.group_by("bundle", maintain_order=True).agg(
        pl.col("product").n_unique().cast(pl.Int64).alias("inputs"),
        pl.col("product").filter(had).n_unique().cast(pl.Int64).alias("inputs_here"),
        pl.col("product").filter(had).unique().sort().alias("inputs_of_here"),
        pl.col("product")
        .filter((pl.col("measure") == "buy") & pl.col("product").is_in(listed.implode()))
        .unique()
        .sort()
        .alias("inputs_listed"),
    )
    return counted.join(shares, on="bundle", how="left", maintain_order="left")
