"""Capacities in base units, totals split into their parts and an unallocated rest."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.capacity_status import find_capacity_statuses
from liantu.model.production import bound_by_production
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

#: Suffix of the row that stands for what a total has beyond its stated parts.
UNALLOCATED = "#unallocated"


def convert_to_base_units(tables: Tables) -> pl.DataFrame:
    """Capacities with ``base``: the amount a year in the product's own unit, null where unknown."""
    needed = ("capacities", "products", "units")
    frame: pl.DataFrame = tables.derived("capacities in base units", needed, lambda: _convert(tables))
    return frame


def _convert(tables: Tables) -> pl.DataFrame:
    products = tables["products"].select(pl.col("id").alias("product"), pl.col("unit").alias("product_unit"))
    rows = tables.numbers("capacities").join(products, on="product", how="left", maintain_order="left")
    factors = rows.select("unit", "product_unit").unique().drop_nulls()
    known = []
    for unit, base_unit in factors.iter_rows():
        read, target = tables.units.read(unit), tables.units.read(base_unit)
        if read and target and read.dimension == target.dimension:
            known.append((unit, base_unit, float(read.factor / target.factor)))
    table = pl.DataFrame(
        known, schema={"unit": pl.String, "product_unit": pl.String, "factor": pl.Float64}, orient="row"
    )
    return rows.join(table, on=["unit", "product_unit"], how="left", maintain_order="left").with_columns(
        (pl.col("amount") * pl.col("factor")).alias("base")
    )


def list_capacities(tables: Tables, as_of: date) -> pl.DataFrame:
    """The capacities that count at a date, each amount once, with status and place.

    A total with parts is replaced by its parts and a rest (``id#unallocated``) that takes the status of
    the total. A part without an amount stays, unknown, while the rest carries what is not itemised:
    ``covered`` is then true, because a total above it already counts it. Stated production bounds what is unknown.
    Columns: id, plant, group, firm, place, outside, distance, product, process, base, least (the amount is at least
    ``base``), by_production (``base`` is what was made), covered, self_use, status, year, ran and ran_least (the load
    that production says, or at least says), output (the observation that says so), row (the capacity row it stands
    for), source, locator, quote, basis.
    """
    return compute_once(tables, "capacities that count", lambda read: _list_capacities(read, as_of), (as_of,))


def _list_capacities(tables: Tables, as_of: date) -> pl.DataFrame:
    rows = convert_to_base_units(tables).join(
        find_capacity_statuses(tables, as_of), left_on="id", right_on="capacity", how="left", maintain_order="left"
    )
    rows = bound_by_production(tables, rows, as_of)
    in_total = pl.col("id").is_in(_find_parts_of_known(rows))
    rows = rows.with_columns(
        pl.col("id").alias("row"),
        (pl.col("base").is_null() & in_total).alias("covered"),
        (pl.col("least") & ~in_total).alias("least"),  # the rest of its total is so much less
    )
    totals = rows.join(sum_parts(rows), left_on="id", right_on="part_of", maintain_order="left")
    unallocated = totals.with_columns(
        (pl.col("id") + UNALLOCATED).alias("id"),
        (pl.col("base") - pl.col("parts")).alias("base"),
    ).filter(pl.col("base").is_null() | (pl.col("base") > 0))
    leaves = rows.filter(~pl.col("id").is_in(totals["id"].implode()))
    return _with_places(tables, pl.concat([leaves, unallocated.select(leaves.columns)]))


def sum_parts(rows: pl.DataFrame) -> pl.DataFrame:
    """What the parts of each total add up to: columns ``part_of``, ``parts``.

    A part without an amount counts with its own parts, so that no amount is counted at two levels.
    ``rows`` are capacities in base units.
    """
    parents = _parents(rows)
    base = dict(rows.select("id", "base").iter_rows())
    sums = dict.fromkeys(parents.values(), 0.0)
    for part in parents:
        if base[part] is None:
            continue
        for total in _find_totals_above(part, parents):
            sums[total] += base[part]
            if base.get(total) is not None:
                break
    return pl.DataFrame([*sums.items()], schema={"part_of": pl.String, "parts": pl.Float64}, orient="row")


def _find_parts_of_known(rows: pl.DataFrame) -> list[str]:
    """Parts of a total whose amount is known, at whatever level above."""
    parents = _parents(rows)
    known = set(rows.drop_nulls("base")["id"])
    return [part for part in parents if not known.isdisjoint(_find_totals_above(part, parents))]


def _parents(rows: pl.DataFrame) -> dict[str, str]:
    return dict(rows.select("id", "part_of").drop_nulls().iter_rows())


def _find_totals_above(part: str, parents: dict[str, str]) -> list[str]:
    """The totals above a part, nearest first; a circle is gone round once."""
    path: list[str] = []
    while (part := parents.get(part, "")) and part not in path:
        path.append(part)
    return path


def _with_places(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    plants = tables["plants"].select(pl.col("id").alias("plant"), "firm", "place")
    places = tables.numbers("places").select(pl.col("id").alias("place"), "outside", "distance")
    is_place = pl.col("group").is_in(tables["places"]["id"].implode())
    return (
        rows.join(plants, on="plant", how="left", maintain_order="left")
        .with_columns(pl.when(is_place).then("group").otherwise("place").alias("place"))
        .join(places, on="place", how="left", maintain_order="left")
        .with_columns((pl.col("outside") == "yes").fill_null(False), pl.col("status").fill_null("unknown"))
        .select(
            "id",
            "row",
            "plant",
            "group",
            "firm",
            "place",
            "outside",
            "distance",
            "product",
            "process",
            "base",
            "least",
            "by_production",
            "covered",
            "self_use",
            "status",
            "year",
            "ran",
            "ran_least",
            "output",
            "source",
            "locator",
            "quote",
            "basis",
        )
    )
