"""已有或在建，先谈供货: who makes a product already, or is building a plant for it, before anybody is invited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days

#: Where a maker is: in the district, within the radius of nearby supply; by a list of makers, in the province or its
#: neighbour.
WHERE = ("here", "nearby", "listed")
PARTNERS = {
    "product": pl.String,
    "firm": pl.String,
    "plant": pl.String,
    "row": pl.String,
    "where": pl.String,
    "status": pl.String,
    "amount": pl.Float64,
    "period": pl.String,
    "source": pl.String,
    "later": pl.Boolean,
}


def list_makers(terms: pl.DataFrame, conjectured: pl.Series) -> pl.DataFrame:
    """One row a capacity that makes a product, columns PARTNERS: ``amount`` a year (null: unknown), ``status``
    operating, building or planned; ``period`` and ``source`` are those of listed makers alone.

    ``terms`` are those of the chain engine; a capacity whose product is only ``conjectured`` (rows) is no maker.
    """
    rows = terms.filter(
        pl.col("measure").is_in(["supply", "nearby"])
        & pl.col("firm").is_not_null()
        & ~pl.col("row").is_in(conjectured.implode())
    )
    where = pl.when(pl.col("measure") == "nearby").then(pl.lit("nearby")).otherwise(pl.lit("here"))
    return (
        rows.with_columns(
            where.alias("where"),
            pl.lit(None, pl.String).alias("period"),
            pl.lit(None, pl.String).alias("source"),
            pl.lit(value=False).alias("later"),
        )
        .select([*PARTNERS])
        .unique(["product", "row"], keep="first", maintain_order=True)
        .sort("product", "where", "row")
    )


def list_listed_makers(makers: pl.DataFrame, words: Sequence[str], as_of: date) -> pl.DataFrame:
    """Makers of a list of cited makers with a plant within reach, columns PARTNERS: ``firm`` is their name, ``plant``
    their plants that begin with one of ``words``, ``status`` null where it is not stated, ``later`` where it is of a
    time after the date. All are to be verified.

    ``makers`` are cited rows: firm, product, role, plants (parted by ;), state, capacity in the product's unit, period,
    source, row, resident (a firm of the district that bears the name, whose own plants count).
    """
    near = pl.any_horizontal(pl.lit(value=False), *(pl.element().str.starts_with(word) for word in words))
    places = pl.col("plants").fill_null("").str.split(";")
    rows = add_period_days(makers.filter((pl.col("role") == "makes") & pl.col("resident").is_null()), "period")
    return (
        rows.with_columns(places.list.filter(near).list.join(";").alias("plant"), pl.lit("listed").alias("where"))
        .filter(pl.col("plant") != "")
        .select(
            *("product", "firm", "plant", "row", "where", pl.col("state").alias("status")),
            pl.col("capacity").cast(pl.Float64).alias("amount"),
            *("period", "source", (pl.col("first") > as_of).fill_null(value=False).alias("later")),
        )
        .sort("product", "row")
    )


def find_partners(
    steps: pl.DataFrame, terms: pl.DataFrame, makers: pl.DataFrame, bundles: pl.DataFrame
) -> pl.DataFrame:
    """Who could supply what a bundle makes or takes: bundle, role (makes: the product itself or a step of it; takes: a
    main input from here, or one that a listed maker within reach makes) and the columns PARTNERS; those of the product
    itself first.

    ``steps`` and ``terms`` are those of proposals; ``bundles`` have inputs_listed.
    """
    made = steps.select("bundle", pl.col("step").alias("product"), pl.lit("makes").alias("role"), "number")
    taken = terms.filter((pl.col("measure") == "use") & pl.col("source").is_in(["surplus", "maker"])).select(
        "bundle", "product"
    )
    to_ask = bundles.select("bundle", pl.col("inputs_listed").alias("product")).explode("product").drop_nulls()
    taken = (
        pl.concat([taken, to_ask])
        .unique()
        .with_columns(pl.lit("takes").alias("role"), pl.lit(None, pl.Int64).alias("number"))
    )
    return (
        pl.concat([made, taken])
        .join(makers, on="product")
        .sort("bundle", "role", "number", _order_places(), "row", nulls_last=True)
        .select("bundle", "role", *PARTNERS)
    )


def _order_places() -> pl.Expr:
    return pl.col("where").replace_strict(dict(zip(WHERE, range(len(WHERE)), strict=True)), return_dtype=pl.Int64)
