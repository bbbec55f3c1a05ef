"""A project leaves its course for a reason, a deadline has a clause, nothing is due or counted before it began."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.period_days import add_period_days
from liantu.model.periods import parse_period
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_reasons(tables: Tables) -> list[Problem]:
    """Steps of a project off the line that give no reason: ``reason_missing``."""
    off = tables["stages"].filter(pl.col("course") == "off")["stage"].implode()
    bare = (
        tables["events"]
        .with_row_index("line")
        .filter(pl.col("project").is_not_null() & pl.col("stage").is_in(off) & pl.col("reason").is_null())
    )
    return [
        Problem("reason_missing", "events", "events.csv", line + 2, "reason", schema.translate_codes("stage", stage))
        for line, stage in bare.select("line", "stage").iter_rows()
    ]


def check_deadline_clauses(tables: Tables) -> list[Problem]:
    """Deadlines that no clause sets: ``deadline_without_clause``."""
    bare = (
        tables["milestones"].with_row_index("line").filter((pl.col("kind") == "deadline") & pl.col("clause").is_null())
    )
    return [
        Problem("deadline_without_clause", "milestones", "milestones.csv", line + 2, "clause", project)
        for line, project in bare.select("line", "project").iter_rows()
    ]


def check_due_days(tables: Tables) -> list[Problem]:
    """Follow-ups that are due before their day: ``due_before_start``."""
    rows = tables["follow_ups"].with_row_index("line").select("line", "period", "due").drop_nulls()
    problems = []
    for line, day, due in rows.iter_rows():
        start, end = parse_period(day), parse_period(due)
        if start and end and start.first and end.last and end.last < start.first:
            slots = {"start": day}
            problems.append(Problem("due_before_start", "follow_ups", "follow_ups.csv", line + 2, "due", due, slots))
    return problems


def check_statistics_dates(tables: Tables) -> list[Problem]:
    """Projects that entered the statistics before their works began: ``statistics_before_works``.

    The works began by the first step of a stage that a capacity being built counts from; without one dated nothing
    is said.
    """
    rows = tables["events"].with_row_index("line").drop_nulls("project")
    if rows.is_empty():
        return []
    begun = tables["stages"].filter(pl.col("status").is_in(["building", "operating"]))["stage"].implode()
    rows = add_period_days(rows)
    works = rows.filter(pl.col("stage").is_in(begun)).drop_nulls("first").sort("first", maintain_order=True)
    works = works.unique("project", keep="first", maintain_order=True)
    works = works.select("project", pl.col("first").alias("start"), pl.col("period").alias("start_period"))
    entered = rows.filter(pl.col("stage") == "in_statistics").join(works, on="project", maintain_order="left")
    early = entered.filter(pl.col("last") < pl.col("start"))
    return [
        Problem(
            *("statistics_before_works", "events", "events.csv", line + 2, "period", period),
            {"project": project, "start": start},
        )
        for line, project, period, start in early.select("line", "project", "period", "start_period").iter_rows()
    ]
