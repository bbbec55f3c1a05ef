"""Terms of what is open: needs of a plant whose process nobody has chosen, supply whose status nobody states."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.chain.routes import assign_processes, find_candidate_processes
from liantu.model.tables import Tables

#: Before the product in the name of a coefficient that stands for all routes to it.
ANY_ROUTE = "*"


def build_unchosen_needs(
    tables: Tables, plants: pl.DataFrame, coefficients: pl.DataFrame, by: Sequence[str] = ()
) -> pl.DataFrame:
    """What plants without a process need, one term a plant and product that any process for its product takes in.

    Where every such process takes it, the need is a range from the least to the largest typical use, computed with
    its middle; where some do, its size is unknown. ``coefficients`` are the library's as numbers; columns of
    alternatives named in ``by`` are kept.
    """
    needed = ("processes", "products", "coefficients", "units")
    uses = tables.derived("uses of routes", needed, lambda: _summarise_routes(tables, coefficients))
    rows = plants.filter(pl.col("process").is_null()).join(uses, on="product", maintain_order="left")
    output = pl.col("base") * pl.col("load").fill_null(1.0)
    return (
        _blank_terms(rows, "demand")
        .with_columns(
            pl.col("input").alias("product"),
            *(pl.col(f"any_{column}").alias(column) for column in ("coefficient", "low", "typical", "high", "grade")),
        )
        .with_columns((output * pl.col("typical")).alias("value"))
        .sort(*by, "id", "product")
    )


def find_routes_of(tables: Tables, coefficient: str) -> list[str]:
    """The processes that a coefficient stands for: its own one, or all routes to a product."""
    process = coefficient.split("/")[0]
    if not process.startswith(ANY_ROUTE):
        return [process]
    product = process.removeprefix(ANY_ROUTE)
    return find_candidate_processes(tables).filter(pl.col("product") == product)["process"].sort().to_list()


def _summarise_routes(tables: Tables, coefficients: pl.DataFrame) -> pl.DataFrame:
    """What the routes to a product take in: product, input, and for those common to all any_low and so on."""
    candidates = find_candidate_processes(tables)
    routes = candidates.group_by("product").agg(pl.col("process").n_unique().alias("routes"))
    uses = coefficients.filter(pl.col("role").is_in(["input", "utility"])).rename({"product": "input"})
    uses = candidates.join(
        uses.group_by("process", "input").agg(pl.col("role").first(), pl.col("typical").sum(), pl.col("grade").max()),
        on="process",
    )
    low, high = pl.col("typical").min(), pl.col("typical").max()
    key = pl.concat_str(pl.lit(ANY_ROUTE) + pl.col("product"), "input", "role", separator="/")
    rows = (
        uses.group_by("product", "input")
        .agg(
            pl.col("role").min(),
            pl.col("process").n_unique().alias("used_by"),
            low.alias("any_low"),
            ((low + high) / 2).alias("any_typical"),
            high.alias("any_high"),
            pl.col("grade").max().alias("any_grade"),
        )
        .join(routes, on="product")
        .with_columns(key.alias("any_coefficient"))
    )
    common = pl.col("used_by") == pl.col("routes")
    figures = ("any_low", "any_typical", "any_high", "any_grade", "any_coefficient")
    return (
        rows.filter(common | (pl.col("role") == "input"))
        .with_columns(pl.when(common).then(pl.col(column)).alias(column) for column in figures)
        .select("product", "input", *figures)
        .sort("product", "input")
    )


def build_unstated_supply(tables: Tables, capacities: pl.DataFrame) -> pl.DataFrame:
    """One term, of unknown size, a capacity whose status nobody states: it may run, here or nearby.

    ``capacities`` are those that count at a date, see ``list_capacities``.
    """
    rows = assign_processes(tables, capacities).filter(
        (pl.col("status") == "unknown")
        & pl.col("product").is_not_null()
        & (pl.col("base").is_null() | (pl.col("base") > 0))
    )
    measure = pl.when(pl.col("outside")).then(pl.lit("nearby")).otherwise(pl.lit("supply"))
    none = pl.lit(None, pl.Float64)
    rows = rows.with_columns((pl.col("self_use") / 100).alias("share"), none.alias("load"))
    return _blank_terms(rows, "supply").with_columns(
        measure.alias("measure"), pl.col("via").alias("product"), pl.lit(None, pl.String).alias("assumption")
    )


def _blank_terms(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    number, text = pl.lit(None, pl.Float64), pl.lit(None, pl.String)
    return rows.with_columns(
        pl.lit(measure).alias("measure"),
        pl.col("id").alias("capacity"),
        pl.col("base").alias("amount"),
        *(text.alias(column) for column in ("coefficient", "on_site", "grade")),
        *(number.alias(column) for column in ("low", "typical", "high", "value")),
    )
