"""The lists offices keep and print: the follow-up log, the weekly list, the quarterly table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import polars as pl

from liantu.deliver.money import list_amounts
from liantu.deliver.pipeline import list_project_steps
from liantu.model.period_days import add_period_days, is_within
from liantu.model.tables import Tables

#: Sections of the weekly list in order of print, with the stages or kinds of follow-up that go there.
SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "out": ("out",),
        "received": ("received",),
        "talks": ("talks", "talk", "call"),
        "signed": ("signed_intent", "signed_framework", "signed", "signed_contract"),
        "started": ("started",),
        "operating": ("operating",),
    }
)
_COLUMNS = ("section", "project", "what", "period", "zh", "en", "office", "due", "settled")


def list_follow_ups(tables: Tables, project: str | None = None) -> pl.DataFrame:
    """The follow-up log (跟进台账), oldest first: project, period, kind, zh, en, office, due, settled, first, last."""
    rows = add_period_days(tables["follow_ups"])
    if project is not None:
        rows = rows.filter(pl.col("project") == project)
    columns = ("project", "period", "kind", "zh", "en", "office", "due", "settled", "first", "last")
    return rows.sort("day", nulls_last=False, maintain_order=True).select(columns)


def build_weekly_list(tables: Tables, first: date, last: date) -> pl.DataFrame:
    """The list of a week, by section: out, received, talks, signed, started, operating, new, matters.

    Columns: section, project, what (the stage or kind), period, zh, en, office, due, settled. ``new`` are the projects
    whose first dated record lies in the week; ``matters`` are those to be coordinated that were raised by its end and
    not settled before it, by due day. A step dated only to a month is in no week.
    """
    steps = list_project_steps(tables)
    happened = _steps(tables, steps.filter(is_within(first, last)))
    logged = list_follow_ups(tables).filter(is_within(first, last) & (pl.col("kind") != "matter"))
    logged = logged.rename({"kind": "what"})
    parts = [
        rows.filter(pl.col("what").is_in(codes)).select(pl.lit(section).alias("section"), *_COLUMNS[1:])
        for section, codes in SECTIONS.items()
        for rows in (happened, logged)
    ]
    return pl.concat([*parts, _new(tables, steps, first, last), _matters(tables, first, last)])


def build_quarterly_table(tables: Tables, first: date, last: date, by: str = "place") -> pl.DataFrame:
    """The table of a quarter by place, office or sector: projects signed, landed, started, in production, and money.

    Columns: the group, signed, landed, started, operating (projects with such a step in the quarter), undated (projects
    that have a step without a date, which may belong here), and ``contract`` and ``in_place`` in yuan, of amounts dated
    in the quarter: null is unknown. Kinds of money are never added to each other.
    """
    group = tables["projects"].select(pl.col("id").alias("project"), pl.col(by))
    steps = list_project_steps(tables)
    dated_steps = steps.filter(is_within(first, last))
    counts = [
        _count(dated_steps.filter(pl.col("stage").is_in(SECTIONS.get(name, (name,)))), group, by, name)
        for name in ("signed", "landed", "started", "operating")
    ]
    counts.append(_count(steps.filter(pl.col("first").is_null()), group, by, "undated"))
    money = add_period_days(list_amounts(tables)).filter(is_within(first, last) & (pl.col("currency") == "money"))
    sums = [_sum(money.filter(pl.col("kind") == kind), group, by, kind) for kind in ("contract", "in_place")]
    table = group.select(by).unique(maintain_order=True)
    for part in (*counts, *sums):
        table = table.join(part, on=by, how="left", nulls_equal=True, maintain_order="left")
    names = ["signed", "landed", "started", "operating", "undated"]
    return table.with_columns(pl.col(names).fill_null(0)).sort(by, nulls_last=True)


def _steps(tables: Tables, steps: pl.DataFrame) -> pl.DataFrame:
    about = tables["projects"].select(pl.col("id").alias("project"), "zh", "en", "office")
    blank = pl.lit(None, pl.String)
    return steps.join(about, on="project", maintain_order="left").select(
        "project",
        pl.col("stage").alias("what"),
        "period",
        "zh",
        "en",
        "office",
        blank.alias("due"),
        blank.alias("settled"),
    )


def _new(tables: Tables, steps: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    began = steps.drop_nulls("first").group_by("project", maintain_order=True).first().filter(is_within(first, last))
    began = began.filter(~pl.col("project").is_in(steps.filter(pl.col("first").is_null())["project"].implode()))
    return _steps(tables, began).select(pl.lit("new").alias("section"), *_COLUMNS[1:])


def _matters(tables: Tables, first: date, last: date) -> pl.DataFrame:
    raised = list_follow_ups(tables).filter((pl.col("kind") == "matter") & (pl.col("first") <= last))
    settled = add_period_days(raised.select("settled").unique().drop_nulls(), "settled").select(
        "settled", pl.col("day")
    )
    due = add_period_days(raised.select("due").unique().drop_nulls(), "due").select("due", pl.col("last").alias("by"))
    return (
        raised.join(settled, on="settled", how="left", maintain_order="left")
        .join(due, on="due", how="left", maintain_order="left")
        .filter(pl.col("day").is_null() | (pl.col("day") >= first))
        .sort("by", nulls_last=True, maintain_order=True)
        .select(pl.lit("matters").alias("section"), "project", pl.col("kind").alias("what"), *_COLUMNS[3:])
    )


def _count(steps: pl.DataFrame, group: pl.DataFrame, by: str, name: str) -> pl.DataFrame:
    rows = steps.select("project").unique().join(group, on="project")
    return rows.group_by(by).agg(pl.len().alias(name))


def _sum(money: pl.DataFrame, group: pl.DataFrame, by: str, name: str) -> pl.DataFrame:
    """Amounts of one kind; what is cumulative is not of the quarter, and two claims for one project are not added."""
    rows = money.filter(pl.col("extent") != "cumulative").drop_nulls("base").join(group, on="project")
    double = pl.struct("project", "period").is_duplicated()
    rows = rows.with_columns(double.alias("double"))
    return rows.group_by(by).agg(pl.when(pl.col("double").any()).then(None).otherwise(pl.col("base").sum()).alias(name))
