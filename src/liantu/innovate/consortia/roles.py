"""Which roles of a consortium are filled, which are missing, and what its shares add up to."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: Roles of a consortium in their order; a supplier or a platform may be needed and is never called missing.
ROLES = ("lead", "institute", "maker", "supplier", "user", "investor", "platform")
#: A consortium joins a lead firm, research, users and investors; its lead firm makes.
NEEDED = ("lead", "institute", "user", "investor")
_SHARES = ("cost_share", "gain_share", "risk_share")


def list_roles(tables: Tables) -> pl.DataFrame:
    """Each needed or filled role of each consortium: consortium, role, members (list), missing."""
    members = tables["consortium_members"].filter(pl.col("left").is_null())
    filled = members.group_by("consortium", "role", maintain_order=True).agg(pl.col("member").alias("members"))
    roles = pl.DataFrame({"role": ROLES}).with_row_index("rank")
    every = tables["consortia"].select(consortium="id").with_row_index("line").join(roles, how="cross")
    rows = every.join(filled, on=["consortium", "role"], how="left", maintain_order="left")
    needed = pl.col("role").is_in(NEEDED)
    rows = rows.filter(needed | pl.col("members").is_not_null()).sort("line", "rank")
    empty = pl.lit([], dtype=pl.List(pl.String))
    return rows.select(
        "consortium", "role", pl.col("members").fill_null(empty), pl.col("members").is_null().alias("missing")
    )


def sum_shares(tables: Tables) -> pl.DataFrame:
    """What shares add up to: consortium, cost_share, gain_share, risk_share; null where a member states none.

    A sum without a share that nobody stated would pass for the whole.
    """
    members = tables["consortium_members"].filter(pl.col("left").is_null())
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
        pl.when(pl.col("first") <= as_of)
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
