"""Who may not use gaps or promises: applicants with a credit record that is not repaired."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.deliver.cases.standings import Case
from liantu.model.change import ChangeRow
from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_credit(tables: Tables, project: str, day: date) -> list[Problem]:
    """``bad_credit`` when the owner of a project has a record on a day."""
    owner = _owner(tables, project)
    begun = add_period_days(tables["credit_records"].filter(pl.col("firm") == owner)).filter(pl.col("first") <= day)
    repaired = add_period_days(begun.select("repaired").unique().drop_nulls(), "repaired").filter(pl.col("day") <= day)
    standing = begun.filter(~pl.col("repaired").is_in(repaired["repaired"].implode()).fill_null(False))
    return [Problem("bad_credit", "case_events", column="event", value=str(owner))] if standing.height else []


def build_credit_rows(tables: Tables, case: Case, day: str) -> list[ChangeRow]:
    """The row that enters a revoked promise in the credit record of its applicant, when that is a firm."""
    owner = _owner(tables, case.project)
    if owner not in tables["firms"]["id"]:
        return []
    fields = {"firm": owner, "kind": "false_promise", "period": day, "case": case.id, "basis": "ours"}
    return [ChangeRow("credit_records", f"{case.id}-credit", "insert", fields)]


def _owner(tables: Tables, project: str) -> str | None:
    owners = tables["projects"].filter(pl.col("id") == project)["owner"]
    return owners[0] if owners.len() else None
