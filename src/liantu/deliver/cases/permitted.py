"""What an event needs beyond the state of its case: the item must allow it, and what comes before must be decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from liantu.deliver.cases.assessments import not_covered
from liantu.deliver.cases.force import Force
from liantu.deliver.cases.reading import Case
from liantu.deliver.items import Item, Versions
from liantu.model.case_states import Row, materials
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Events after which the case is decided; each needs the legal prerequisites in force.
DECIDING = ("approved", "promised", "turned_formal", "covered")


def not_permitted(
    tables: Tables, versions: Versions, case: Case, item: Item, event: Row, day: date, others: Iterable[Case]
) -> list[Problem]:
    """Everything that the item, its materials and its prerequisites have against an event on a day.

    ``others`` are the cases of the project as they stood on that day.
    """
    kind = event["event"]
    problems = []
    if kind in DECIDING:
        lacking = Force(tables, versions, case.project, others).missing(case, item)
        if lacking:
            problems.append(_problem("prerequisite_undecided", "event", item.id, items=", ".join(lacking)))
    if case.preview and kind in ("approved", "promised", "accepted_with_gaps", "covered"):
        problems.append(_problem("no_legal_force", "event", case.id))
    if not case.preview and kind in ("opinion_given", "turned_formal"):
        problems.append(_problem("not_a_preview", "event", case.id))
    if kind == "turned_formal" and case.standing.due is not None and day > case.standing.due:
        problems.append(_problem("opinion_expired", "day", case.id, due=case.standing.due.isoformat()))
    if kind == "promised" and not item.promise:
        problems.append(_problem("promise_not_allowed", "event", item.id))
    if kind == "accepted_with_gaps":
        problems += _gaps(item, event)
    if kind == "covered":
        problems += not_covered(tables, case, event["area"] or "", day)
    if kind == "moved":
        problems += _moved(versions, case, event["version"] or "")
    return problems


def _gaps(item: Item, event: Row) -> list[Problem]:
    """Only secondary materials may be missing, and only where the item allows it."""
    if not item.gaps:
        return [_problem("gaps_not_allowed", "event", item.id)]
    known = {material.id: material for material in item.materials}
    choices = ", ".join(name for name, material in known.items() if not material.main) or "—"
    problems = []
    for name in materials(event):
        if name not in known:
            problems.append(_problem("no_such_material", "material", name, item=item.id, choices=choices))
        elif known[name].main:
            problems.append(_problem("main_material_missing", "material", name))
    return problems


def _moved(versions: Versions, case: Case, version: str) -> list[Problem]:
    items = versions.get((case.graph, version))
    if items is None:
        known = ", ".join(number for graph, number in versions if graph == case.graph) or "—"
        return [_problem("no_such_version", "version", version, graph=case.graph, choices=known)]
    if case.item not in items:
        slots = {"graph": case.graph, "version": version, "choices": ", ".join(items)}
        return [_problem("no_such_item", "version", case.item, **slots)]
    return []


def _problem(code: str, column: str, value: str, **slots: str) -> Problem:
    return Problem(code, "case_events", column=column, value=value, slots=slots)
