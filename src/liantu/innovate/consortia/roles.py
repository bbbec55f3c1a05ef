"""Which roles of a consortium are filled, which are missing, and what its shares add up to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

#: Roles of a consortium in their order; which of them it needs is policy.
ROLES = ("lead", "institute", "maker", "supplier", "user", "investor", "platform")
_SHARES = ("cost_share", "gain_share", "risk_share")


def list_members(tables: Tables, as_of: date) -> pl.DataFrame:
    """The members of a day: who has joined, or states no day of it, and has not left by then."""
    left = add_period_days(tables["consortium_members"], "left").rename({"day": "gone"}).drop("first", "last")
    joined = add_period_days(left, "joined").filter(has_begun(as_of))
    return joined.filter(pl.col("gone").is_null() | (pl.col("gone") > as_of)).drop("first", "last", "day", "gone")


def list_consortia(tables: Tables, as_of: date) -> pl.DataFrame:
    """Consortia as they stood on a day: the rows, with what was agreed later left out of ``agreed`` and ``state``.

    One that runs is forming before its agreement is signed, and ended after its last day.
    """
    rows = add_period_days(tables["consortia"], "agreed").rename({"day": "begun"}).drop("first", "last")
    rows = add_period_days(rows, "ends")
    later, over = pl.col("begun") > as_of, pl.col("last") < as_of
    runs = pl.col("state") == "running"
    state = pl.when(runs & later).then(pl.lit("forming")).when(runs & over).then(pl.lit("ended")).otherwise("state")
    dated = rows.with_columns(state.alias("state"), pl.when(later).then(None).otherwise("agreed").alias("agreed"))
    return dated.drop("begun", "first", "last", "day")


def list_roles(tables: Tables, needed_roles: Sequence[str], as_of: date) -> pl.DataFrame:
    """Each needed or filled role of each consortium: consortium, role, members (list), missing."""
    members = list_members(tables, as_of)
    filled = members.group_by("consortium", "role", maintain_order=True).agg(pl.col("member").alias("members"))
    roles = pl.DataFrame({"role": ROLES}).with_row_index("rank")
    every = tables["consortia"].select(consortium="id").with_row_index("line").join(roles, how="cross")
    rows = every.join(filled, on=["consortium", "role"], how="left", maintain_order="left")
    needed = pl.col("role").is_in(needed_roles)
    rows = rows.filter(needed | pl.col("members").is_not_null()).sort("line", "rank")
    empty = pl.lit([], dtype=pl.List(pl.String))
    return rows.select(
        "consortium", "role", pl.col("members").fill_null(empty), pl.col("members").is_null().alias("missing")
    )


def sum_shares(tables: Tables, as_of: date) -> pl.DataFrame:
    """What shares add up to: consortium, cost_share, gain_share, risk_share; null where a member states none.

    A sum without a share that nobody stated would pass for the whole.
    """
    members = list_members(tables, as_of)
    sums = [
        pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).cast(pl.Float64, strict=False).sum()).alias(name)
        for name in _SHARES
    ]
    return members.group_by("consortium", maintain_order=True).agg(sums)


def list_milestones(tables: Tables, as_of: date) -> pl.DataFrame:
    """Milestones with their standing at the date: consortium, number, stage, scale, level, due, done, standing.

    ``standing`` is done, late (its due day is over), open, or undated.
    """
    rows = add_period_days(tables["consortium_milestones"], "due").rename({"last": "due_last"}).drop("first", "day")
    done = add_period_days(rows, "done")
    standing = (
        pl.when(pl.col("day") <= as_of)
        .then(pl.lit("done"))
        .when(pl.col("due").is_null())
        .then(pl.lit("undated"))
        .when(pl.col("due_last") < as_of)
        .then(pl.lit("late"))
        .otherwise(pl.lit("open"))
    )
    return done.select(
        "consortium", "number", "zh", "en", "stage", "scale", "level", "due", "done", "evidence", "result",
        standing.alias("standing"),
    )  # fmt: skip
