"""An application, and every event after it, as a Change; refused with everything that is wrong."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.deliver.cases.credit_records import build_credit_rows, check_credit
from liantu.deliver.cases.graph_answers import adapt_versions, check_item_applies
from liantu.deliver.cases.graph_versions import Versions, find_item
from liantu.deliver.cases.preconditions import check_preconditions
from liantu.deliver.cases.standings import Case, read_cases
from liantu.library.approvals import Item
from liantu.model.case_states import advance_standing, read_state_machine
from liantu.model.change import Change, ChangeRow
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

_NEW = ("submitted", "not_required", "covered")


def record_application(
    tables: Tables,
    versions: Versions,
    case: str,
    project: str,
    item: str,
    graph: str,
    version: str,
    day: str,
    event: str = "submitted",
    about: dict[str, str | None] | None = None,
    **fields: str | None,
) -> Change:
    """A new case with its first event: submitted, not required (with the rule), or covered by an area assessment.

    ``about`` are works, portion, last_portion, preview and office of the case; ``fields`` belong to the event.
    Raises Problems when the project or the item is not there, the case is, or the event is refused.
    """
    problems = []
    if project not in tables["projects"]["id"]:
        close = suggest_nearest(project, tables["projects"]["id"].to_list())
        slots = {"wanted": "projects", "nearest": close}
        problems.append(Problem("dangling", "cases", column="project", value=project, slots=slots))
    if case in tables["cases"]["id"]:
        problems.append(Problem("row_exists", "cases", value=case))
    known = find_item(versions, graph, version, item, "cases")
    if isinstance(known, Problem):
        problems.append(known)
    elif event == "submitted" and (needless := check_item_applies(tables, versions[graph, version], project, known)):
        problems.append(needless)
    if isinstance(known, Item) and (about or {}).get("portion") and not known.portions:
        problems.append(Problem("no_portions", "cases", column="portion", value=item))
    if problems:
        raise Problems(problems)
    values = {"project": project, "item": item, "graph": graph, "version": version, "basis": "ours", **(about or {})}
    opened = Change((ChangeRow("cases", case, "insert", values),))
    frame = pl.concat([tables["cases"], pl.DataFrame([{"id": case, **values}])], how="diagonal")
    return opened + record_event(tables.replace(cases=frame), versions, case, event, day, **fields)


def record_event(tables: Tables, versions: Versions, case: str, event: str, day: str, **fields: str | None) -> Change:
    """The Change that records an event of a case.

    ``fields`` are material, due, version, area, document, reason, office and provenance. Raises Problems: an
    event that the state does not allow or that is out of order, a field it needs missing, a legal prerequisite
    undecided, a main material missing, gaps or a promise where none is allowed, an applicant with a credit record.
    """
    found = _find(tables, case)
    versions = adapt_versions(versions, tables, found.project)
    row: dict[str, str | None] = {"case": case, "day": day, "event": event, "basis": "ours", **fields}
    after = advance_standing(read_state_machine(tables), found.standing, row)
    if isinstance(after, Problem):
        raise Problems([after])
    item = find_item(versions, found.graph, found.standing.version, found.item, "cases")
    if isinstance(item, Problem):
        raise Problems([item])
    event_day = after.since or date.max
    earlier = read_cases(tables, event_day, found.project)
    problems = check_preconditions(tables, versions, found, item, row, event_day, earlier)
    if event in ("accepted_with_gaps", "promised"):
        problems += check_credit(tables, found.project, event_day)
    if problems:
        raise Problems(problems)
    count = tables["case_events"].filter(pl.col("case") == case).height
    rows = [ChangeRow("case_events", f"{case}-{count + 1:02d}", "insert", row)]
    if event == "credit_recorded":
        rows += build_credit_rows(tables, found, day)
    return Change(tuple(rows), reason=fields.get("reason") or "", source=fields.get("source") or "")


def _find(tables: Tables, case: str) -> Case:
    project = tables["cases"].filter(pl.col("id") == case)["project"]
    if project.is_empty():
        raise Problems([Problem("no_such_row", "cases", value=case)])
    return next(found for found in read_cases(tables, project=project[0]) if found.id == case)
