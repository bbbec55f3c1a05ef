"""What each factor says of a candidate, read from the evidence: candidate, product, value and what it was read from.

A candidate of whom nothing says it has no row.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

#: Where a value was read from.
_FROM = ("table", "row", "source")
Steps = Sequence[tuple[float, float]]


def measure_making(evidence: pl.DataFrame) -> pl.DataFrame:
    """How far the firmest row says that the product is made."""
    return _pick(evidence, pl.col("strength"), text=pl.coalesce("phrase", "kind"))


def measure_size(evidence: pl.DataFrame, capital: Steps, staff: Steps) -> pl.DataFrame:
    """Registered capital (CNY) or persons insured, whichever says more, by steps."""
    by_capital = _pick(evidence, _step(pl.col("capital_yuan"), capital), amount=pl.col("capital_yuan"), unit="CNY")
    by_staff = _pick(evidence, _step(pl.col("staff"), staff), amount=pl.col("staff"), unit="persons")
    return pl.concat([by_capital, by_staff]).sort("value", descending=True, maintain_order=True)


def measure_plant(evidence: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """How much of the gap one usual plant fills, 1 where all of it: the same for all candidates of a product.

    Unknown where the gap is or there is none, and where nobody says what a usual plant makes.
    """
    rows = evidence.select("candidate", "product").unique(maintain_order=True)
    filled = pl.when(pl.col("gap") > 0).then((pl.col("usual_plant") / pl.col("gap")).clip(0.0, 1.0))
    known = rows.join(products, on="product", maintain_order="left").with_columns(filled.alias("value"))
    return known.drop_nulls("value").select(
        *("candidate", "product", "value", pl.col("usual_plant").alias("amount"), "unit"),
        pl.lit(None, pl.String).alias("text"),
        pl.lit("products").alias("table"),
        pl.col("product").alias("row"),
        "source",
    )


def measure_growth(evidence: pl.DataFrame) -> pl.DataFrame:
    """1 where a capacity is being built, planned or signed; nothing says of the others that they do not grow."""
    grows = pl.col("state").is_in(["building", "planned", "signed"])
    return _pick(evidence, pl.when(grows).then(1.0), text=pl.col("state"))


def measure_class(evidence: pl.DataFrame, products: pl.DataFrame, steps: Steps) -> pl.DataFrame:
    """How many digits the firm's class of GB/T 4754 has in common with one of the product's."""
    classes = products.select("product", "classes").explode("classes").drop_nulls("classes")
    both = evidence.drop_nulls("industry").join(classes, on="product", maintain_order="left")
    digits = both.with_columns(pl.col("industry").str.extract(r"(\d{2,4})", 1).alias("digits")).drop_nulls("digits")
    shared = pl.sum_horizontal(
        (
            (pl.col("digits").str.slice(0, n) == pl.col("classes").str.slice(0, n))
            & (pl.col("digits").str.len_chars() >= n)
        ).cast(pl.Int64)
        * (2 if n == 2 else 1)
        for n in (2, 3, 4)
    )
    return _pick(digits.with_columns(shared.alias("shared")), _step(pl.col("shared"), steps), text=pl.col("industry"))


def measure_title(evidence: pl.DataFrame, titles: Sequence[tuple[str, float]]) -> pl.DataFrame:
    """Listed, or one of the titles that a register names."""
    listed = pl.when(pl.col("listed").fill_null("") != "").then(titles[0][1] if titles else 1.0)
    named = [pl.when(pl.col("tags").str.contains(word, literal=True)).then(value) for word, value in titles]
    words = [pl.when(pl.col("tags").str.contains(word, literal=True)).then(pl.lit(word)) for word, _value in titles]
    return _pick(evidence, pl.max_horizontal(listed, *named), text=pl.coalesce("listed", *words))


def measure_region(evidence: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """1 for a region that firms are invited from, 0 for another; unknown where no province is."""
    wide = regions.filter(pl.col("city").is_null()).select("province", pl.col("region").alias("wide"))
    close = regions.drop_nulls("city").select(
        "province", pl.col("city").alias("city_in"), pl.col("region").alias("close")
    )
    rows = evidence.drop_nulls("province").join(wide, on="province", how="left", maintain_order="left")
    cities = rows.select("candidate", "province", "city").unique().join(close, on="province")
    near = cities.filter(pl.col("city").fill_null("").str.contains(pl.col("city_in"), literal=True))
    rows = rows.join(
        near.select("candidate", "close").unique("candidate"), on="candidate", how="left", maintain_order="left"
    )
    region = pl.coalesce("wide", "close")
    return _pick(rows, region.is_not_null().cast(pl.Float64), text=pl.coalesce(region, "province"))


def measure_partners(partners: pl.DataFrame) -> pl.DataFrame:
    """1 for whom a customer, supplier or firm of the same group is here or coming."""
    return partners.group_by("candidate", maintain_order=True).agg(
        pl.lit(1.0).alias("value"),
        pl.col("partner").n_unique().cast(pl.Float64).alias("amount"),
        pl.lit("partners").alias("unit"),
        pl.col("partner").unique(maintain_order=True).str.join("; ").alias("text"),
        pl.lit("relations").alias("table"),
        pl.lit(None, pl.String).alias("row"),
        pl.col("source").drop_nulls().first().alias("source"),
    )


def measure_links(evidence: pl.DataFrame, steps: Steps) -> pl.DataFrame:
    """How many further links to fill the candidate makes."""
    made = (
        evidence.filter(pl.col("related").is_null())
        .group_by("candidate", maintain_order=True)
        .agg(
            pl.col("product").n_unique().alias("made"),
            pl.col("product").unique(maintain_order=True).str.join(";").alias("text"),
        )
    )
    further = made.with_columns((pl.col("made") - 1).cast(pl.Float64).alias("amount")).filter(pl.col("amount") > 0)
    return further.select(
        "candidate", _step(pl.col("amount"), steps).alias("value"), "amount", pl.lit("links").alias("unit"), "text"
    )


def measure_elsewhere(evidence: pl.DataFrame) -> pl.DataFrame:
    """1 for a firm with a plant outside the province of its head office, 0 where all that are known stand in it."""
    rows = evidence.filter(pl.col("plants").list.len() > 0).drop_nulls("province")
    away = rows.explode("plants").with_columns((~pl.col("plants").str.starts_with(pl.col("province"))).alias("away"))
    return away.group_by("candidate", maintain_order=True).agg(
        pl.col("away").any().cast(pl.Float64).alias("value"),
        pl.col("plants").filter("away").n_unique().cast(pl.Float64).alias("amount"),
        pl.lit("plants").alias("unit"),
        pl.col("plants").unique(maintain_order=True).str.join(";").alias("text"),
        *(pl.col(name).first() for name in _FROM),
    )


def _pick(
    rows: pl.DataFrame,
    value: pl.Expr,
    *,
    amount: pl.Expr | None = None,
    unit: pl.Expr | str | None = None,
    text: pl.Expr | None = None,
) -> pl.DataFrame:
    """Of each candidate and product the row with the highest value."""
    nothing = pl.lit(None)
    chosen = rows.select(
        "candidate",
        "product",
        value.cast(pl.Float64).alias("value"),
        (nothing if amount is None else amount).cast(pl.Float64).alias("amount"),
        (pl.lit(unit, pl.String) if unit is None or isinstance(unit, str) else unit).cast(pl.String).alias("unit"),
        (nothing if text is None else text).cast(pl.String).alias("text"),
        *_FROM,
    )
    best = chosen.drop_nulls("value").sort("value", descending=True, maintain_order=True)
    return best.unique(["candidate", "product"], keep="first", maintain_order=True)


def _step(amount: pl.Expr, steps: Steps) -> pl.Expr:
    """The value of the last step that an amount reaches; null below the first, and where it is unknown."""
    reached = [pl.when(amount >= least).then(float(value)) for least, value in sorted(steps, reverse=True)]
    return pl.coalesce(reached) if reached else pl.lit(None, pl.Float64)
