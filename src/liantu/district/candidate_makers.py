"""Makers elsewhere, read and recalled, with capacities in the unit of the product and what was known by a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables, build_row_keys

#: What tells a row of ``makers`` from every other.
KEY = ("firm", "product", "source")
#: The grade of what one memory alone says.
_ONCE = "C"


def list_known_makers(
    view: DistrictView, products: pl.Series, residents: Mapping[str, str], recalled: bool
) -> pl.DataFrame:
    """The makers of some products: the fields of the table, capacity in the product's unit, kind, row, resident.

    ``resident`` is the firm of the district that bears the very name. With ``known_at`` only what had been published.
    A made-up district has makers of its own alone: its pages say that none of its firms is real.
    """
    from liantu.attract.company_names.name_parts import normalise_names
    from liantu.library.recalled_makers import read_recalled_makers
    from liantu.library.shipped_tables import load_library

    tables = view.tables
    made_up = bool(tables.about.get("fictitious"))
    read = tables.numbers("makers").with_columns(pl.Series("row", build_row_keys("makers", tables["makers"])))
    read = read.join(load_library()["makers"], on=KEY, how="anti", maintain_order="left") if made_up else read
    rows = select_known(tables, read.with_columns(pl.lit("read_maker").alias("kind")), view.known_at)
    if recalled and view.known_at is None and not made_up:
        kind = pl.when(pl.col("grade") == _ONCE).then(pl.lit("recalled_once")).otherwise(pl.lit("recalled_maker"))
        further = read_recalled_makers().with_columns(kind.alias("kind"))
        rows = pl.concat([rows, further], how="diagonal")
    chosen = _convert_capacities(tables, rows.filter(pl.col("product").is_in(products.implode())))
    named = [
        normalise_names(pl.col(name)).replace_strict(dict(residents), default=None, return_dtype=pl.String)
        for name in ("firm", "short")
    ]
    return chosen.with_columns(pl.coalesce(named).alias("resident"))


def select_known(tables: Tables, rows: pl.DataFrame, known_at: date | None) -> pl.DataFrame:
    """Rows with a source, of only those whose source had been published by a day; all where none is given."""
    from liantu.library.recalled_makers import RECALLED_SOURCE

    if known_at is None:
        return rows
    sources = add_period_days(tables["sources"].select(pl.col("id").alias("source"), "published"), "published")
    published = sources.filter(pl.col("last") <= known_at)["source"]
    return rows.filter(pl.col("source").is_in(published.implode()) & (pl.col("source") != RECALLED_SOURCE))


def _convert_capacities(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    units = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    joined = rows.join(units, on="product", how="left", maintain_order="left")
    factors = [
        (unit, target, convert_to_product_unit(tables.units, 1.0, unit, target))
        for unit, target in joined.select("unit", "product_unit").unique().drop_nulls().iter_rows()
    ]
    columns = {"unit": pl.String, "product_unit": pl.String, "factor": pl.Float64}
    known = pl.DataFrame(factors, schema=columns, orient="row")
    found = joined.join(known, on=["unit", "product_unit"], how="left", maintain_order="left")
    return found.with_columns((pl.col("capacity") * pl.col("factor")).alias("capacity"))
