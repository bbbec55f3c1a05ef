"""培育库: which firms are on which step of a ladder, beside how many a source states and how many are aimed at.

What is stated and what is listed are two things: 326 firms above size may be stated and none named. A step that no
source counts is unknown, not zero.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.schema import read_codelist
from liantu.model.tables import Tables

#: States of a firm on a step, the furthest first.
STATES = ("recognised", "applied", "candidate", "lapsed")
#: What listed firms are counted by: of a title that is over nothing says that it was renewed.
COUNTED = (*STATES, "overdue")
#: Steps that are counted in one figure, beside the steps they are made of.
SUMS = {"smart_or_workshop": ("smart_factory", "digital_workshop")}


def list_cultivation(tables: Tables, as_of: date) -> pl.DataFrame:
    """What each firm's state on each step is at a date: the row that began last.

    Columns: row, firm, step, ladder, state, period, until, is_overdue (the title's validity has ended and nothing says
    that it was renewed: to be verified), wanted_zh, wanted_en, office. Rows without a period hold before all others.
    """
    rows = add_period_days(tables["cultivations"].with_row_index("line"))
    begun = rows.filter(has_begun(as_of)).sort("day", "line", nulls_last=False)
    latest = begun.group_by("firm", "step", maintain_order=True).last()
    ended = add_period_days(latest.drop("first", "last", "day"), "until")
    order = {step: number for number, step in enumerate(_ladders())}
    return (
        ended.with_columns(
            pl.col("step").replace_strict(_ladders(), default=None, return_dtype=pl.String).alias("ladder"),
            pl.col("step").replace_strict(order, default=None, return_dtype=pl.Int64).alias("order"),
            ((pl.col("last") < as_of) & (pl.col("state") == "recognised")).fill_null(False).alias("is_overdue"),
        )
        .sort("order", "line")
        .select(
            pl.col("id").alias("row"),
            *("firm", "step", "ladder", "state", "period", "until", "is_overdue", "wanted_zh", "wanted_en", "office"),
        )
    )


def list_ladder_steps(tables: Tables, as_of: date) -> pl.DataFrame:
    """One row a step in the order of its ladder: how many firms are listed, stated and aimed at.

    Columns: step, ladder, recognised, applied, candidate, lapsed, overdue (firms listed; of a step that counts two
    together, those of both; a firm whose title is over is in none but ``overdue``), stated, stated_comparator,
    stated_unit, stated_period, observation (the latest figure of an indicator that counts the step; null: no source
    states one), aim, aim_comparator, aim_unit, aim_period, target (the next aim, or the last one).
    """
    overdue = pl.when("is_overdue").then(pl.lit("overdue")).otherwise("state").alias("state")
    listed = list_cultivation(tables, as_of).select("firm", "step", overdue)
    together = pl.concat(
        [
            listed,
            *(listed.filter(pl.col("step").is_in(parts)).with_columns(step=pl.lit(s)) for s, parts in SUMS.items()),
        ]
    )
    counts = together.group_by("step").agg(
        *(pl.col("firm").filter(pl.col("state") == state).n_unique().cast(pl.Int64).alias(state) for state in COUNTED)
    )
    steps = pl.DataFrame({"step": [*_ladders()], "ladder": [*_ladders().values()]})
    return (
        steps.join(counts, on="step", how="left", maintain_order="left")
        .with_columns(pl.col(state).fill_null(0) for state in COUNTED)
        .join(_find_stated(tables, as_of), on="step", how="left", maintain_order="left")
        .join(_find_aims(tables, as_of), on="step", how="left", maintain_order="left")
    )


def _ladders() -> dict[str, str]:
    """The ladder of every step, in their order."""
    return {code: known.group for code, known in read_codelist("ladder_step").items()}


def _count_figures(tables: Tables, name: str) -> pl.DataFrame:
    """The figures of a table that count the firms on a step, those of the district itself where it is a place."""
    steps = tables["indicators"].select(pl.col("id").alias("indicator"), "step").drop_nulls()
    rows = tables.numbers(name).join(steps, on="indicator").drop_nulls("value")
    district = str(tables.about.get("id") or "")
    if district in tables["places"]["id"]:
        rows = rows.filter(pl.col("subject") == district)
    return add_period_days(rows)


def _find_stated(tables: Tables, as_of: date) -> pl.DataFrame:
    rows = _count_figures(tables, "observations").filter(pl.col("status") == "actual")
    known = rows.filter(has_begun(as_of)).sort("day", "id", nulls_last=False)
    return (
        known.group_by("step", maintain_order=True)
        .last()
        .select(
            "step",
            pl.col("value").alias("stated"),
            pl.col("comparator").alias("stated_comparator"),
            pl.col("unit").alias("stated_unit"),
            pl.col("period").alias("stated_period"),
            pl.col("id").alias("observation"),
        )
    )


def _find_aims(tables: Tables, as_of: date) -> pl.DataFrame:
    rows = _count_figures(tables, "targets").with_columns((pl.col("last") >= as_of).fill_null(False).alias("ahead"))
    # Of aims ahead the nearest, else the last that there was.
    nearest = rows.sort(pl.col("ahead"), pl.when("ahead").then(-pl.col("last").cast(pl.Int64)).otherwise(0), "last")
    return (
        nearest.group_by("step", maintain_order=True)
        .last()
        .select(
            "step",
            pl.col("value").alias("aim"),
            pl.col("comparator").alias("aim_comparator"),
            pl.col("unit").alias("aim_unit"),
            pl.col("period").alias("aim_period"),
            pl.col("id").alias("target"),
        )
    )
