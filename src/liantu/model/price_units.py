"""Prices in a unit of their own beside the product's: what takes one to the other."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables

#: What a price is in where nothing is written: CNY for one of the product's own unit.
_MONEY = "CNY"


def find_price_factors(tables: Tables) -> pl.DataFrame:
    """What a price is times to be CNY a unit of its product: unit, own_unit, factor (null: another dimension).

    ``unit`` is as written in ``prices`` (blank: CNY for one of the product's own unit), ``own_unit`` the product's.
    """
    own_units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("own_unit"))
    pairs = tables["prices"].join(own_units, on="product").select("unit", "own_unit").unique()
    found = [
        (unit, product_unit, compute_price_factor(tables, unit, product_unit))
        for unit, product_unit in pairs.iter_rows()
    ]
    return pl.DataFrame(found, schema={"unit": pl.String, "own_unit": pl.String, "factor": pl.Float64}, orient="row")


def compute_price_factor(tables: Tables, unit: str | None, own_unit: str | None) -> float | None:
    """What takes a price in ``unit`` to CNY for one ``own_unit``; None where it does not measure that."""
    if not unit:
        return 1.0
    found, target = tables.units.read(unit), tables.units.read(f"{_MONEY}/{own_unit}")
    if found is None or target is None or found.dimension != target.dimension or found.yearly:
        return None
    return float(found.factor / target.factor)
