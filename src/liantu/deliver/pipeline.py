"""Where each project stands at a date, how it came there, and the board of all."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

import polars as pl

from liantu.model.period_days import add_period_days, align_step_days, has_begun
from liantu.model.tables import Tables

#: By what a board may be grouped.
BY = ("stage", "place", "office", "tier", "sector")


class ProjectRow(TypedDict):
    """A row of ``build_board``; None where it is not known."""

    project: str
    zh: str | None
    en: str | None
    owner: str | None
    place: str | None
    office: str | None
    sector: str | None
    parent: str | None
    scale_word: str | None
    nature: str | None
    stage: str | None
    course: str | None
    order: int | None
    period: str | None
    first: date | None
    last: date | None
    beside: str | None
    tiers: list[str]


def list_project_steps(tables: Tables, project: str | None = None) -> pl.DataFrame:
    """The steps of projects in order of time, undated ones first.

    Columns: project, stage, course, order, period, first, last, day, evidence, reason, basis, source, locator, quote,
    note. Of two steps of one day the later stage comes last, and a step of a wide period before a later stage in it.
    """
    steps: pl.DataFrame = tables.derived("project steps", ("events", "stages"), lambda: _order_steps(tables))
    return steps if project is None else steps.filter(pl.col("project") == project)


def _order_steps(tables: Tables) -> pl.DataFrame:
    events = tables["events"].filter(pl.col("project").is_not_null())
    columns = ["evidence", "reason", "basis", "source", "locator", "quote", "note"]
    ordered = list_stages(tables).select("stage", "course", "order")
    steps = add_period_days(events.select("project", "stage", "period", *columns))
    return (
        align_step_days(steps.join(ordered, on="stage", how="left", maintain_order="left"), "project")
        .sort("project", "day", "order", nulls_last=False, maintain_order=True)
        .select("project", "stage", "course", "order", "period", "first", "last", "day", *columns)
    )


def list_stages(tables: Tables) -> pl.DataFrame:
    """The stages in order, those beside the line last; ``order`` is a number."""
    rows = tables["stages"].with_columns(pl.col("order").cast(pl.Int64, strict=False))
    return rows.sort("order", nulls_last=True, maintain_order=True)


def find_current_stages(tables: Tables, as_of: date) -> pl.DataFrame:
    """The stage each project had reached: project, stage, course, order, period, first, last; one row a project.

    The latest step on the line or off it decides. A project without one has null in ``stage``: unknown.
    """
    reached = list_project_steps(tables).filter(pl.col("order").is_not_null() & has_begun(as_of))
    latest = reached.group_by("project", maintain_order=True).last()
    return (
        tables["projects"]
        .select(pl.col("id").alias("project"))
        .join(
            latest.select("project", "stage", "course", "order", "period", "first", "last"),
            on="project",
            how="left",
            maintain_order="left",
        )
    )


def list_reached_stages(tables: Tables, as_of: date) -> pl.DataFrame:
    """Every stage of the main line up to the furthest that a project had reached: project, stage, period.

    ``period`` is null where the stage itself is not on record, only one beyond it.
    """
    steps = list_project_steps(tables).filter((pl.col("course") == "main") & has_begun(as_of))
    furthest = steps.group_by("project", maintain_order=True).agg(pl.col("order").max().alias("furthest"))
    line = list_stages(tables).filter(pl.col("course") == "main").select("stage", "order")
    own_periods = steps.unique(["project", "stage"], keep="first", maintain_order=True).select(
        "project", "stage", "period"
    )
    rows = furthest.join(line, how="cross", maintain_order="left").filter(pl.col("order") <= pl.col("furthest"))
    return rows.join(own_periods, on=["project", "stage"], how="left", maintain_order="left").select(
        "project", "stage", "period"
    )


def build_board(tables: Tables, as_of: date) -> pl.DataFrame:
    """One row a project: what it is, where it stands since when, who answers for it, on which lists it is.

    Columns: project, zh, en, owner, place, office, sector, parent, scale_word, nature (new, expansion, upgrade; null:
    not stated), stage, course, order, period, first, last, beside (the last step beside the line, such as a technical
    upgrade), tiers (the lists in force at the date). A project of unstated nature that is on record as technically
    upgraded is an upgrade.
    In order of stage, the furthest first, unknown last.
    """
    about = ["zh", "en", "owner", "place", "office", "sector", "parent", "scale_word", "nature"]
    upgraded = tables["events"].filter(pl.col("stage") == "upgraded")["project"].drop_nulls().implode()
    stated = pl.when(pl.col("project").is_in(upgraded)).then(pl.coalesce("nature", pl.lit("upgrade")))
    rows = find_current_stages(tables, as_of).join(
        tables["projects"].select(pl.col("id").alias("project"), *about), on="project", maintain_order="left"
    )
    return (
        rows.join(_find_stages_beside(tables, as_of), on="project", how="left", maintain_order="left")
        .join(_tiers(tables, as_of), on="project", how="left", maintain_order="left")
        .with_columns(pl.col("tiers").fill_null([]), stated.otherwise("nature").alias("nature"))
        .select("project", *about, "stage", "course", "order", "period", "first", "last", "beside", "tiers")
        .sort("order", descending=True, nulls_last=True, maintain_order=True)
    )


def group_board(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """A board by stage, place (park), office, tier or sector.

    Columns: the group, ``projects``, and how many stand at each stage.
    ``by`` tier counts a project in every list it is on, so the groups overlap and have no total. A group that is
    not known is null.
    """
    key = "tiers" if by == "tier" else by
    if by == "tier":
        none = pl.col("tiers").list.len() == 0
        rows = rows.with_columns(pl.when(none).then(None).otherwise("tiers").alias("tiers")).explode("tiers")
    counts = rows.group_by(key, maintain_order=True).agg(pl.len().alias("projects"))
    if by != "stage":
        known = rows.with_columns(pl.col("stage").fill_null("unknown"))
        wide = known.group_by(key, "stage").len().pivot("stage", index=key, values="len")
        ordered = known.select("stage", "order").unique().sort("order", nulls_last=True)["stage"]
        counts = counts.join(wide, on=key, how="left", nulls_equal=True, maintain_order="left").select(
            key, "projects", *(pl.col(stage).fill_null(0) for stage in ordered)
        )
    return counts.rename({key: by})


def _find_stages_beside(tables: Tables, as_of: date) -> pl.DataFrame:
    steps = list_project_steps(tables).filter((pl.col("course") == "side") & has_begun(as_of))
    return steps.group_by("project", maintain_order=True).agg(pl.col("stage").last().alias("beside"))


def _tiers(tables: Tables, as_of: date) -> pl.DataFrame:
    """The lists each project is on at the date; a list of a year holds for that year."""
    on = add_period_days(tables["project_tiers"].select("project", "tier", "period"))
    holds = (pl.col("first").is_null() | (pl.col("first") <= as_of)) & (
        pl.col("last").is_null() | (pl.col("last") >= as_of)
    )
    return on.filter(holds).group_by("project", maintain_order=True).agg(pl.col("tier").unique().sort().alias("tiers"))
