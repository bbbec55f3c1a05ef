"""A decision on names is of two names, and two decisions on one pair do not contradict each other."""

from __future__ import annotations

import polars as pl

from liantu.model.names_alike import compact_name
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE = "name_decisions"
#: What says nothing against any other decision.
_UNDECIDED = "unknown"


def check_name_decisions(tables: Tables) -> list[Problem]:
    """A name beside itself: ``name_beside_itself``; one pair decided in two ways: ``names_decided_twice``."""
    names = [compact_name(pl.col(name)) for name in ("one", "other")]
    rows = (
        tables[_TABLE]
        .with_row_index("line")
        .with_columns(pl.col("line").cast(pl.Int64), pl.concat_list(names).list.sort().alias("pair"))
    )
    same = rows.filter(pl.col("pair").list.first() == pl.col("pair").list.last())
    decided = rows.filter(pl.col("decision") != _UNDECIDED).with_columns(
        pl.col("decision").first().over("pair").alias("before"), pl.col("line").first().over("pair").alias("first")
    )
    again = decided.filter(pl.col("decision") != pl.col("before"))
    problems = [_problem("name_beside_itself", line, "other", other) for line, other in _pick(same, "other")]
    problems += [
        _problem("names_decided_twice", line, "decision", decision, other=str(first + 2))
        for line, decision, first in again.select("line", "decision", "first").iter_rows()
    ]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _pick(rows: pl.DataFrame, column: str) -> list[tuple[int, str]]:
    return [*rows.select("line", column).iter_rows()]


def _problem(code: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, _TABLE, f"{_TABLE}.csv", line + 2, column, value or "", slots)
