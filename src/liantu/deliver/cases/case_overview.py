"""All cases at a date: state, who holds each, what is missing, by when it is due, whether it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.deliver.cases.case_clock import (
    compute_case_deadline,
    count_days_taken,
    count_days_used,
    read_district_calendar,
)
from liantu.deliver.cases.case_row import CASE_SCHEMA, CaseClock, CaseRow, CaseState, CaseSubject, CaseTerm
from liantu.deliver.cases.graph_answers import adapt_versions
from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.cases.standings import Case, read_cases
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.approvals import Item
from liantu.library.calendar import Calendar
from liantu.model.case_states import StateMachine, read_state_machine
from liantu.model.tables import Tables

#: The clock of a case whose item no version of its graph has.
_WITHOUT_CLOCK: CaseClock = {
    "days": None,
    "unit": None,
    "deadline": None,
    "deadline_label": None,
    "deadline_rule": None,
    "calendar": None,
    "taken": None,
    "used": None,
    "within": None,
    "late": None,
}


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
        grounds = _Grounds(rules, adapted, force, as_of, calendar)
        rows += [_build_row(grounds, case) for case in cases]
    return pl.DataFrame(rows, schema=CASE_SCHEMA, orient="row")


@dataclass(frozen=True)
class _Grounds:
    """What the cases of a project are judged by."""

    rules: StateMachine
    versions: Versions
    force: DecisionValidity
    as_of: date
    calendar: Calendar


def _build_row(grounds: _Grounds, case: Case) -> CaseRow:
    item = case.find_item(grounds.versions)
    return {
        **_describe_subject(case, item),
        **_describe_state(grounds, case, item),
        **(_describe_clock(grounds, case, item) if item else _WITHOUT_CLOCK),
        **_describe_term(grounds, case),
    }


def _describe_subject(case: Case, item: Item | None) -> CaseSubject:
    return {
        "case": case.id,
        "project": case.project,
        "item": case.item,
        "works": case.works,
        "portion": case.portion,
        "preview": case.preview,
        "graph": case.graph,
        "version": case.standing.version,
        "office": case.office,
        "authority": _first_authority(item),
    }


def _describe_state(grounds: _Grounds, case: Case, item: Item | None) -> CaseState:
    standing = case.standing
    locked = _is_locked(grounds, case, item)
    reasons = grounds.force.list_lock_reasons(case, item) if locked and item else []
    return {
        "state": standing.state,
        "standing": grounds.rules.standing[standing.state],
        "locked": locked,
        "locked_by": [name for name, _reason in reasons],
        "lock_reasons": [reason for _name, reason in reasons],
        "holder": grounds.rules.holder[standing.state],
        "since": standing.since,
        "submitted": case.submitted,
        "accepted": standing.accepted,
        "decided": standing.decided,
        "missing": list(standing.missing),
        "due": standing.due,
    }


def _describe_clock(grounds: _Grounds, case: Case, item: Item) -> CaseClock:
    standing, calendar = case.standing, grounds.calendar
    phase = grounds.rules.standing[standing.state]
    last = compute_case_deadline(standing, item, calendar)
    day = last.date if last else None
    until = standing.decided or grounds.as_of
    return {
        "days": item.days,
        "unit": item.unit,
        "deadline": day,
        "deadline_label": last.label if last else None,
        "deadline_rule": last.rule if last else None,
        "calendar": last.calendar if last else None,
        "taken": count_days_taken(standing, item, calendar),
        "used": None if phase == "closed" else count_days_used(standing, item, calendar, until),
        "within": _is_within(standing.decided if phase == "decided" else None, day),
        "late": day < _find_last_office_day(grounds, case) if day and phase == "open" else None,
    }


def _describe_term(grounds: _Grounds, case: Case) -> CaseTerm:
    expiry, expired = grounds.force.expiry(case), grounds.force.has_expired(case)
    if expiry is None or expiry.settled:
        return {"expires": None, "begin": [], "expired": expired, "extensions_left": None}
    return {
        "expires": expiry.last,
        "begin": list(expiry.begin),
        "expired": expired,
        "extensions_left": expiry.extensions_left,
    }


def _first_authority(item: Item | None) -> str | None:
    """The authority that the graph names first for an item; None where it names none."""
    return next(iter(item.authority), None) if item else None


def _is_within(decided: date | None, deadline: date | None) -> bool | None:
    """Whether it was decided by the deadline; None where it was not decided, or has none."""
    return decided <= deadline if decided and deadline else None


def _is_locked(grounds: _Grounds, case: Case, item: Item | None) -> bool:
    """Whether a decision, or what a case rests on, has gone: of an open case only by a revocation or an expiry, for it
    may run ahead of the rest."""
    phase = grounds.rules.standing[case.standing.state]
    if phase == "decided":
        return not grounds.force.case(case)
    return phase == "open" and item is not None and grounds.force.rests_on_lapsed(case, item)


def _find_last_office_day(grounds: _Grounds, case: Case) -> date:
    """The day the office had done its part, where only the applicant is waited for; otherwise the date."""
    standing, rules = case.standing, grounds.rules
    done = rules.holder[standing.state] == "applicant" and rules.clock[standing.state] in ("applicant", "ended")
    return standing.since if done and standing.since else grounds.as_of
