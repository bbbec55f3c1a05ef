"""A release tells of a run, and not before the run was made."""

from __future__ import annotations

import polars as pl

from liantu.model import periods
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_release_dates(tables: Tables) -> list[Problem]:
    """Releases that lie wholly before their run was made: ``released_before_made``, at the time of release."""
    runs = tables["evaluations"].select(pl.col("id").alias("evaluation"), "made")
    rows = tables["releases"].with_row_index("line").join(runs, on="evaluation").drop_nulls(["released", "made"])
    return [
        Problem("released_before_made", "releases", "releases.csv", line + 2, "released", released, {"made": made})
        for line, released, made in rows.sort("line").select("line", "released", "made").iter_rows()
        if _is_before(released, made)
    ]


def _is_before(released: str, made: str) -> bool:
    ended, begun = periods.parse_period(released), periods.parse_period(made)
    return bool(ended and begun and ended.last and begun.first and ended.last < begun.first)


def check_release_runs(tables: Tables) -> list[Problem]:
    """Releases that say of no run what they told: ``release_of_no_run``, at the release."""
    rows = tables["releases"].with_row_index("line")
    lacks = rows.filter(pl.col("evaluation").is_null() & (pl.col("scheme").is_null() | pl.col("year").is_null()))
    return [
        Problem("release_of_no_run", "releases", "releases.csv", line + 2, "evaluation", key)
        for line, key in lacks.select("line", "id").iter_rows()
    ]
