"""A cluster has one name, one tier and one cluster above at a time, of the right systems."""

from __future__ import annotations

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "standings"


def check_standing_overlaps(tables: Tables) -> list[Problem]:
    """Rows of one cluster that say two things of one field for the same days: ``standing_overlap``."""
    rows = add_period_days(_rows(tables)).drop_nulls("period")
    problems = []
    for field in ("zh", "tier", "above"):
        stated = rows.drop_nulls(field).select("line", "cluster", "period", "first", "last", field)
        pairs = stated.join(stated, on="cluster", suffix="_other").filter(
            pl.col("line_other") < pl.col("line"),
            pl.col(field) != pl.col(f"{field}_other"),
            pl.col("first").is_null() | pl.col("last_other").is_null() | (pl.col("first") <= pl.col("last_other")),
            pl.col("last").is_null() | pl.col("first_other").is_null() | (pl.col("last") >= pl.col("first_other")),
        )
        for line, other, period in pairs.select("line", "line_other", "period").iter_rows():
            slots = {"other": str(other + 2)}
            problems.append(Problem("standing_overlap", _TABLE, f"{_TABLE}.csv", line + 2, field, period, slots))
    return problems


def check_standing_tiers(tables: Tables) -> list[Problem]:
    """Tiers of another system than the cluster's: ``standing_tier``."""
    clusters = tables["clusters"].select(pl.col("id").alias("cluster"), "scheme")
    tiers = tables["tiers"].select(pl.col("id").alias("tier"), pl.col("scheme").alias("scheme_of_tier"))
    rows = _rows(tables).join(clusters, on="cluster").join(tiers, on="tier")
    wrong = rows.filter(pl.col("scheme") != pl.col("scheme_of_tier")).sort("line")
    return [
        Problem("standing_tier", _TABLE, f"{_TABLE}.csv", line + 2, "tier", tier)
        for line, tier in wrong.select("line", "tier").iter_rows()
    ]


def check_clusters_above(tables: Tables) -> list[Problem]:
    """Clusters above that are of the same system: ``standing_above``; there ``parent`` of the cluster says it."""
    schemes = tables["clusters"].select("id", "scheme")
    rows = _rows(tables).join(schemes, left_on="cluster", right_on="id")
    rows = rows.join(schemes, left_on="above", right_on="id", suffix="_above")
    wrong = rows.filter(pl.col("scheme") == pl.col("scheme_above")).sort("line")
    return [
        Problem("standing_above", _TABLE, f"{_TABLE}.csv", line + 2, "above", above)
        for line, above in wrong.select("line", "above").iter_rows()
    ]


def _rows(tables: Tables) -> pl.DataFrame:
    return tables[_TABLE].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
