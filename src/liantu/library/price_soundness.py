"""Are the library's prices sound? In order, cited, in the product's own unit, none later than its source."""

from __future__ import annotations

import polars as pl

from liantu.library.findings import Frames, build_findings, get_number_column
from liantu.model.period_days import add_period_days


def check_prices(tables: Frames) -> pl.DataFrame:
    """What is wrong in the table of prices, and bands that stand in products where prices belong in that table."""
    figures = [get_number_column(tables["prices"], name).alias(name) for name in ("low", "typical", "high")]
    rows = tables["prices"].with_columns(figures).with_columns(pl.col("product").alias("input"))
    return pl.concat(
        [
            build_findings("price_order", rows.filter(_out_of_order())),
            build_findings("price_uncited", rows.filter(pl.col("source").is_null())),
            build_findings("price_unit", rows.filter(pl.col("unit").is_not_null())),
            build_findings("price_future", _find_future(tables, rows)),
            build_findings("band_in_products", _find_bands(tables)),
        ]
    )


def _out_of_order() -> pl.Expr:
    typical = pl.coalesce("typical", "low")
    return pl.col("low").is_null() | pl.col("high").is_null() | (pl.col("low") > typical) | (typical > pl.col("high"))


def _find_future(tables: Frames, rows: pl.DataFrame) -> pl.DataFrame:
    """Prices of a period that begins after their source was published."""
    known = add_period_days(tables["sources"].select(pl.col("id").alias("source"), "published"), "published")
    dated = add_period_days(rows).join(known.select("source", "published", pl.col("last").alias("by")), on="source")
    return dated.filter(pl.col("first") > pl.col("by"))


def _find_bands(tables: Frames) -> pl.DataFrame:
    band = pl.col("price_low").is_not_null() | pl.col("price_high").is_not_null()
    return tables["products"].filter(band).select(pl.col("id").alias("input"))
