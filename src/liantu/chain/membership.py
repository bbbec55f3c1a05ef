"""What belongs to a chain: its products, and the plants that make them."""

from __future__ import annotations

import polars as pl

from liantu.chain.own_use import add_owner
from liantu.chain.routes import find_ancestors
from liantu.chain.upstream_products import follow_upstream
from liantu.model.problems import Problem, Problems
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables


def find_chain_products(tables: Tables, chain: str) -> pl.Series:
    """The products whose making is the chain: its root and members of role product, with narrower ones, and what
    plants here make for these, step by step upstream, where no other chain has it as its own.

    Raises Problems when there is no such chain.
    """
    return compute_once(tables, f"products of chain {chain}", lambda read: _find_chain_products(read, chain))


def _find_chain_products(tables: Tables, chain: str) -> pl.Series:
    chains = tables["chains"]
    if chain not in chains["id"]:
        slots = {"choices": ", ".join(chains["id"])}
        raise Problems([Problem("unknown_chain", value=chain, slots=slots)])
    stated = compute_once(tables, "stated products of chains", _list_stated_products)
    mine = stated.filter(pl.col("group") == chain)["product"].unique()
    of_others = stated.filter(pl.col("group") != chain)["product"]
    root = chains.filter(pl.col("id") == chain)["root"].drop_nulls()
    found = follow_upstream(tables, mine, root, of_others)
    return pl.concat([mine, found]).unique().sort()


def _list_stated_products(tables: Tables) -> pl.DataFrame:
    """Root and members of role product of every chain, with narrower ones: group, product."""
    roots = tables["chains"].select(pl.col("id").alias("group"), pl.col("root").alias("ancestor")).drop_nulls()
    members = tables["members"].filter(pl.col("role") == "product")
    members = members.select("group", pl.col("entity").alias("ancestor"))
    return pl.concat([roots, members]).join(find_ancestors(tables), on="ancestor").select("group", "product")


def select_chain_terms(tables: Tables, terms: pl.DataFrame, chain: str) -> pl.DataFrame:
    """Needs and by-products of the chain's own plants beside what the district supplies and offers of these needs.

    Own use counts where it serves them.
    """
    products = find_chain_products(tables, chain).implode()
    grouped = tables["capacities"].filter(pl.col("group") == chain)["id"].implode()
    in_chain = pl.col("via").is_in(products) | pl.col("row").is_in(grouped)
    needed = terms.filter(in_chain & (pl.col("measure") == "demand"))["product"].unique()
    offered = (pl.col("measure") == "offer") & pl.col("product").is_in(needed.implode())
    chosen = terms.filter(in_chain | offered | ~pl.col("measure").is_in(["demand", "offer", "conditional"]))
    needing = chosen.filter(pl.col("measure") == "demand")["row"].unique()  # the plants, whatever they make on site
    behind = terms.filter((pl.col("measure") == "conditional") & pl.col("row").is_in(needing.implode()))
    chosen = pl.concat([chosen.filter(pl.col("measure") != "conditional"), behind])
    owned = add_owner(tables, chosen)
    needs = owned.filter(pl.col("measure") == "demand").select("product", "owner").unique()
    serving = owned.join(needs, on=["product", "owner"], how="semi", maintain_order="left")
    rows = pl.concat([owned.filter(pl.col("measure") != "captive"), serving.filter(pl.col("measure") == "captive")])
    return rows.select(terms.columns)


def find_offices(tables: Tables) -> pl.DataFrame:
    """The responsible office of each product, through its chains: columns ``product``, ``office``.

    Products of chains without a stated office have no row.
    """
    return compute_once(tables, "office by product", _find_offices)


def _find_offices(tables: Tables) -> pl.DataFrame:
    chains = tables["chains"].drop_nulls("office").select(pl.col("id").alias("group"), "office")
    members = tables["members"].filter(pl.col("role").is_in(["product", "missing"]))
    return (
        members.join(chains, on="group")
        .join(find_ancestors(tables), left_on="entity", right_on="ancestor")
        .group_by("product")
        .agg(pl.col("office").unique().sort())
    )
