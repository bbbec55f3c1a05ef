"""What plants here make for the products of a chain, step by step upstream: a cell plant beside a module plant."""

from __future__ import annotations

import polars as pl

from liantu.chain.routes import find_ancestors, find_default_processes
from liantu.chain.stated_supply import find_outside_plants
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables


def follow_upstream(tables: Tables, products: pl.Series, root: pl.Series, of_others: pl.Series) -> pl.Series:
    """Products made here that go into ``products``, and those that go into these, without ``of_others``.

    Inputs count, utilities do not: a power plant serves every chain. What is made is followed by the process that
    its plant names, else by the default one; of a ``root`` that nobody here makes by its default.
    """
    made = compute_once(tables, "products made here", _list_made_here)
    pairs = _pair_with_inputs(tables, made, root).filter(~pl.col("input").is_in(of_others.implode()))
    found, step = pl.Series("product", [], pl.String), products
    while step.len():
        reached = pairs.filter(pl.col("product").is_in(step.implode()))["input"].unique()
        step = reached.filter(~reached.is_in(pl.concat([products, found]).implode()))
        found = pl.concat([found, step.alias("product")])
    return found


def _list_made_here(tables: Tables) -> pl.DataFrame:
    """What capacities of the district make, of unknown amount too: product, process (null: the default one)."""
    rows = tables["capacities"].join(find_outside_plants(tables), on="plant", how="anti")
    none = pl.col("amount").cast(pl.Float64, strict=False) == 0
    rows = rows.filter(~none.fill_null(value=False))
    stated = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("by_process"))
    rows = rows.join(stated, on="process", how="left")
    return rows.select(pl.coalesce("by_process", "product").alias("product"), "process").drop_nulls("product").unique()


def _pair_with_inputs(tables: Tables, made: pl.DataFrame, root: pl.Series) -> pl.DataFrame:
    """What is made here and each of its inputs that is made here too: product, input.

    A narrower product that is made here serves a broader input.
    """
    usual = find_default_processes(tables).select("product", pl.col("process").alias("usual"))
    makers = pl.concat([made, pl.DataFrame({"product": root, "process": None}, schema=made.schema)])
    routes = makers.join(usual, on="product", how="left").select("product", pl.coalesce("process", "usual"))
    needs = (
        tables["coefficients"].filter(pl.col("role") == "input").select("process", pl.col("input").alias("ancestor"))
    )
    serving = find_ancestors(tables).filter(pl.col("product").is_in(made["product"].implode()))
    serving = serving.rename({"product": "input"})
    return routes.join(needs, on="process").join(serving, on="ancestor").select("product", "input").unique()
