"""What each place of the district makes, and what of it is stated to be free."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.chain.makers import list_made_products
from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: Kinds of places that others lie in: a plant there is in the district, and in no park that is stated.
WIDE = ("district", "city", "county", "province", "region", "country")


def list_places(tables: Tables) -> pl.DataFrame:
    """The places of the district, parks first as they are written: place, zh, en, kind, parent, wide.

    ``wide`` marks the district itself. Regions and countries elsewhere are left out unless a plant stands there.
    """
    places = tables["places"].filter(pl.col("outside").fill_null("no") != "yes")
    used = tables["plants"]["place"].drop_nulls().unique().implode()
    wide = pl.col("kind").is_in(WIDE)
    inside = places.filter(~wide | pl.col("kind").is_in(["district", "county"]) | pl.col("id").is_in(used))
    named = inside.select(pl.col("id").alias("place"), "zh", "en", "kind", "parent", wide.alias("wide"))
    return named.sort("wide", maintain_order=True)


def list_place_output(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """What plants make, one row a place and product: the columns of ``list_made_products`` after ``place``.

    A plant without a place stands under null.
    """
    supply = terms.filter(pl.col("measure") == "supply")
    parts = [
        list_made_products(tables, rows).select(pl.lit(rows["place"][0], pl.String).alias("place"), pl.all())
        for rows in supply.partition_by("place", maintain_order=True)
    ]
    return pl.concat(parts) if parts else list_made_products(tables, supply).with_columns(place=pl.lit(None, pl.String))


def list_place_limits(tables: Tables, as_of: date) -> pl.DataFrame:
    """What is stated of a place's land, energy, steam, power, water and sewage: the latest not after the date.

    One row a place, resource and measure (total, used, free): place, resource, measure, period, comparator, amount
    (null: unknown), unit, source, locator.
    """
    rows = add_period_days(tables.numbers("place_limits")).filter(pl.col("first") <= as_of)
    latest = rows.sort("last", "first", nulls_last=True, maintain_order=True)
    latest = latest.unique(["place", "resource", "measure"], keep="last", maintain_order=True)
    return latest.sort("place", "resource", "measure", maintain_order=True).select(
        "place", "resource", "measure", "period", "comparator", "amount", "unit", "source", "locator"
    )
