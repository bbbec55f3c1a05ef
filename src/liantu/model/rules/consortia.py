"""Shares of a consortium add up, steps of a challenge follow each other, technology is a part of its contract."""

from __future__ import annotations

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.problems import BilingualText, Problem
from liantu.model.schema import read_tables, translate_codes
from liantu.model.tables import Tables

_SHARES = ("cost_share", "gain_share", "risk_share")
#: Each share is written with so many places at most: what is left over below it is rounding.
_ROUNDING = 0.05
_STEPS = ("posted", "taken", "reviewed", "signed", "milestone", "accepted")


def check_consortium_shares(tables: Tables) -> list[Problem]:
    """Shares of one kind that do not add up to 100 %: ``consortium_shares``, at the last member. Where some members
    state none, only a sum above 100 % is wrong; shares below 0 are wrong by themselves.
    """
    rows = tables["consortium_members"].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
    rows = rows.filter(pl.col("left").is_null())
    problems = []
    for column in _SHARES:
        shares = pl.col(column).cast(pl.Float64, strict=False)
        sums = rows.group_by("consortium", maintain_order=True).agg(
            pl.col("line").filter(pl.col(column).is_not_null()).last(),
            shares.sum().alias("total"),
            shares.min().alias("least"),
            pl.col(column).is_null().any().alias("open"),
        )
        over = (pl.col("total") > 100 + _ROUNDING) | (pl.col("least") < 0)
        missing = ~pl.col("open") & (pl.col("total") < 100 - _ROUNDING)
        for line, consortium, total in (
            sums.drop_nulls("line").filter(over | missing).select("line", "consortium", "total").iter_rows()
        ):
            slots = {"consortium": consortium, "name": _name_column(column)}
            problems.append(_problem("consortium_shares", "consortium_members", line, column, f"{total:.10g}", **slots))
    return problems


def check_challenge_steps(tables: Tables) -> list[Problem]:
    """Steps of a challenge done before the one that leads to them: ``challenge_steps_out_of_order``."""
    ranks = pl.DataFrame({"step": _STEPS, "rank": range(len(_STEPS))})
    rows = tables["challenge_events"].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
    dated = add_period_days(rows).drop_nulls(["first", "last"]).join(ranks, on="step", maintain_order="left")
    earlier = dated.group_by("challenge", "rank", "step").agg(pl.col("first").min().alias("begun"))
    earlier = earlier.rename({"rank": "earlier", "step": "before"}).sort("challenge", "earlier")
    wrong = dated.join(earlier, on="challenge").filter(
        pl.col("earlier") < pl.col("rank"), pl.col("last") < pl.col("begun")
    )
    wrong = wrong.unique("line", keep="first", maintain_order=True).sort("line")
    return [
        _problem(
            "challenge_steps_out_of_order", "challenge_events", line, "period", period, **_name_steps(step, before)
        )
        for line, period, step, before in wrong.select("line", "period", "step", "before").iter_rows()
    ]


def check_contract_amounts(tables: Tables) -> list[Problem]:
    """More for technology than the whole contract: ``technology_amount_over``."""
    rows = tables["technology_contracts"].with_row_index("line")
    whole, technology = (pl.col(name).cast(pl.Float64, strict=False) for name in ("amount", "technology_amount"))
    return [
        _problem("technology_amount_over", "technology_contracts", line, "technology_amount", part, amount=amount)
        for line, part, amount in rows.filter(technology > whole)
        .select("line", "technology_amount", "amount")
        .iter_rows()
    ]


def _name_column(column: str) -> BilingualText:
    field = read_tables()["consortium_members"].field(column)
    return BilingualText(field.zh, field.en)


def _name_steps(step: str, before: str) -> dict[str, str]:
    return {"step": translate_codes("challenge_step", step), "before": translate_codes("challenge_step", before)}


def _problem(code: str, table: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, table, f"{table}.csv", line + 2, column, value or "", slots)
