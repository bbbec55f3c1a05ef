"""Nothing is told of a run before the run was made."""

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
