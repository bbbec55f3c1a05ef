"""What stands in each cluster of a scheme: firms with their subsidiaries, plants, projects and chains.

A cluster has what its rows of ``members`` name, what stands in the clusters below it, and what the chains that name it
make. Clusters overlap: a firm is shown in each and counted once in a sum.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.tables import Tables

#: Roles that say a firm, plant or project is in a cluster. An overlap says that two names cover the same ground.
IN_CLUSTER = ("member", "anchor", "part")
#: Firms under firms under firms: deeper than any group, and a circle ends here.
_DEPTH = 8
_SCHEMA = {"cluster": pl.String, "kind": pl.String, "entity": pl.String, "basis": pl.String}


def list_cluster_entities(tables: Tables, above: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row a cluster and what stands in it: cluster, kind (firm, plant, project, chain), entity, basis.

    ``basis`` is that of the row that puts it there, so that what a document says is told from what we placed.
    ``above`` says to which clusters of another system, the city's, they belong (cluster, above): those have it all too.
    """
    clusters = tables["clusters"].select(pl.col("id").alias("cluster"))
    stated = tables["members"].filter(pl.col("role").is_in(IN_CLUSTER))
    rows = stated.join(clusters, left_on="group", right_on="cluster", how="semi").select(
        pl.col("group").alias("cluster"), "entity", "basis"
    )
    firms = _add_subsidiaries(tables, _select_kind(tables, rows, "firms"))
    owned_plants = _list_owned(tables, firms, "plants", "firm")
    owned_projects = _list_owned(tables, firms, "projects", "owner")
    chains = tables["chains"].select("cluster", pl.col("id").alias("entity"), "basis").drop_nulls("cluster")
    parts = {
        "firm": [firms],
        "plant": [owned_plants, _select_kind(tables, rows, "plants")],
        "project": [owned_projects, _select_kind(tables, rows, "projects")],
        "chain": [chains, _select_kind(tables, rows, "chains")],
    }
    found = [frame.select(pl.lit(kind).alias("kind"), *_COLUMNS) for kind, frames in parts.items() for frame in frames]
    placed = pl.concat(found).select(*_SCHEMA).sort("basis", descending=True)  # stated before ours
    return lift_to_parents(tables, placed, above).unique(["cluster", "kind", "entity"], keep="first").sort(*_SCHEMA)


_COLUMNS = ("cluster", "entity", "basis")


def lift_to_parents(tables: Tables, rows: pl.DataFrame, above: pl.DataFrame | None = None) -> pl.DataFrame:
    """The rows of clusters, given to the clusters above them too, of their own system and of another."""
    parents = tables["clusters"].select(pl.col("id").alias("cluster"), "parent").drop_nulls()
    if above is not None:
        parents = pl.concat([parents, above.select("cluster", parent="above")])
    levels = [rows]
    for _ in range(_DEPTH):
        above = levels[-1].join(parents, on="cluster").with_columns(cluster="parent").drop("parent")
        if above.is_empty():
            break
        levels.append(above)
    return pl.concat(levels)


def place_capacities(tables: Tables, entities: pl.DataFrame) -> pl.DataFrame:
    """The capacities of each cluster: group (the cluster), row; of its plants, and of its chains as a whole."""
    rows = tables["capacities"].select(pl.col("id").alias("row"), "plant", pl.col("group").alias("chain"))
    found = [
        entities.filter(pl.col("kind") == kind)
        .select(pl.col("cluster").alias("group"), pl.col("entity").alias(kind))
        .join(rows, on=kind)
        .select("group", "row")
        for kind in ("plant", "chain")
    ]
    return pl.concat(found).unique().sort("group", "row")


def find_shared_entities(entities: pl.DataFrame, clusters: Sequence[str]) -> list[str]:
    """Plants, projects and chains that stand in more than one of some clusters, each once."""
    inside = entities.filter(pl.col("cluster").is_in(list(clusters)), pl.col("kind") != "firm")
    counted = inside.group_by("entity").agg(pl.col("cluster").n_unique().alias("clusters"))
    return counted.filter(pl.col("clusters") > 1)["entity"].sort().to_list()


def count_cluster_entities(entities: pl.DataFrame) -> pl.DataFrame:
    """How many firms, plants, projects and chains each cluster has: cluster, firm, plant, project, chain."""
    counts = entities.group_by("cluster", "kind").len()
    kinds = [pl.col("len").filter(pl.col("kind") == kind).sum().alias(kind) for kind in _KINDS]
    return counts.group_by("cluster").agg(*kinds).sort("cluster")


def count_once(entities: pl.DataFrame, clusters: pl.Series) -> dict[str, int]:
    """How many firms, plants, projects and chains some clusters have together, each counted once."""
    chosen = entities.filter(pl.col("cluster").is_in(clusters.implode()))
    return {kind: chosen.filter(pl.col("kind") == kind)["entity"].n_unique() for kind in _KINDS}


_KINDS = ("firm", "plant", "project", "chain")


def _select_kind(tables: Tables, rows: pl.DataFrame, table: str) -> pl.DataFrame:
    return rows.join(tables[table].select(pl.col("id").alias("entity")), on="entity", how="semi").select(*_COLUMNS)


def _add_subsidiaries(tables: Tables, firms: pl.DataFrame) -> pl.DataFrame:
    """Firms and what stands under them."""
    below = tables["firms"].select(pl.col("id"), pl.col("parent").alias("entity")).drop_nulls()
    levels = [firms]
    for _ in range(_DEPTH):
        under = levels[-1].join(below, on="entity").select("cluster", pl.col("id").alias("entity"), "basis")
        if under.is_empty():
            break
        levels.append(under)
    return pl.concat(levels).unique(["cluster", "entity"], keep="first", maintain_order=True)


def _list_owned(tables: Tables, firms: pl.DataFrame, table: str, owner: str) -> pl.DataFrame:
    rows = tables[table].select(pl.col("id"), pl.col(owner).alias("entity")).drop_nulls()
    return firms.join(rows, on="entity").select("cluster", pl.col("id").alias("entity"), "basis")
