"""What the core products of chains could make in a year, and the forms they are sold in."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.chain.routes import find_ancestors
from liantu.chain.terms import list_producers, read_coefficients
from liantu.model.tables import Tables


def find_full_loads(tables: Tables, as_of: date, years: pl.DataFrame) -> pl.DataFrame:
    """One row a chain, year and form: how much of the chain's core product may be made in that year.

    ``years`` has the columns chain and year. Columns: chain, year, product (root), unit, capacity (runs by the end
    of the year, or starts nobody says when), start_unknown, more (an amount is unknown), other_products (the chain
    makes others too), totals (the capacities that it is the sum of, a part as that of the whole), sold_as, per_sold
    (amount of the root in one of it), price_of (products whose price counts).
    """
    wanted_years = years["year"].unique().sort()
    makers = pl.concat([_list_makers(tables, as_of, year) for year in wanted_years] or [_list_makers(tables, as_of, 0)])
    products = _list_chain_products(tables)
    made = makers.join(products, left_on="via", right_on="product").filter(~pl.col("covered"))
    is_root, known = pl.col("is_root"), pl.col("base").is_not_null()
    loads = made.group_by("chain", "year", "root", maintain_order=True).agg(
        pl.col("base").filter(is_root).sum().alias("capacity"),
        pl.col("base").filter(is_root & ~pl.col("dated")).sum().alias("start_unknown"),
        (is_root & (~known | pl.col("least"))).any().alias("more"),
        (~is_root).any().alias("other_products"),
        pl.col("total").filter(is_root & known).unique(maintain_order=True).alias("totals"),
        pl.col("via").filter(is_root & known).unique().sort().alias("root_prices"),
    )
    units = tables["products"].select(pl.col("id").alias("root"), "unit")
    forms = _list_forms(tables, products, made["via"])
    own_price = pl.col("sold_as") == pl.col("root")
    return (
        loads.filter(pl.col("capacity") > 0)
        .join(forms, on=["chain", "root"])
        .join(units, on="root")
        .with_columns(
            pl.when(own_price).then("root_prices").otherwise(pl.concat_list("sold_as")).alias("price_of"),
        )
        .drop("root_prices")
        .rename({"root": "product"})
    )


def _list_makers(tables: Tables, as_of: date, year: int) -> pl.DataFrame:
    """Capacities of the district that make something in a year: total, via, base, least, covered, dated, year."""
    end = date(max(year, 1), 12, 31)
    start = pl.col("year")
    future = pl.lit(end > as_of) & (start.is_null() | (start <= year))
    runs = (pl.col("status") == "operating") | future
    wholes = tables["capacities"].select(pl.col("id").alias("row"), "part_of")
    return (
        list_producers(tables, min(end, as_of))
        .join(wholes, on="row", how="left", maintain_order="left")
        .with_columns(pl.coalesce("part_of", "row").alias("total"))
        .filter(~pl.col("outside") & runs)
        .with_columns(((pl.col("status") == "operating") | start.is_not_null()).alias("dated"))
        .select("total", "via", "base", "least", "covered", "dated", pl.lit(year, pl.Int64).alias("year"))
    )


def _list_chain_products(tables: Tables) -> pl.DataFrame:
    """The products of each chain with their narrower ones: chain, root, product, is_root (root or narrower)."""
    chains = tables["chains"].drop_nulls("root").select(pl.col("id").alias("chain"), "root")
    members = tables["members"].filter(pl.col("role") == "product").select(pl.col("group").alias("chain"), "entity")
    named = pl.concat([chains.select("chain", pl.col("root").alias("entity")), members])
    below = find_ancestors(tables).rename({"ancestor": "entity"})
    products = named.join(below, on="entity").select("chain", "product").unique()
    cores = chains.join(below, left_on="root", right_on="entity").with_columns(pl.lit(True).alias("is_root"))
    return (
        products.join(chains, on="chain")
        .join(cores.select("chain", "product", "is_root"), on=["chain", "product"], how="left")
        .with_columns(pl.col("is_root").fill_null(False))
    )


def _list_forms(tables: Tables, products: pl.DataFrame, made: pl.Series) -> pl.DataFrame:
    """The forms a core product is sold in: chain, root, sold_as, per_sold.

    Itself, and products of the chain made here that cannot be made of less than one of it: packs of cells.
    """
    roots = products.filter("is_root").select("chain", "root", pl.col("product").alias("input"))
    whole = tables.numbers("coefficients").filter(
        (pl.col("role") == "input") & (pl.col("bound_kind") == "hard") & (pl.col("bound") >= 1)
    )
    processes = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("sold_as"))
    units = tables["products"].select("id", "unit")
    uses = read_coefficients(tables).select("process", pl.col("product").alias("input"), pl.col("typical"))
    assembled = (
        whole.select("process", "input")
        .join(uses, on=["process", "input"])
        .join(processes, on="process")
        .join(roots, on="input")
        .join(products.select("chain", pl.col("product").alias("sold_as")), on=["chain", "sold_as"], how="semi")
        .filter(pl.col("sold_as").is_in(made.implode()))
        .join(units.rename({"id": "input", "unit": "unit_in"}), on="input")
        .join(units.rename({"id": "sold_as", "unit": "unit_out"}), on="sold_as")
        .filter(pl.col("unit_in") == pl.col("unit_out"))
        .group_by("chain", "root", "sold_as", maintain_order=True)
        .agg(pl.col("typical").mean().alias("per_sold"))
    )
    itself = roots.select("chain", "root", pl.col("root").alias("sold_as"), pl.lit(1.0).alias("per_sold")).unique()
    return pl.concat([itself, assembled.join(itself, on=["chain", "root", "sold_as"], how="anti")])
