"""What stands in a row of the overview of cases, and of which types its columns are."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

import polars as pl

#: The columns of the overview, in their order.
CASE_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "case": pl.String,
    "project": pl.String,
    "item": pl.String,
    "works": pl.String,
    "portion": pl.String,
    "preview": pl.Boolean,
    "graph": pl.String,
    "version": pl.String,
    "office": pl.String,
    "authority": pl.String,
    "state": pl.String,
    "standing": pl.String,
    "locked": pl.Boolean,
    "locked_by": pl.List(pl.String),
    "lock_reasons": pl.List(pl.String),
    "holder": pl.String,
    "since": pl.Date,
    "submitted": pl.Date,
    "accepted": pl.Date,
    "decided": pl.Date,
    "missing": pl.List(pl.String),
    "due": pl.Date,
    "days": pl.Int64,
    "unit": pl.String,
    "deadline": pl.Date,
    "deadline_label": pl.String,
    "deadline_rule": pl.String,
    "calendar": pl.String,
    "taken": pl.Int64,
    "used": pl.Int64,
    "within": pl.Boolean,
    "late": pl.Boolean,
    "expires": pl.Date,
    "begin": pl.List(pl.String),
    "expired": pl.Boolean,
    "extensions_left": pl.Int64,
}


class CaseSubject(TypedDict):
    """What was applied for, and who decides it."""

    case: str
    project: str
    item: str
    works: str | None
    portion: str | None
    preview: bool
    graph: str
    version: str
    office: str | None
    authority: str | None


class CaseState(TypedDict):
    """Where a case stands, with whom, and what locks it."""

    state: str
    standing: str
    locked: bool
    locked_by: list[str]
    lock_reasons: list[str]
    holder: str | None
    since: date | None
    submitted: date | None
    accepted: date | None
    decided: date | None
    missing: list[str]
    due: date | None


class CaseClock(TypedDict):
    """The days that the office has, and what became of them; null where the item is unknown."""

    days: int | None
    unit: str | None
    deadline: date | None
    deadline_label: str | None
    deadline_rule: str | None
    calendar: str | None
    taken: int | None
    used: int | None
    within: bool | None
    late: bool | None


class CaseTerm(TypedDict):
    """Until when a decision is held, and unless what has begun."""

    expires: date | None
    begin: list[str]
    expired: bool
    extensions_left: int | None


class CaseRow(CaseSubject, CaseState, CaseClock, CaseTerm):
    """A row of ``build_case_overview``."""
