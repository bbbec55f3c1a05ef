"""The prices that are given: rows of ``prices``, and the older fields of products as rows of their year."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

import polars as pl

from liantu.library.recalled_prices import KEY
from liantu.model.period_days import add_period_days
from liantu.model.price_units import find_price_factors
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

#: Columns of a price: what it is of, CNY a unit of the product, and what it rests on.
COLUMNS = (
    *("product", "period", "region", "low", "typical", "high", "basis", "tax", "grade", "source", "quote", "note"),
    *("first", "last", "middle", "days"),
)


class KnownPrice(TypedDict):
    """A price of a product as quoted; ``counts``: it is the one that counts on the day."""

    period: str
    low: float
    typical: float | None
    high: float
    basis: str
    tax: str | None
    grade: str
    source: str | None
    quote: str | None
    counts: bool


def list_price_rows(tables: Tables, recalled: pl.DataFrame | None = None) -> pl.DataFrame:
    """All prices of all days, columns COLUMNS: low, typical and high in CNY a unit of the product as quoted.

    ``middle`` is the middle day of the period, ``days`` its length; ``typical`` is null where only a band is known.
    ``recalled`` are typical prices of rows that stand without them in the table (KEY and ``typical``): with them an
    engine orders, without them the rows may leave. A row in a unit that does not measure the product, or of a period
    without an end, is no price.
    """
    needed = ("prices", "products", "units")
    frame: pl.DataFrame = tables.derived("price rows", needed, lambda: _list_rows(tables))
    return frame if recalled is None else _restore_typical(frame, recalled)


def list_prices_until(tables: Tables, product: str, as_of: date, chosen: pl.DataFrame) -> pl.DataFrame:
    """The prices of a product whose period has ended by the date, the latest first: COLUMNS and ``counts``, true for
    the one that is ``chosen`` (rows of ``choose_prices``)."""
    rows = list_price_rows(tables).filter(pl.col("product") == product, pl.col("last") <= as_of)
    now = chosen.filter(pl.col("product") == product).select("period", "basis", "source")
    return (
        rows.join(now.with_columns(pl.lit(True).alias("counts")), on=now.columns, how="left", nulls_equal=True)
        .with_columns(pl.col("counts").fill_null(value=False))
        .sort("middle", "days", descending=[True, False])
    )


def add_price_years(links: pl.DataFrame, tables: Tables, on: str = "product") -> pl.DataFrame:
    """Links (``price_period``, the product in ``on``) with ``price_years``: where no price counts, the years of which
    some are held, earliest first; null where a price counts or none is held at all.
    """
    years = compute_once(tables, "years of prices", _list_price_years).rename({"product": on})
    found = links.join(years, on=on, how="left", maintain_order="left")
    return found.with_columns(pl.when(pl.col("price_period").is_null()).then("price_years").alias("price_years"))


def _list_price_years(tables: Tables) -> pl.DataFrame:
    years = list_price_rows(tables).group_by("product").agg(pl.col("last").dt.to_string("%Y").unique())
    return years.with_columns(pl.col("last").list.sort().alias("price_years")).drop("last")


def _restore_typical(rows: pl.DataFrame, recalled: pl.DataFrame) -> pl.DataFrame:
    """The rows with the typical price that was recalled; one that has its own, such as a district's, keeps it."""
    figures = recalled.select(*KEY, pl.col("typical").alias("recalled"))
    found = rows.join(figures, on=KEY, how="left", nulls_equal=True, maintain_order="left")
    return found.with_columns(pl.coalesce("typical", "recalled").alias("typical")).select(COLUMNS)


def _list_rows(tables: Tables) -> pl.DataFrame:
    numbers = tables.numbers("prices")
    own_units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("own_unit"))
    rows = numbers.join(own_units, on="product", maintain_order="left").join(
        find_price_factors(tables), on=["unit", "own_unit"], how="left", nulls_equal=True, maintain_order="left"
    )
    rows = rows.with_columns(pl.col("low", "typical", "high") * pl.col("factor")).drop_nulls("factor")
    rows = pl.concat([rows.select(COLUMNS[:12]), _list_product_bands(tables)])
    rows = add_period_days(rows).drop_nulls(["first", "last", "low", "high"])
    days = (pl.col("last") - pl.col("first")).dt.total_days() + 1
    return rows.with_columns(
        (pl.col("first") + pl.duration(days=days // 2)).alias("middle"),
        days.alias("days"),
    ).select(COLUMNS)


def _list_product_bands(tables: Tables) -> pl.DataFrame:
    """The prices that stand in the fields of products: rows of their year, a quote with tax nobody states."""
    products = tables.numbers("products").drop_nulls(["price_low", "price_high", "price_year"])
    nothing = pl.lit(None, pl.String)
    return products.select(
        pl.col("id").alias("product"),
        pl.col("price_year").cast(pl.Int64).cast(pl.String).alias("period"),
        nothing.alias("region"),
        pl.col("price_low").alias("low"),
        pl.lit(None, pl.Float64).alias("typical"),
        pl.col("price_high").alias("high"),
        pl.lit("market").alias("basis"),
        pl.lit("unknown").alias("tax"),
        pl.lit("C").alias("grade"),
        pl.col("source"),
        nothing.alias("quote"),
        nothing.alias("note"),
    )
