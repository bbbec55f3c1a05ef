"""How much of a process each input is, by mass and by cost: a property of the library, whatever the date."""

from __future__ import annotations

import polars as pl

from liantu.chain.price_rows import list_price_rows
from liantu.chain.terms import read_coefficients
from liantu.model.tables import Tables


def compute_input_shares(tables: Tables, price_year: int, recalled: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row an input of a process: process, product, mass_share, cost_share, main_share (fractions).

    ``mass_share`` is of all inputs, null where one is not weighed but counted (a bolt is no main input of a car);
    ``cost_share`` is of all inputs and utilities with a price of ``price_year``, as quoted; null where it cannot be
    told. ``main_share`` is the larger. ``recalled`` are typical prices beside the table, see ``list_price_rows``; where
    only a band is known, the price that is as many times the low as the high is times it weighs a cost.
    """
    needed = ("coefficients", "products", "units", "prices")
    name = f"shares of inputs at prices of {price_year}{'' if recalled is None else ' with recalled ones'}"
    frame: pl.DataFrame = tables.derived(name, needed, lambda: _compute_shares(tables, price_year, recalled))
    return frame


def _compute_shares(tables: Tables, price_year: int, recalled: pl.DataFrame | None) -> pl.DataFrame:
    tonnes = {
        text: float(unit.factor)
        for text in tables["products"]["unit"].drop_nulls().unique()
        if (unit := tables.units.read(text)) and unit.dimension == "mass"
    }
    weights = pl.col("unit").replace_strict(tonnes, default=None, return_dtype=pl.Float64)
    products = (
        tables["products"]
        .select(pl.col("id").alias("product"), weights.alias("weight"))
        .join(_find_prices_of(tables, price_year, recalled), on="product", how="left")
    )
    is_input = pl.col("role") == "input"
    mass = pl.when(is_input).then(pl.col("typical") * pl.col("weight"))
    cost = pl.col("typical") * pl.col("price")
    return (
        read_coefficients(tables)
        .filter(pl.col("role").is_in(["input", "utility"]))
        .join(products, on="product", how="left", maintain_order="left")
        .with_columns(
            pl.when(~(is_input & mass.is_null()).any().over("process"))
            .then((mass / mass.sum().over("process")).fill_nan(None))
            .alias("mass_share"),
            (cost / cost.sum().over("process")).fill_nan(None).alias("cost_share"),
        )
        .filter(is_input)
        .select(
            *("process", "product", "mass_share", "cost_share"),
            pl.max_horizontal("mass_share", "cost_share").alias("main_share"),
        )
    )


def _find_prices_of(tables: Tables, year: int, recalled: pl.DataFrame | None) -> pl.DataFrame:
    """The price of each product in a year: of the rows inside it the one of most days, the better grade; product,
    price."""
    inside = (pl.col("first").dt.year() == year) & (pl.col("last").dt.year() == year)
    between = pl.when(pl.col("low") > 0).then((pl.col("low") * pl.col("high")).sqrt())
    rows = list_price_rows(tables, recalled).filter(inside).sort(-pl.col("days"), "grade", "basis", "source")
    first = rows.unique("product", keep="first", maintain_order=True)
    return first.select("product", pl.coalesce("typical", between).alias("price"))
