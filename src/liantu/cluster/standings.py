"""Clusters as they stood at a date: renamed, put into another tier, belonging to a cluster of the system above.

A cluster is its id: a series goes on across a rename because rows of ``standings`` say so, never because names are
alike. Each field of a standing holds by itself, so that two documents may each say a part.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: What a standing may say of a cluster. The two names go together.
_STATED_FIELDS = {"zh": ("zh", "en"), "tier": ("tier",), "above": ("above",)}


def select_standings(tables: Tables, as_of: date) -> pl.DataFrame:
    """The rows of ``standings`` that hold at a date, those that began last at the end; without a period they hold
    before all others."""
    dated = add_period_days(tables["standings"].with_row_index("row"))
    begun = pl.col("first").is_null() | (pl.col("first") <= as_of)
    lasting = pl.col("last").is_null() | (pl.col("last") >= as_of)
    return dated.filter(begun & lasting).sort("first", "row", nulls_last=False).drop("row", "first", "last", "day")


def apply_standings(tables: Tables, as_of: date) -> Tables:
    """The tables with each cluster under the name and in the tier that it had at a date."""
    clusters = tables["clusters"]
    rows = select_standings(tables, as_of)
    for stated, fields in _STATED_FIELDS.items():
        if stated not in clusters.columns or rows[stated].null_count() == rows.height:
            continue
        latest = rows.filter(pl.col(stated).is_not_null()).group_by("cluster").last()
        stated_then = latest.select(
            pl.col("cluster").alias("id"), *(pl.col(name).alias(f"{name}_then") for name in fields)
        )
        joined = clusters.join(
            stated_then.with_columns(is_stated=pl.lit(True)), on="id", how="left", maintain_order="left"
        )
        # A new Chinese name without an English one leaves no old English name beside it.
        then = [
            pl.when("is_stated").then(pl.col(f"{name}_then")).otherwise(pl.col(name)).alias(name) for name in fields
        ]
        clusters = joined.with_columns(then).select(clusters.columns)
    return tables.replace(clusters=clusters)


def list_clusters_above(tables: Tables, as_of: date) -> pl.DataFrame:
    """To which cluster of the system above each cluster belonged at a date: cluster, above, standing (its row).

    A cluster that no row speaks of is left out: not known, not none.
    """
    rows = select_standings(tables, as_of).filter(pl.col("above").is_not_null())
    latest = rows.group_by("cluster", maintain_order=True).last()
    return latest.select("cluster", "above", pl.col("id").alias("standing")).sort("cluster")


def list_steps_of_cluster(tables: Tables, cluster: str) -> pl.DataFrame:
    """The rows of ``standings`` of a cluster from the first to the last; those without a period first."""
    rows = add_period_days(tables["standings"].filter(pl.col("cluster") == cluster))
    return rows.sort("first", "last", nulls_last=False).drop("first", "last", "day")
