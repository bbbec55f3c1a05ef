"""How far projects came: of each stage how many reached it, how many stand there, and how long the way to it took."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.deliver.pipeline import list_project_steps
from liantu.model.period_days import has_begun
from liantu.model.tables import Tables


def count_stage_funnel(tables: Tables, projects: pl.DataFrame, late: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The stages that a project has reached, in their order: a row each.

    ``projects`` has project and stage (where it stands): those that are counted; ``late`` project, days past the
    limit, and late (by a document). Columns: stage, order, reached, standing (projects that stand there), late (of
    those), overdue (of those, past a limit that no document sets), dated (passages to it from the stage before with
    both dates), days_low, days_high (medians over those).
    """
    steps = (
        list_project_steps(tables)
        .filter(pl.col("course") == "main", has_begun(as_of), pl.col("project").is_in(projects["project"].implode()))
        .unique(["project", "stage"], keep="first", maintain_order=True)
        .with_columns(pl.col("first", "last").shift().over("project").name.prefix("before_"))
    )
    low = (pl.col("first") - pl.col("before_last")).dt.total_days().clip(0)
    high = (pl.col("last") - pl.col("before_first")).dt.total_days()
    dated = low.is_not_null() & high.is_not_null()
    reached = steps.group_by("stage").agg(
        pl.col("order").first(),
        pl.col("project").n_unique().alias("reached"),
        dated.sum().alias("dated"),
        low.filter(dated).median().alias("days_low"),
        high.filter(dated).median().alias("days_high"),
    )
    past = late.filter(pl.col("days") > 0)
    documented = past.filter("late")["project"].unique().implode()
    reminded = past["project"].unique().implode()
    standing = projects.group_by("stage").agg(
        pl.len().alias("standing"),
        pl.col("project").is_in(documented).sum().alias("late"),
        (pl.col("project").is_in(reminded) & ~pl.col("project").is_in(documented)).sum().alias("overdue"),
    )
    counted = reached.join(standing, on="stage", how="left").with_columns(
        pl.col("standing", "late", "overdue").fill_null(0)
    )
    return counted.sort("order").select(
        "stage", "order", "reached", "standing", "late", "overdue", "dated", "days_low", "days_high"
    )
