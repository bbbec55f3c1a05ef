"""Firms of one group, by who is said to belong to whom: subsidiaries are shown together and approached once."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from liantu.attract.company_names.name_parts import normalise_names

#: What joins two names to one group.
_JOINED = ("same", "same_group")


def find_groups(firms: pl.DataFrame, links: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """The group of each firm: key, group (a name of its uppermost firm), members (how many of ``firms`` are in it).

    ``firms`` have key, name, short and group (as a source writes it; null where none), ``links`` have child and parent
    as names, ``decisions`` one, other and decision of a person. A name stands for a firm only where it is written the
    same: brands alone join nothing.
    """
    if firms.is_empty():
        return pl.DataFrame(schema={"key": pl.String, "group": pl.String, "members": pl.UInt32})
    edges = _list_edges(firms, links, decisions)
    nodes = pl.concat([edges["one"], edges["other"]]).unique().sort()
    numbers = pl.DataFrame({"name": nodes, "number": np.arange(len(nodes))})
    ends = [
        edges.select(pl.col(end).alias("name")).join(numbers, on="name", maintain_order="left")["number"]
        for end in ("one", "other")
    ]
    matrix = coo_matrix((np.ones(edges.height), (ends[0].to_numpy(), ends[1].to_numpy())), (len(nodes), len(nodes)))
    _count, labels = connected_components(matrix, directed=False)
    parts = numbers.with_columns(pl.Series("part", labels))
    written = (
        _list_written(firms, links)
        .join(parts, on="name")
        .sort("below", "children", "text", descending=[False, True, False])
    )
    tops = written.group_by("part", maintain_order=True).agg(pl.col("text").first().alias("group"))
    of_firms = firms.select("key", normalise_names(pl.col("name")).alias("name")).join(
        parts, on="name", maintain_order="left"
    )
    counted = of_firms.with_columns(pl.col("key").n_unique().over("part").alias("members"))
    return counted.join(tops, on="part", how="left", maintain_order="left").select("key", "group", "members")


def list_group_tree(links: pl.DataFrame) -> pl.DataFrame:
    """Who belongs to whom with what says so: parent, child, basis, source; each pair once, parents in order."""
    return (
        links.unique(["parent", "child"], keep="first", maintain_order=True)
        .sort("parent", "child")
        .select("parent", "child", "basis", "source")
    )


def _list_edges(firms: pl.DataFrame, links: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names, as they are compared, that are of one group."""
    joined = decisions.filter(pl.col("decision").is_in(_JOINED))
    pairs = [
        firms.select(pl.col("name").alias("one"), pl.col(other).alias("other")) for other in ("name", "short", "group")
    ]
    pairs += [
        links.select(pl.col("child").alias("one"), pl.col("parent").alias("other")),
        joined.select("one", "other"),
    ]
    both = pl.concat(pairs).drop_nulls().with_columns(normalise_names(pl.col("one", "other")))
    return both.filter((pl.col("one") != "") & (pl.col("other") != "")).unique()


def _list_written(firms: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Every name with how it is written, whether it is of a firm below another, and how many are below it."""
    texts = [
        links.select(pl.col("parent").alias("text")),
        links.select(pl.col("child").alias("text")),
        firms.select(pl.col("group").alias("text")),
        firms.select(pl.coalesce("short", "name").alias("text")),
    ]
    names = pl.concat(texts).drop_nulls().with_columns(normalise_names(pl.col("text")).alias("name"))
    children = pl.concat(
        [
            links.select(pl.col("parent").alias("up"), "child"),
            firms.select(pl.col("group").alias("up"), pl.col("name").alias("child")),
        ]
    ).drop_nulls()
    counts = children.group_by(normalise_names(pl.col("up")).alias("name")).agg(
        pl.col("child").n_unique().alias("children")
    )
    lower = pl.concat(
        [
            links.select(pl.col("child").alias("name")),
            firms.filter(pl.col("group") != pl.coalesce("short", "name")).select("name"),
        ]
    ).select(normalise_names(pl.col("name")).alias("name"), pl.lit(True).alias("below"))
    return (
        names.unique("name", keep="first", maintain_order=True)
        .join(counts, on="name", how="left")
        .join(lower.unique(), on="name", how="left")
        .with_columns(pl.col("children").fill_null(0), pl.col("below").fill_null(False))
    )
