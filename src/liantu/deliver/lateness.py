"""Which projects are late, by which rule: an agreed deadline, a plan, or too long in one stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from liantu.deliver.pipeline import find_current_stages, list_project_steps, list_stages
from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

#: Grounds that a document gives: only what is past one of them is late.
DOCUMENTED = ("agreed", "confirmed")


def find_late_projects(
    tables: Tables, as_of: date, stage_days: Mapping[str, float], status: str, warning_days: float
) -> pl.DataFrame:
    """What is late or near its limit.

    Columns: project, stage (not reached, or stayed in), rule, ground, limit, days, late, clause, office.
    ``rule`` is ``deadline`` or ``plan`` (a milestone whose stage, and any later one, had not been reached) or ``stay``
    (in the stage for longer than ``stage_days`` allow; measured from the last day its entry may have been). ``ground``
    is agreed for a milestone with the clause or document that sets it, else undocumented, and the ``status`` of the
    policy for a stay. ``days`` counts calendar days past the limit, below zero before it; ``late`` is whether any are
    past a limit that a document sets: a default of ours or a date without a document is a reminder, no finding. What
    is not dated cannot be late, and is not in it. In order of days, the latest first.
    """
    documented = pl.col("clause").fill_null("").str.strip_chars() != ""
    ground = pl.when(documented).then(pl.lit("agreed")).otherwise(pl.lit("undocumented"))
    agreed = _milestones(tables, as_of).with_columns(ground.alias("ground"))
    stays = _stays(tables, as_of, stage_days).with_columns(pl.lit(status).alias("ground"))
    rows = pl.concat([agreed, stays])
    return (
        rows.with_columns((pl.lit(as_of) - pl.col("limit")).dt.total_days().alias("days"))
        .filter(pl.col("days") > -warning_days)
        .with_columns(((pl.col("days") > 0) & pl.col("ground").is_in(DOCUMENTED)).alias("late"))
        .sort("days", descending=True, maintain_order=True)
        .select("project", "stage", "rule", "ground", "limit", "days", "late", "clause", "office")
    )


def _milestones(tables: Tables, as_of: date) -> pl.DataFrame:
    order = list_stages(tables).select("stage", "order")
    reached = (
        list_project_steps(tables)
        .filter((pl.col("course") == "main") & has_begun(as_of))
        .group_by("project")
        .agg(pl.col("order").max().alias("reached"))
    )
    gone = find_current_stages(tables, as_of).filter(pl.col("course") == "off")["project"].implode()
    return (
        add_period_days(tables["milestones"])
        .join(order, on="stage", how="left", maintain_order="left")
        .join(reached, on="project", how="left", maintain_order="left")
        .filter(pl.col("reached").is_null() | (pl.col("reached") < pl.col("order")), ~pl.col("project").is_in(gone))
        .drop_nulls("last")
        .select("project", "stage", pl.col("kind").alias("rule"), pl.col("last").alias("limit"), "clause", "office")
    )


def _stays(tables: Tables, as_of: date, stage_days: Mapping[str, float]) -> pl.DataFrame:
    allowed = pl.DataFrame(
        [(stage, timedelta(days=float(days))) for stage, days in stage_days.items()],
        schema={"stage": pl.String, "allowed": pl.Duration},
        orient="row",
    )
    offices = tables["projects"].select(pl.col("id").alias("project"), "office")
    return (
        find_current_stages(tables, as_of)
        .drop_nulls("last")
        .join(allowed, on="stage", maintain_order="left")
        .join(offices, on="project", maintain_order="left")
        .select(
            "project",
            "stage",
            pl.lit("stay").alias("rule"),
            (pl.col("last") + pl.col("allowed")).alias("limit"),
            pl.lit(None, pl.String).alias("clause"),
            "office",
        )
    )
