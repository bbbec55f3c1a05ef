"""What an event needs beyond the state of its case: the item must allow it, and what comes before must be decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from liantu.deliver.cases.area_assessments import check_coverage
from liantu.deliver.cases.expiry import Expiry
from liantu.deliver.cases.graph_versions import Versions, find_item
from liantu.deliver.cases.standings import Case
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.approvals import Item
from liantu.model.case_states import StateMachine, list_materials
from liantu.model.problems import Problem
from liantu.model.tables import Row, Tables

#: Events after which the case is decided; each needs the legal prerequisites in force.
DECIDING = ("approved", "promised", "turned_formal", "covered")
#: Events that only a formal case has, and those that only a preview has.
_OF_FORCE = ("approved", "promised", "accepted_with_gaps", "covered")
_OF_PREVIEW = ("opinion_given", "turned_formal")
#: What is said where the graph does not say yes: no, or that nobody has found out (待核).
_PROMISE = {"no": "promise_not_allowed", "unknown": "promise_unknown"}
_GAPS = {"no": "gaps_not_allowed", "unknown": "gaps_unknown"}
_MATERIAL = {"main": "main_material_missing", "unknown": "material_unknown"}


def check_preconditions(
    tables: Tables, versions: Versions, case: Case, item: Item, event: Row, day: date, others: Iterable[Case]
) -> list[Problem]:
    """Everything that the item, its materials and its prerequisites have against an event on a day.

    ``others`` are the cases of the project as they stood on that day.
    """
    kind = event["event"] or ""
    problems = []
    if kind in DECIDING:
        problems += _check_prerequisites(DecisionValidity(tables, versions, case.project, others, day), case, item, day)
    problems += _check_preview(case, kind)
    problems += _check_limits(case, kind, day)
    if kind == "promised" and item.promise.possible != "yes":
        problems.append(_problem(_PROMISE[item.promise.possible], "event", item.id))
    if kind == "accepted_with_gaps":
        problems += _check_missing_materials(item, event)
    if kind == "validity_extended":
        force = DecisionValidity(tables, versions, case.project, others, day)
        problems += _check_extension(force.expiry(case), case, item, day)
    if kind == "covered":
        problems += check_coverage(tables, case, event["area"] or "", day)
    if kind == "moved":
        problems += _check_new_version(versions, case, event["version"] or "")
    return problems


def list_offered_events(rules: StateMachine, case: Case, item: Item | None) -> list[str]:
    """The events that the state of a case allows, without those its item can never have: a promise, gaps or an
    extension that the graph does not allow, what only a formal case or only a preview has."""
    events = rules.allowed(case.standing.state)
    barred = set(_OF_FORCE if case.preview else _OF_PREVIEW)
    if item is not None:
        barred |= {"promised"} if item.promise.possible != "yes" else set()
        barred |= {"accepted_with_gaps"} if item.gaps.possible != "yes" else set()
    validity = item.validity if item else None
    if validity is None or not (validity.binding and validity.extensions):
        barred |= {"validity_extended"}
    return [event for event in events if event not in barred]


def _check_prerequisites(force: DecisionValidity, case: Case, item: Item, day: date) -> list[Problem]:
    """What comes before must be decided, its time must be over, and the item's own day must have come."""
    lacking, waiting = force.missing(case, item), force.waiting(case, item)
    undecided = [name for name in lacking if name not in waiting]
    problems = [
        _problem("lag_running", "day", item.id, item=name, day=waiting[name].isoformat())
        for name in lacking
        if name in waiting
    ]
    if undecided:
        problems.append(_problem("prerequisite_undecided", "event", item.id, items=", ".join(undecided)))
    if item.not_before is not None and day < item.not_before:
        problems.append(_problem("before_first_day", "day", item.id, day=item.not_before.isoformat()))
    return problems


def _check_extension(expiry: Expiry | None, case: Case, item: Item, day: date) -> list[Problem]:
    """A decision is extended while it is held, as often as the graph allows."""
    if expiry is None or item.validity is None or not item.validity.extensions:
        return [_problem("validity_not_extendable", "event", item.id)]
    last = expiry.last.isoformat()
    if expiry.has_expired(day):
        return [_problem("validity_expired", "day", case.id, last=last)]
    if not expiry.extensions_left:
        return [_problem("no_extension_left", "event", case.id, times=str(item.validity.extensions), last=last)]
    return []


def _check_preview(case: Case, kind: str) -> list[Problem]:
    """A preview ends in an opinion, which has no legal force."""
    if case.preview and kind in _OF_FORCE:
        return [_problem("no_legal_force", "event", case.id)]
    if not case.preview and kind in _OF_PREVIEW:
        return [_problem("not_a_preview", "event", case.id)]
    return []


def _check_limits(case: Case, kind: str, day: date) -> list[Problem]:
    """An opinion turns formal until its last day; a limit is extended once."""
    due = case.standing.due
    if kind == "turned_formal" and due is not None and day > due:
        return [_problem("opinion_expired", "day", case.id, due=due.isoformat())]
    if kind == "extended" and case.standing.extended:
        return [_problem("extended_twice", "event", case.id)]
    return []


def _check_missing_materials(item: Item, event: Row) -> list[Problem]:
    """Only secondary materials may be missing, and only where the item allows it."""
    if item.gaps.possible != "yes":
        return [_problem(_GAPS[item.gaps.possible], "event", item.id)]
    known = {material.id: material for material in item.materials}
    choices = ", ".join(name for name, material in known.items() if material.part == "secondary") or "—"
    problems = []
    for name in list_materials(event):
        if name not in known:
            problems.append(_problem("no_such_material", "material", name, item=item.id, choices=choices))
        elif known[name].part != "secondary":
            problems.append(_problem(_MATERIAL[known[name].part], "material", name))
    return problems


def _check_new_version(versions: Versions, case: Case, version: str) -> list[Problem]:
    found = find_item(versions, case.graph, version, case.item, "case_events", "version")
    return [found] if isinstance(found, Problem) else []


def _problem(code: str, column: str, value: str, **slots: str) -> Problem:
    return Problem(code, "case_events", column=column, value=value, slots=slots)
