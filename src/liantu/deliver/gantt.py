"""Plan, actual and deadline of every stage of a project, one row each: what a Gantt chart draws."""

from __future__ import annotations

import polars as pl

from liantu.deliver.pipeline import list_project_steps, list_stages
from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

_COLUMNS = ("project", "stage", "kind", "period", "first", "last", "clause", "office")


def build_gantt_rows(tables: Tables, project: str | None = None) -> pl.DataFrame:
    """Rows of kind ``plan``, ``actual`` and ``deadline``.

    Columns: project, stage, order, kind, period, first, last, clause, office.
    In order of project and stage. A step without a date has null in ``first`` and ``last``; a bar is not invented.
    """
    planned = add_period_days(tables["milestones"]).select(_COLUMNS)
    done = list_project_steps(tables).select(
        *("project", "stage"),
        pl.lit("actual").alias("kind"),
        *("period", "first", "last"),
        pl.lit(None, pl.String).alias("clause"),
        pl.lit(None, pl.String).alias("office"),
    )
    rows = pl.concat([planned, done])
    if project is not None:
        rows = rows.filter(pl.col("project") == project)
    order = list_stages(tables).select("stage", "order")
    kinds = pl.Enum(["plan", "actual", "deadline"])
    return (
        rows.join(order, on="stage", how="left", maintain_order="left")
        .sort("project", "order", pl.col("kind").cast(kinds), "first", nulls_last=True, maintain_order=True)
        .select("project", "stage", "order", *_COLUMNS[2:])
    )
