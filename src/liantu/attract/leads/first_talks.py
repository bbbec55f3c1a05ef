"""Who talks first to a group of firms, until when that is protected, and where a group is talked to twice."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Where the protection of a first talk stands.
PROTECTIONS = ("protected", "over", "not_stated")


def list_first_talks(tables: Tables, off_course: pl.Series, as_of: date) -> pl.DataFrame:
    """The leads with the group that is talked to and where its protection stands on a day.

    ``off_course`` are projects that left the line (lost, ended): their leads bind nobody. Columns: lead, project,
    product, firm, group (the group of firms, else the firm itself), office, reported, first_talk, protected_until,
    protection (one of ``PROTECTIONS``), is_open, first_lead (the open lead of the group that was reported first; null
    of a closed lead), is_second (another open lead of the group was reported before). Of leads without a day of report,
    dated ones come first; of two of one day the one written first.
    """
    leads = tables["leads"].with_row_index("line")
    until = add_period_days(leads.select("id", "protected_until"), "protected_until").select(
        "id", pl.col("last").alias("until")
    )
    reported = add_period_days(leads.select("id", "reported"), "reported").select("id", pl.col("day"))
    rows = leads.join(until, on="id", how="left", maintain_order="left").join(
        reported, on="id", how="left", maintain_order="left"
    )
    is_open = ~pl.col("project").is_in(off_course.implode()).fill_null(value=False)
    protection = (
        pl.when(pl.col("until").is_null())
        .then(pl.lit("not_stated"))
        .when(pl.col("until") >= as_of)
        .then(pl.lit("protected"))
        .otherwise(pl.lit("over"))
    )
    rows = rows.with_columns(
        pl.coalesce("firm_group", "firm").alias("group"), protection.alias("protection"), is_open.alias("is_open")
    )
    first = (
        rows.filter("is_open")
        .sort("day", "line", nulls_last=True)
        .group_by("group", maintain_order=True)
        .agg(pl.col("id").first().alias("first_lead"))
    )
    return (
        rows.join(first, on="group", how="left", maintain_order="left")
        .with_columns(pl.when("is_open").then(pl.col("first_lead")).alias("first_lead"))
        .with_columns((pl.col("first_lead") != pl.col("id")).fill_null(value=False).alias("is_second"))
        .select(
            *(pl.col("id").alias("lead"), "project", "product", "firm", "group", "office", "reported", "first_talk"),
            *("protected_until", "protection", "is_open", "first_lead", "is_second"),
        )
    )


def find_second_leads(tables: Tables, first_talks: pl.DataFrame) -> list[Problem]:
    """Open leads of a group that another open lead reported before: ``second_lead_of_group``."""
    lines = tables["leads"].with_row_index("line").select("line", pl.col("id").alias("lead"))
    second = first_talks.filter("is_second").join(lines, on="lead", how="left", maintain_order="left")
    return [
        Problem("second_lead_of_group", "leads", "leads.csv", line + 2, "firm_group", group, {"other": first})
        for line, group, first in second.select("line", "group", "first_lead").iter_rows()
    ]
