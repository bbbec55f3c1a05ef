"""What is due in the ledgers: steps of open challenges, reviews of platforms, titles that run out."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

CHALLENGE_STEPS = ("posted", "taken", "reviewed", "signed", "milestone", "accepted", "paid")
#: Titles of science that are renewed.
TITLES = ("high_tech", "tech_sme")


def list_challenge_standings(tables: Tables, as_of: date) -> pl.DataFrame:
    """Each challenge with its last step at the date and what comes next: challenge, step, period, verdict, next, due,
    late. ``next`` is the first step that a row names and that is not done at the date."""
    ranks = pl.DataFrame({"step": CHALLENGE_STEPS, "rank": range(len(CHALLENGE_STEPS))})
    rows = tables["challenge_events"].join(ranks, on="step", maintain_order="left")
    done = add_period_days(rows).filter(pl.col("day") <= as_of).sort("day", "rank").unique("challenge", keep="last")
    done = done.select("challenge", "step", "period", "verdict", "rank")
    to_come = add_period_days(rows).filter(pl.col("period").is_null() | (pl.col("day") > as_of))
    to_come = to_come.with_columns(pl.coalesce("due", "period").alias("due")).drop("first", "last", "day")
    ahead = add_period_days(to_come, "due").sort("rank")
    ahead = ahead.unique("challenge", keep="first", maintain_order=True).select(
        "challenge", "due", following="step", end="last"
    )
    every = tables["challenges"].select(challenge="id")
    joined = every.join(done, on="challenge", how="left", maintain_order="left")
    joined = joined.join(ahead, on="challenge", how="left", maintain_order="left")
    late = (pl.col("end") < as_of).fill_null(False)
    return joined.select(
        "challenge", "step", "period", "verdict", pl.col("following").alias("next"), "due", late.alias("late")
    )


def list_renewals(tables: Tables, as_of: date, ahead: int) -> pl.DataFrame:
    """Titles and platforms whose day is over or comes within ``ahead`` days: kind, id, subject, what, due, over."""
    titles = tables["cultivations"].filter(pl.col("step").is_in(TITLES), pl.col("state") == "recognised")
    titles = _keep_begun(titles, "period", as_of)
    titles = titles.select("id", kind=pl.lit("title"), subject="firm", what="step", due="until")
    platforms = _keep_begun(tables["platforms"], "recognised", as_of)
    platforms = platforms.select("id", kind=pl.lit("platform"), subject="id", what="tier", due="review_due")
    columns = ["kind", "id", "subject", "what", "due"]
    rows = add_period_days(pl.concat([titles.select(columns), platforms.select(columns)]), "due")
    soon = rows.filter(pl.col("last") <= as_of + timedelta(days=ahead)).sort("last", "id")
    return soon.select(*columns, (pl.col("last") < as_of).alias("over"))


def list_titles(tables: Tables, as_of: date) -> pl.DataFrame:
    """Titles of science by a day, each firm and title with its last state: id, firm, step, standing, period, until.

    ``standing`` is held, over (its last day has passed), applied or lapsed.
    """
    rows = add_period_days(tables["cultivations"].filter(pl.col("step").is_in(TITLES)))
    known = rows.filter(has_begun(as_of)).sort("day", nulls_last=False, maintain_order=True)
    latest = known.unique(["firm", "step"], keep="last", maintain_order=True).drop("first", "last", "day")
    ends = add_period_days(latest, "until")
    current = pl.when(pl.col("last") < as_of).then(pl.lit("over")).otherwise(pl.lit("held"))
    standing = pl.when(pl.col("state") == "recognised").then(current).otherwise("state")
    return ends.sort("step", "firm").select("id", "firm", "step", standing.alias("standing"), "period", "until")


def list_platforms(tables: Tables, as_of: date) -> pl.DataFrame:
    """The platforms of a day: those recognised by then, and those of which no day is stated."""
    return _keep_begun(tables["platforms"], "recognised", as_of)


def sum_technology_contracts(tables: Tables, as_of: date) -> pl.DataFrame:
    """Contracts signed by a day, by kind: kind, contracts, registered (how many had a number by then), amount and
    technology_amount in 万元.

    A contract without an amount adds nothing to the sum and is counted in ``unknown``.
    """
    amount, technology = (pl.col(name).cast(pl.Float64, strict=False) for name in ("amount", "technology_amount"))
    signed = add_period_days(_keep_begun(tables["technology_contracts"], "signed", as_of), "registered")
    return signed.group_by("kind", maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("contracts"),
        (pl.col("number").is_not_null() & has_begun(as_of)).sum().cast(pl.Int64).alias("registered"),
        pl.when(amount.is_not_null().any()).then(amount.sum()).alias("amount"),
        pl.when(technology.is_not_null().any()).then(technology.sum()).alias("technology_amount"),
        amount.is_null().sum().cast(pl.Int64).alias("unknown"),
    )


def _keep_begun(rows: pl.DataFrame, column: str, as_of: date) -> pl.DataFrame:
    """Rows whose day has come; those that state none."""
    return add_period_days(rows, column).filter(has_begun(as_of)).drop("first", "last", "day")
