"""Money of projects, its kinds kept apart: a total of different kinds, currencies or extents is refused."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.problems import Problem, Problems
from liantu.model.schema import read_tables, translate_codes
from liantu.model.tables import Tables

#: What must be one and the same in a total.
MONEY_KEYS = ("kind", "currency", "extent")


def list_amounts(tables: Tables) -> pl.DataFrame:
    """All amounts given for projects, side by side.

    Columns: project, kind, period, extent, amount, unit, currency, base, comparator, source.

    ``base`` is the amount in single units of its ``currency`` (the dimension of its unit: ``money`` is yuan). What a
    project's own row says of contract money and fixed-asset investment stands among them. Unknown amounts stay null.
    """
    rows = tables.numbers("moneys").select(
        "project", "kind", "period", "extent", "amount", "unit", "comparator", "source"
    )
    amounts = [
        tables.numbers("projects")
        .filter(pl.col(field).is_not_null())
        .select(
            pl.col("id").alias("project"),
            pl.lit(kind).alias("kind"),
            pl.lit(None, pl.String).alias("period"),
            pl.lit("whole").alias("extent"),
            pl.col(field).alias("amount"),
            pl.lit(read_tables()["projects"].field(field).quantity).alias("unit"),
            pl.col(f"{field}_comparator").alias("comparator"),
            "source",
        )
        for field, kind in (("contract_money", "contract"), ("fixed_investment", "fixed_total"))
    ]
    rows = pl.concat([rows, *amounts])
    known = [
        (text, unit.dimension, float(unit.factor))
        for text in rows["unit"].drop_nulls().unique()
        if (unit := tables.units.read(text))
    ]
    units = pl.DataFrame(known, schema={"unit": pl.String, "currency": pl.String, "factor": pl.Float64}, orient="row")
    return rows.join(units, on="unit", how="left", maintain_order="left").select(
        "project",
        "kind",
        "period",
        "extent",
        "amount",
        "unit",
        "currency",
        (pl.col("amount") * pl.col("factor")).alias("base"),
        "comparator",
        "source",
    )


def sum_amounts(rows: pl.DataFrame) -> float | None:
    """The sum of ``base`` of rows of :func:`moneys`; None when no amount is known.

    Raises Problems when the rows mix kinds of money, currencies, or amounts of a period with cumulative ones
    (``mixed_money``), or hold two amounts of a project for one period (``double_money``): they are claims that differ.
    """
    known = rows.drop_nulls("base")
    problems = []
    for column in MONEY_KEYS:
        values = known[column].unique().sort().to_list()
        if len(values) > 1:
            words = translate_codes(f"money_{column}", *values) if column != "currency" else ", ".join(values)
            problems.append(Problem("mixed_money", "moneys", column=column, value=words))
    if not problems:
        double = known.filter(pl.struct("project", "period").is_duplicated())["project"].unique().sort()
        problems = [Problem("double_money", "moneys", column="amount", value=project) for project in double]
    if problems:
        raise Problems(problems)
    return float(known["base"].sum()) if known.height else None


def find_money_in_place(tables: Tables, as_of: date) -> pl.DataFrame:
    """The money in place of each project by the date: project, base (yuan; null: unknown).

    The latest cumulative amount, or one of the whole project; amounts of single periods are not added up.
    """
    rows = list_amounts(tables).filter(
        pl.col("kind") == "in_place", pl.col("currency") == "money", pl.col("extent").is_in(["cumulative", "whole"])
    )
    dated = add_period_days(rows).filter(has_begun(as_of)).sort("day", maintain_order=True)
    return dated.unique("project", keep="last", maintain_order=True).select("project", "base")


def sum_by_kind(rows: pl.DataFrame) -> pl.DataFrame:
    """What each kind adds up to: kind, currency, extent, projects, base, at_least. No row adds two kinds.

    ``base`` is null where a project has several amounts for one period; ``projects`` counts those with an amount.
    ``at_least``: one of the amounts is a least one (超300亿元), so the sum is too.
    """
    known = rows.drop_nulls("base").with_columns(
        pl.struct("project", "kind", "currency", "extent", "period").is_duplicated().alias("double")
    )
    return (
        known.group_by(*MONEY_KEYS)
        .agg(
            pl.col("project").n_unique().alias("projects"),
            pl.when(pl.col("double").any()).then(None).otherwise(pl.col("base").sum()).alias("base"),
            pl.col("comparator").is_in(["gt", "ge"]).fill_null(value=False).any().alias("at_least"),
        )
        .sort(*MONEY_KEYS)
    )
