"""All cases at a date: state, who holds each, what is missing, by when it is due, whether it is late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

import polars as pl

from liantu.deliver.cases.force import Force
from liantu.deliver.cases.reading import Case, cases
from liantu.deliver.items import Item, Versions
from liantu.model.case_states import Machine, machine
from liantu.model.tables import Tables

Pauses = Sequence[tuple[date, date | None]]


class Limit(Protocol):
    """The last day of a limit, and how far the calendar it was counted by is published."""

    @property
    def date(self) -> date:
        """The last day."""

    @property
    def label(self) -> str:
        """What is to be said of it; empty when the calendar is published that far."""


Deadline = Callable[[date, int, str, Pauses], Limit]
"""The last day for a start, a number of days, their unit (workday, day) and pauses; the calendar is bound in it."""
Elapsed = Callable[[date, date, str, Pauses], float]
"""How many days of a unit lie between two days, pauses not counted."""

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "case": pl.String,
    "project": pl.String,
    "item": pl.String,
    "works": pl.String,
    "portion": pl.String,
    "preview": pl.Boolean,
    "graph": pl.String,
    "version": pl.String,
    "office": pl.String,
    "state": pl.String,
    "standing": pl.String,
    "locked": pl.Boolean,
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
    "taken": pl.Float64,
    "late": pl.Boolean,
}


def overview(
    tables: Tables,
    versions: Versions,
    as_of: date,
    deadline: Deadline | None = None,
    elapsed: Elapsed | None = None,
    project: str | None = None,
) -> pl.DataFrame:
    """One row a case.

    ``standing`` is open, decided or closed; a decided case is ``locked`` while a legal prerequisite is not in force.
    ``holder`` is office, applicant, expert or public, null where nobody waits for anything. ``due`` is the day an event
    set (gaps, inspection, expiry of an opinion); ``deadline`` the office's own limit of ``days``, null where the item's
    days are unknown, the case is not accepted, or no ``deadline`` is given. ``taken`` are the days from acceptance to
    the decision by ``elapsed``. ``late``: the deadline of an open case is over; null where there is none.
    """
    rules = machine(tables)
    by_project: dict[str, list[Case]] = {}
    for case in cases(tables, as_of, project):
        by_project.setdefault(case.project, []).append(case)
    rows = []
    for owner, own in by_project.items():
        force = Force(tables, versions, owner, own)
        rows += [_row(rules, case, case.of(versions), force.case(case), as_of, deadline, elapsed) for case in own]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _row(
    rules: Machine,
    case: Case,
    item: Item | None,
    in_force: bool,
    as_of: date,
    deadline: Deadline | None,
    elapsed: Elapsed | None,
) -> dict[str, object]:
    at, days, unit = case.standing, item.days if item else None, item.unit if item else None
    pauses = [(pause.first, pause.last) for pause in at.pauses]
    standing = rules.standing[at.state]
    limit = (
        deadline(at.accepted, days, unit, pauses) if deadline and at.accepted and days is not None and unit else None
    )
    taken = elapsed(at.accepted, at.decided, unit, pauses) if elapsed and at.accepted and at.decided and unit else None
    return {
        "case": case.id,
        "project": case.project,
        "item": case.item,
        "works": case.works,
        "portion": case.portion,
        "preview": case.preview,
        "graph": case.graph,
        "version": at.version,
        "office": case.office,
        "state": at.state,
        "standing": standing,
        "locked": standing == "decided" and not in_force,
        "holder": rules.holder[at.state],
        "since": at.since,
        "submitted": case.submitted,
        "accepted": at.accepted,
        "decided": at.decided,
        "missing": list(at.missing),
        "due": at.due,
        "days": days,
        "unit": unit,
        "deadline": limit.date if limit else None,
        "deadline_label": limit.label if limit else None,
        "taken": taken,
        "late": limit.date < as_of if limit and standing == "open" else None,
    }
