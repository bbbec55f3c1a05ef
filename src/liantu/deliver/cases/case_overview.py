"""All cases at a date: state, who holds each, what is missing, by when it is due, whether it is late."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

import polars as pl

from liantu.deliver.cases.case_clock import (
    compute_case_deadline,
    count_days_taken,
    count_days_used,
    read_district_calendar,
)
from liantu.deliver.cases.graph_answers import adapt_versions
from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.cases.standings import Case, read_cases
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.approvals import Item
from liantu.library.calendar import Calendar
from liantu.model.case_states import StateMachine, read_state_machine
from liantu.model.tables import Tables

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


class CaseRow(TypedDict):
    """A row of ``build_case_overview``."""

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
    expires: date | None
    begin: list[str]
    expired: bool
    extensions_left: int | None


def build_case_overview(tables: Tables, versions: Versions, as_of: date, project: str | None = None) -> pl.DataFrame:
    """One row a case.

    ``standing`` is open, decided or closed; a decided case is ``locked`` while a legal prerequisite is not in force, an
    open one as soon as one was revoked or expired; ``locked_by`` are the items that lock it, ``lock_reasons`` of each
    ``expired``, ``revoked`` or ``undecided``. ``expires`` is the last day a decision is held unless one of the items
    ``begin`` has begun by then (null where it has no term, or one began in time), ``expired`` whether that day is over,
    ``extensions_left`` how often it may be extended. ``authority`` is whom the graph names for the item: a case without
    a chosen ``office`` is theirs.
    ``holder`` is office, applicant, expert or public, null where nobody waits for anything. ``due`` is the day an event
    set (gaps, inspection, expiry of an opinion); ``deadline`` the office's own limit of ``days``, null where the item's
    days or version are unknown, the case is not accepted, or its clock stands. ``deadline_label`` is ``by_weekends``
    when the deadline rests on a year that is not published, ``deadline_rule`` how it was counted, by which version of
    the ``calendar``. ``taken`` are the days of the ``unit`` from acceptance to the decision, ``used`` those that the
    office has had so far, also in an open case; the days between the office being ready to decide and the paper that is
    missing are the applicant's. ``within``: a decision came by its deadline. ``late``: the deadline of an open case is
    over, or was when the office had done its part (it passed the review, or gave its opinion); null where there is
    none.
    """
    rules, calendar = read_state_machine(tables), read_district_calendar(tables)
    by_project: dict[str, list[Case]] = {}
    for case in read_cases(tables, as_of, project):
        by_project.setdefault(case.project, []).append(case)
    rows = []
    for owner, cases in by_project.items():
        adapted = adapt_versions(versions, tables, owner)
        force = DecisionValidity(tables, adapted, owner, cases, as_of)
        rows += [_row(rules, case, adapted, force, as_of, calendar) for case in cases]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _row(
    rules: StateMachine,
    case: Case,
    versions: Versions,
    force: DecisionValidity,
    as_of: date,
    calendar: Calendar,
) -> CaseRow:
    standing, item = case.standing, case.find_item(versions)
    locked, expiry = _is_locked(rules, case, versions, force), force.expiry(case)
    reasons = force.list_lock_reasons(case, item) if locked and item else []
    term = expiry if expiry is not None and not expiry.settled else None
    phase = rules.standing[standing.state]
    last = compute_case_deadline(standing, item, calendar) if item else None
    day = last.date if last else None
    return {
        "case": case.id,
        "project": case.project,
        "item": case.item,
        "works": case.works,
        "portion": case.portion,
        "preview": case.preview,
        "graph": case.graph,
        "version": standing.version,
        "office": case.office,
        "authority": _first_authority(item),
        "state": standing.state,
        "standing": phase,
        "locked": locked,
        "locked_by": [name for name, _reason in reasons],
        "lock_reasons": [reason for _name, reason in reasons],
        "holder": rules.holder[standing.state],
        "since": standing.since,
        "submitted": case.submitted,
        "accepted": standing.accepted,
        "decided": standing.decided,
        "missing": list(standing.missing),
        "due": standing.due,
        "days": item.days if item else None,
        "unit": item.unit if item else None,
        "deadline": day,
        "deadline_label": last.label if last else None,
        "deadline_rule": last.rule if last else None,
        "calendar": last.calendar if last else None,
        "taken": count_days_taken(standing, item, calendar) if item else None,
        "used": count_days_used(standing, item, calendar, standing.decided or as_of)
        if item and phase != "closed"
        else None,
        "within": _is_within(standing.decided if phase == "decided" else None, day),
        "late": day < _find_last_office_day(rules, case, as_of) if day and phase == "open" else None,
        "expires": term.last if term else None,
        "begin": list(term.begin) if term else [],
        "expired": force.has_expired(case),
        "extensions_left": term.extensions_left if term else None,
    }


def _first_authority(item: Item | None) -> str | None:
    """The authority that the graph names first for an item; None where it names none."""
    return next(iter(item.authority), None) if item else None


def _is_within(decided: date | None, deadline: date | None) -> bool | None:
    """Whether it was decided by the deadline; None where it was not decided, or has none."""
    return decided <= deadline if decided and deadline else None


def _is_locked(rules: StateMachine, case: Case, versions: Versions, force: DecisionValidity) -> bool:
    """Whether a decision, or what a case rests on, has gone: of an open case only by a revocation or an expiry, for it
    may run ahead of the rest."""
    if rules.standing[case.standing.state] == "decided":
        return not force.case(case)
    item = case.find_item(versions)
    return rules.standing[case.standing.state] == "open" and item is not None and force.rests_on_lapsed(case, item)


def _find_last_office_day(rules: StateMachine, case: Case, as_of: date) -> date:
    """The day the office had done its part, where only the applicant is waited for; otherwise the date."""
    standing = case.standing
    done = rules.holder[standing.state] == "applicant" and rules.clock[standing.state] in ("applicant", "ended")
    return standing.since if done and standing.since else as_of
