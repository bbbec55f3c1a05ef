"""大、专、新、链、群、智、绿: which firm each word holds of, by a rule that is handed in, and by which row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.model.tables import Tables

#: Words whose rule is a step of a ladder that the firm was recognised on; the others are of what it belongs to.
BY_STEP = ("large", "special", "new", "smart", "green")
WORDS = ("large", "special", "new", "chain", "cluster", "smart", "green")
_SCHEMA = {"firm": pl.String, "word": pl.String, "table": pl.String, "row": pl.String}


def mark_seven_words(
    tables: Tables, cultivation: pl.DataFrame, entities: pl.DataFrame, steps: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """One row a firm and word that holds of it: firm, word, table and row (what it rests on).

    ``steps`` are the steps by word; a title that is over is none. A firm is in a chain when it leads one or has a plant
    of what the chain names as its product, and in a cluster when it stands in one. A word that is not listed of a firm
    is unknown of it.
    """
    recognised = cultivation.filter(pl.col("state") == "recognised", ~pl.col("is_overdue"))
    found = [
        recognised.filter(pl.col("step").is_in(list(steps.get(word, ())))).select(
            "firm", pl.lit(word).alias("word"), pl.lit("cultivations").alias("table"), "row"
        )
        for word in BY_STEP
    ]
    found.append(_list_chain_firms(tables))
    clusters = tables["clusters"].filter(pl.col("kind") == "cluster")["id"]
    found.append(
        entities.filter(pl.col("kind") == "firm", pl.col("cluster").is_in(clusters.implode())).select(
            pl.col("entity").alias("firm"),
            pl.lit("cluster").alias("word"),
            pl.lit("clusters").alias("table"),
            pl.col("cluster").alias("row"),
        )
    )
    rank = {word: number for number, word in enumerate(WORDS)}
    return (
        pl.concat(found)
        .unique(["firm", "word"], keep="first", maintain_order=True)
        .sort(pl.col("word").replace_strict(rank, return_dtype=pl.Int64), "firm")
        .select(*_SCHEMA)
    )


def count_seven_words(marked: pl.DataFrame) -> pl.DataFrame:
    """How many firms each word holds of: word, firms; every word, also those of none that is listed."""
    counts = marked.group_by("word").agg(pl.col("firm").n_unique().cast(pl.Int64).alias("firms"))
    words = pl.DataFrame({"word": list(WORDS)})
    return words.join(counts, on="word", how="left", maintain_order="left").with_columns(pl.col("firms").fill_null(0))


def _list_chain_firms(tables: Tables) -> pl.DataFrame:
    """Firms that lead a chain, and those with a plant that makes its root or a product that it names."""
    chain = pl.col("id").alias("row")
    leading = tables["chains"].select(pl.col("lead_firm").alias("firm"), chain).drop_nulls()
    roots = tables["chains"].select(pl.col("root").alias("product"), chain).drop_nulls()
    named = tables["members"].filter(pl.col("role") == "product").select(pl.col("entity").alias("product"), row="group")
    in_chains = named.join(tables["chains"].select(row="id"), on="row", how="semi")
    owners = tables["plants"].select(pl.col("id").alias("plant"), "firm").drop_nulls()
    made = tables["capacities"].select("plant", "product").drop_nulls().join(owners, on="plant")
    making = made.join(pl.concat([roots, in_chains]), on="product").select("firm", "row")
    firms = pl.concat([leading, making]).sort("firm", "row")
    return firms.select("firm", pl.lit("chain").alias("word"), pl.lit("chains").alias("table"), "row")
