"""How far each item of a project has come: decided, running with what is left by the clock, locked, or ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from liantu.deliver.cases.case_clock import compute_case_deadline
from liantu.deliver.cases.graph_answers import adapt_versions
from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.cases.standings import Case, is_decided, read_cases
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.approvals import Graph
from liantu.library.approvals.graph import APPLICANT
from liantu.library.calendar import Calendar
from liantu.model.case_states import StateMachine, read_state_machine
from liantu.model.tables import Tables


@dataclass(frozen=True)
class ItemProgress:
    """``state`` is done, running, locked (decided, but what it rests on is not in force), expired or ahead.

    ``begun`` is the first application, ``finished`` the last decision. ``left`` are the working days a running item
    still has by its clock, None while it is not accepted or where nobody knows its days; an item past its deadline has
    one. ``overdue``: its deadline is over. ``expires`` is the last day its decision is held unless one of ``begin``
    has begun by then; None where it has no term, or began in time.
    """

    state: str = "ahead"
    begun: date | None = None
    finished: date | None = None
    left: int | None = None
    overdue: bool = False
    expires: date | None = None
    begin: tuple[str, ...] = ()


def list_item_progress(
    tables: Tables, versions: Versions, graph: Graph, project: str, as_of: date, calendar: Calendar
) -> dict[str, ItemProgress]:
    """The progress of the items of a graph that have cases in a project, by item."""
    cases = list(read_cases(tables, as_of, project))
    adapted = adapt_versions(versions, tables, project)
    force, rules = DecisionValidity(tables, adapted, project, cases, as_of), read_state_machine(tables)
    by_item: dict[str, list[Case]] = {}
    for case in cases:
        if case.graph == graph.id and case.submitted is not None and not case.preview:
            by_item.setdefault(case.item, []).append(case)
    progress = {
        item: _find_progress(found, rules, force, adapted, as_of, calendar)
        for item, found in by_item.items()
        if item in graph.items
    }
    return {**_list_passed_items(graph, progress), **progress}


def _list_passed_items(graph: Graph, progress: Mapping[str, ItemProgress]) -> dict[str, ItemProgress]:
    """What the applicant does without an office is over once what follows it has been applied for: works before
    acceptance."""
    followed = [
        (before.item, found.begun)
        for name, found in progress.items()
        for before in graph.items[name].after
        if before.item not in progress and graph.items[before.item].authority == (APPLICANT,)
    ]
    return {item: ItemProgress("done", None, begun) for item, begun in followed}


def _find_progress(
    cases: list[Case],
    rules: StateMachine,
    force: DecisionValidity,
    versions: Versions,
    as_of: date,
    calendar: Calendar,
) -> ItemProgress:
    begun = min(case.submitted for case in cases if case.submitted is not None)
    decided = max(_list_decision_days(cases, rules), default=None)
    if force.item(cases[0].item):
        return _add_expiry(ItemProgress("done", begun, decided), cases, force)
    running = [case for case in cases if rules.standing[case.standing.state] == "open"]
    if running:
        left = [_count_days_left(case, versions, as_of, calendar) for case in running]
        return _describe_running(begun, left)
    if any(force.has_expired(case) for case in cases):
        return _add_expiry(ItemProgress("expired", begun, decided), cases, force)
    if decided and not any(case.works or case.portion for case in cases):
        return ItemProgress("locked", begun, decided)
    return ItemProgress("ahead", begun)


def _list_decision_days(cases: list[Case], rules: StateMachine) -> list[date]:
    return [case.standing.decided for case in cases if is_decided(rules, case) and case.standing.decided]


def _describe_running(begun: date, left: list[int | None]) -> ItemProgress:
    """An item with running cases, ``left`` the days of each: it takes as long as the longest, unknown if one is."""
    known = [days for days in left if days is not None]
    longest = max(1, *known) if len(known) == len(left) else None
    return ItemProgress("running", begun, None, longest, overdue=min(known, default=0) < 0)


def _add_expiry(progress: ItemProgress, cases: list[Case], force: DecisionValidity) -> ItemProgress:
    """With the day the last of its decisions expires, where that is still open or was missed."""
    found = [expiry for case in cases if (expiry := force.expiry(case)) is not None and not expiry.settled]
    if not found:
        return progress
    last = max(found, key=lambda expiry: expiry.last)
    return replace(progress, expires=last.last, begin=last.begin)


def _count_days_left(case: Case, versions: Versions, as_of: date, calendar: Calendar) -> int | None:
    """Working days to the deadline, a clock that stands going on from today; below zero once the deadline is over."""
    item, standing = case.find_item(versions), case.standing
    if item is None:
        return None
    if standing.pauses and standing.pauses[-1].last is None:
        ended = replace(standing.pauses[-1], last=as_of)
        standing = replace(standing, pauses=(*standing.pauses[:-1], ended))
    deadline = compute_case_deadline(standing, item, calendar)
    if deadline is None or deadline.date is None:
        return None
    if deadline.date < as_of:
        return -1
    return calendar.between(as_of, deadline.date)


def find_first_application(progress: Mapping[str, ItemProgress]) -> date | None:
    """The day the first of the items was applied for; None without any."""
    return min((item.begun for item in progress.values() if item.begun is not None), default=None)
