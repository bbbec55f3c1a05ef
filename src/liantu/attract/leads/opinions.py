"""What each office is to say of a lead, by when, and what follows: never a verdict that nobody gave."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.schema import read_codelist
from liantu.model.tables import Tables

#: Where an opinion stands.
STATES = ("answered", "late", "waiting", "not_given_out")
#: The matter that closes a consideration.
WHOLE = "overall"


def list_opinions(tables: Tables, as_of: date) -> pl.DataFrame:
    """Every matter of every lead: those that a row names, and those that nobody was given yet.

    Columns: lead, matter, office, due, answered, verdict, zh, en, state, row (of lead_opinions; null = no row). An
    opinion is answered when its day has come and a verdict or a finding stands; ``late`` when its due day is over
    without an answer; ``waiting`` otherwise; ``not_given_out`` where no row names the matter.
    """
    stated = tables["lead_opinions"].with_row_index("row")
    due = add_period_days(stated.select("row", "due"), "due").select("row", pl.col("last").alias("due_day"))
    came = add_period_days(stated.select("row", "answered"), "answered").select("row", pl.col("day").alias("came"))
    has_words = pl.col("verdict").is_not_null() | pl.col("zh").is_not_null()
    has_come = has_words & (pl.col("came").is_null() | (pl.col("came") <= as_of))
    state = (
        pl.when(has_come)
        .then(pl.lit("answered"))
        .when(pl.col("due_day") < as_of)
        .then(pl.lit("late"))
        .otherwise(pl.lit("waiting"))
    )
    rows = (
        stated.join(due, on="row", how="left", maintain_order="left")
        .join(came, on="row", how="left", maintain_order="left")
        .with_columns(state.alias("state"))
    )
    columns = ["lead", "matter", "office", "due", "answered", "verdict", "zh", "en", "state", "row"]
    every = (
        tables["leads"]
        .select(pl.col("id").alias("lead"))
        .join(pl.DataFrame({"matter": list(read_codelist("lead_matter"))}), how="cross", maintain_order="left")
    )
    joined = every.join(rows, on=["lead", "matter"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("state").fill_null("not_given_out")).select(columns)


def sum_opinions(opinions: pl.DataFrame) -> pl.DataFrame:
    """One row a lead: lead, answered, late, waiting, not_given_out (numbers of matters), against (matters that an
    office is against), verdict (of the whole, as a person gave it; null = nobody did)."""
    counts = [(pl.col("state") == state).sum().alias(state) for state in STATES]
    came = pl.col("state") == "answered"
    against = pl.col("matter").filter(came & (pl.col("verdict") == "against")).alias("against")
    whole = pl.col("verdict").filter(came & (pl.col("matter") == WHOLE)).first().alias("verdict")
    return opinions.group_by("lead", maintain_order=True).agg(*counts, against, whole)
