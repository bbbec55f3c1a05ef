"""Which process makes what: a plant's own, the region's default, the only one there is."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables


def find_default_processes(tables: Tables) -> pl.DataFrame:
    """The default process of each product: columns ``product``, ``process``.

    The region's row comes before the general row; a product without a row and with exactly one process
    takes that one; a row with a blank process means bought, never made by default.
    """
    frame: pl.DataFrame = tables.derived("defaults", ("defaults", "processes"), lambda: _default_processes(tables))
    return frame


def _default_processes(tables: Tables) -> pl.DataFrame:
    region = str(tables.about.get("region") or "")
    stated = (
        tables["defaults"]
        .filter(pl.col("region").is_null() | (pl.col("region") == region))
        .sort(pl.col("region").is_null(), maintain_order=True)
        .unique("product", keep="first", maintain_order=True)
        .select("product", "process")
    )
    single = (
        tables["processes"]
        .group_by("product", maintain_order=True)
        .agg(pl.col("id").first().alias("process"), pl.len())
        .filter(pl.col("len") == 1)
        .select("product", "process")
        .join(stated, on="product", how="anti")
    )
    return pl.concat([stated, single]).drop_nulls("process")


def assign_processes(tables: Tables, capacities: pl.DataFrame) -> pl.DataFrame:
    """Capacities with ``process`` filled in where a default exists, and ``via``: the product made.

    A product that only has narrower products (a cell without a chemistry) has no default: its process
    stays null and its needs are unknown.
    """
    defaults = find_default_processes(tables).rename({"process": "default"})
    made = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("made"))
    return (
        capacities.join(defaults, on="product", how="left", maintain_order="left")
        .with_columns(pl.coalesce("process", "default").alias("process"))
        .drop("default")
        .join(made, on="process", how="left", maintain_order="left")
        .with_columns(pl.coalesce("made", "product").alias("via"))
        .drop("made")
    )


def split_by_route(tables: Tables, capacities: pl.DataFrame) -> pl.DataFrame:
    """Capacities with a stated mix as one row a route (``mixed``), and a last one for what the mix leaves open.

    The rest keeps the capacity's own process, or none. ``id`` tells the rows apart, ``whole`` is the ``id`` before,
    ``part`` the fraction of it, ``row`` the capacity.
    """
    mix = tables.numbers("capacity_routes").select(
        pl.col("capacity").alias("row"), pl.col("process").alias("route"), (pl.col("share") / 100).alias("part")
    )
    if not mix.height:
        return capacities.with_columns(
            pl.lit(value=False).alias("mixed"), pl.col("id").alias("whole"), pl.lit(1.0).alias("part")
        )
    left = mix.group_by("row").agg(pl.lit(None, pl.String).alias("route"), (1 - pl.col("part").sum()).alias("part"))
    parts = pl.concat([mix, left.filter(pl.col("part") > 1e-9)]).with_columns(
        pl.lit(value=True).alias("split"), pl.col("route").fill_null("rest").alias("name")
    )
    rows = capacities.join(parts, on="row", how="left", maintain_order="left")
    split = pl.col("split").fill_null(value=False)
    return rows.with_columns(
        pl.col("id").alias("whole"),
        pl.col("part").fill_null(1.0),
        pl.when(split).then(pl.concat_str("id", "name", separator="/")).otherwise("id").alias("id"),
        (pl.col("base") * pl.col("part").fill_null(1.0)).alias("base"),
        pl.coalesce("route", "process").alias("process"),
        pl.col("route").is_not_null().alias("mixed"),
    ).select(*capacities.columns, "mixed", "whole", "part")


def find_ancestors(tables: Tables) -> pl.DataFrame:
    """Each product with itself and every broader product: columns ``product``, ``ancestor``."""
    frame: pl.DataFrame = tables.derived("ancestors", ("products",), lambda: _ancestors(tables))
    return frame


def _ancestors(tables: Tables) -> pl.DataFrame:
    parent = tables["products"].select("id", "broader").drop_nulls()
    level = tables["products"].select(pl.col("id").alias("product"), pl.col("id").alias("ancestor"))
    found = [level]
    while level.height and len(found) < 10:
        level = level.join(parent, left_on="ancestor", right_on="id").select(
            "product", pl.col("broader").alias("ancestor")
        )
        found.append(level)
    return pl.concat(found)


def find_candidate_processes(tables: Tables) -> pl.DataFrame:
    """Processes that could make a product or a narrower one: columns ``product``, ``process``."""
    needed = ("processes", "products")
    frame: pl.DataFrame = tables.derived("candidate processes", needed, lambda: _candidate_processes(tables))
    return frame


def _candidate_processes(tables: Tables) -> pl.DataFrame:
    made = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("narrow"))
    return made.join(find_ancestors(tables), left_on="narrow", right_on="product").select(
        pl.col("ancestor").alias("product"), "process"
    )


def list_default_inputs(tables: Tables, products: list[str]) -> pl.DataFrame:
    """What the default process of each product takes in: product, input."""
    routes = find_default_processes(tables).filter(pl.col("product").is_in(products))
    inputs = tables["coefficients"].filter(pl.col("role") == "input")
    return routes.join(inputs, on="process").select("product", "input")
