"""The year's investment of projects against its plan, since when each is in the statistics, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.deliver.money import list_amounts
from liantu.deliver.pipeline import build_board, list_project_steps, list_stages
from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

_SIDES = {"plan": "fixed_plan", "done": "fixed_done"}
_CNY = "money"


@dataclass(frozen=True)
class InvestmentSum:
    """What projects add up to in yuan, each side of those that state it; ``share`` of those that state both.

    ``projects`` are all of them, ``planned``, ``reported`` and ``both`` how many state plan, done and both, ``entered``
    how many are in the statistics. A sum is None where nobody states it; ``plan_at_least`` and ``done_at_least`` say
    that one of its amounts is a least one.
    """

    projects: int
    entered: int
    planned: int
    reported: int
    both: int
    plan: float | None
    done: float | None
    share: float | None
    plan_at_least: bool
    done_at_least: bool


def list_yearly_investment(tables: Tables, year: int, as_of: date) -> pl.DataFrame:
    """A row a project that invests in a year: those under construction in it, and those with an amount for it.

    Columns: project, zh, en, nature, stage, entered (period in which it entered the statistics), plan, done (yuan),
    plan_comparator, done_comparator, period (that ``done`` is of, from January on), share (done ÷ plan, %),
    elapsed (of the year by the end of ``period``, %), sources. Unknown stays null, and so does an amount that is stated
    twice. The largest plan comes first.
    """
    board = build_board(tables, as_of).select("project", "zh", "en", "nature", "stage", "course")
    amounts = list_amounts(tables).filter(pl.col("currency") == _CNY, pl.col("extent") == "year")
    plan, done = (_find_amounts(amounts, kind, side, year) for side, kind in _SIDES.items())
    entered = (
        list_project_steps(tables)
        .filter(pl.col("stage") == "in_statistics", has_begun(as_of))
        .unique("project", keep="first", maintain_order=True)
        .select("project", pl.col("period").alias("entered"))
    )
    rows = board
    for part in (entered, plan, done.with_columns(pl.col("done_period").alias("period"))):
        rows = rows.join(part, on="project", how="left", maintain_order="left")
    stated = pl.any_horizontal(pl.col("plan_source", "done_source").is_not_null())
    building = pl.col("project").is_in(_find_built(tables, year, as_of).implode())
    ended = (pl.col("last") - pl.lit(date(year, 1, 1))).dt.total_days() + 1
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return (
        add_period_days(rows.filter(stated | building))
        .with_columns(
            pl.when(pl.col("plan") > 0).then(pl.col("done") / pl.col("plan") * 100).alias("share"),
            (ended / days * 100).alias("elapsed"),
            pl.concat_list("plan_source", "done_source").list.drop_nulls().list.unique().list.sort().alias("sources"),
        )
        .sort("plan", "done", "project", descending=[True, True, False], nulls_last=True, maintain_order=True)
        .select(
            *("project", "zh", "en", "nature", "stage", "entered", "plan", "done"),
            *("plan_comparator", "done_comparator", "period", "share", "elapsed", "sources"),
        )
    )


def sum_yearly_investment(rows: pl.DataFrame) -> InvestmentSum:
    """What rows of :func:`list_yearly_investment` add up to."""
    both = rows.drop_nulls(["plan", "done"])
    planned, reported = rows.drop_nulls("plan"), rows.drop_nulls("done")
    whole = float(both["plan"].sum())
    return InvestmentSum(
        projects=rows.height,
        entered=rows["entered"].count(),
        planned=planned.height,
        reported=reported.height,
        both=both.height,
        plan=float(planned["plan"].sum()) if planned.height else None,
        done=float(reported["done"].sum()) if reported.height else None,
        share=float(both["done"].sum()) / whole * 100 if whole else None,
        plan_at_least=bool(planned["plan_comparator"].is_in(["gt", "ge"]).any()),
        done_at_least=bool(reported["done_comparator"].is_in(["gt", "ge"]).any()),
    )


def _find_amounts(amounts: pl.DataFrame, kind: str, side: str, year: int) -> pl.DataFrame:
    """The amount of a year by project: of the longest range from January on; null where that is stated twice."""
    rows = add_period_days(amounts.filter(pl.col("kind") == kind))
    rows = rows.filter(pl.col("first") == date(year, 1, 1), pl.col("last") <= date(year, 12, 31))
    latest = rows.filter(pl.col("last") == pl.col("last").max().over("project"))
    once = pl.len() == 1
    return latest.group_by("project", maintain_order=True).agg(
        pl.when(once).then(pl.col("base").first()).alias(side),
        pl.col("comparator").first().alias(f"{side}_comparator"),
        pl.col("period").first().alias(f"{side}_period"),
        pl.col("source").first().fill_null("").alias(f"{side}_source"),
    )


def _find_built(tables: Tables, year: int, as_of: date) -> pl.Series:
    """The projects whose works had begun by the end of a year, and that did not operate before it, nor went off."""
    status = list_stages(tables).select("stage", "status")
    steps = list_project_steps(tables).filter(pl.col("course") == "main", has_begun(as_of))
    steps = steps.join(status, on="stage", how="left", maintain_order="left")
    begun = steps.filter(
        pl.col("status").is_in(["building", "operating"]),
        pl.col("first").is_null() | (pl.col("first") <= date(year, 12, 31)),
    )
    before = steps.filter((pl.col("status") == "operating") & (pl.col("last") < date(year, 1, 1)))
    off = build_board(tables, as_of).filter(pl.col("course") == "off")
    return begun.filter(~pl.col("project").is_in(pl.concat([before["project"], off["project"]]).implode()))[
        "project"
    ].unique(maintain_order=True)
