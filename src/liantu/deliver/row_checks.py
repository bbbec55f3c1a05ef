"""What rows of cases and steps may not say, whatever way they came: forms, sheets, commands or a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import polars as pl

from liantu.deliver.cases.credit_records import check_credit
from liantu.deliver.cases.gates import find_closed_gates
from liantu.deliver.cases.graph_answers import adapt_versions
from liantu.deliver.cases.graph_versions import Versions, find_item
from liantu.deliver.cases.preconditions import check_preconditions
from liantu.deliver.cases.standings import Case, read_cases
from liantu.deliver.pipeline import list_project_steps
from liantu.library.approvals import Item, collect_graph_versions
from liantu.model.case_states import parse_day, read_state_machine, replay_events
from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem
from liantu.model.schema import translate_codes
from liantu.model.tables import Row, Tables


def check_change_rows(before: Tables, after: Tables) -> list[Problem]:
    """What a change may not add: events that the item does not allow, steps that run backwards or pass a shut gate."""
    if all(before[name].equals(after[name]) for name in ("events", "case_events")):
        return []
    graphs = collect_graph_versions(after.about.get("approvals") or (), str(after.about.get("region") or ""))
    known = {str(problem) for problem in [*check_case_rows(before, graphs), *check_step_rows(before)]}
    new = [
        problem for problem in [*check_case_rows(after, graphs), *check_step_rows(after)] if str(problem) not in known
    ]
    return [*new, *_check_gates(before, after, graphs)]


def check_case_rows(tables: Tables, versions: Versions) -> list[Problem]:
    """Events that the item, its materials or a credit record speak against, with the line that says so.

    Prerequisites are left out: a decision without them is on record, and locked.
    """
    cases = list(_list_cases_with_events(tables))
    adapted = {name: adapt_versions(versions, tables, name) for name in {case.project for case, _events in cases}}
    begun = dict(tables["cases"].select("id", "version").iter_rows())
    return [
        problem
        for case, events in cases
        for problem in _check_case(tables, adapted[case.project], case, begun[case.id], events)
    ]


def check_step_rows(tables: Tables) -> list[Problem]:
    """Steps of projects after which a project stands further back, without a transition that leads there."""
    ways = set(tables["transitions"].select("from", "to").iter_rows())
    steps = list_project_steps(tables).filter(pl.col("course") == "main")
    found = []
    for project_steps in steps.partition_by("project", maintain_order=True):
        for earlier, later in pairwise(project_steps.rows(named=True)):
            if later["order"] < earlier["order"] and (earlier["stage"], later["stage"]) not in ways and earlier["day"]:
                stage, now = translate_codes("stage", earlier["stage"]), translate_codes("stage", later["stage"])
                slots = {"stage": stage, "day": str(earlier["period"]), "project": later["project"]}
                found.append(Problem("step_backwards", "events", column="stage", value=now, slots=slots))
    return found


def check_milestone_rows(tables: Tables) -> list[Problem]:
    """Deadlines and plans that were over before the first step of their project."""
    first = list_project_steps(tables).drop_nulls("first").group_by("project").agg(pl.col("first").min().alias("begun"))
    rows = add_period_days(tables["milestones"].with_row_index("line")).join(first, on="project", maintain_order="left")
    over = rows.filter(pl.col("last") < pl.col("begun"))
    return [
        Problem(
            "milestone_before_start", "milestones", "milestones.csv", line + 2, "period", period, {"start": str(begun)}
        )
        for line, period, begun in over.select("line", "period", "begun").iter_rows()
    ]


def _check_gates(before: Tables, after: Tables, versions: Versions) -> list[Problem]:
    """New steps of projects whose gate is shut."""
    new = add_period_days(
        after["events"].join(before["events"].select("id"), on="id", how="anti").drop_nulls("project")
    )
    steps = new.select("project", "stage", "day").drop_nulls().iter_rows()
    return [
        problem
        for project, stage, day in steps
        for problem in find_closed_gates(after, versions, project, [stage], day)
    ]


def _list_cases_with_events(tables: Tables) -> Iterator[tuple[Case, Sequence[Row]]]:
    """Each case as it stands now, with its events."""
    events = tables["case_events"].partition_by("case", as_dict=True, maintain_order=True)
    for case in read_cases(tables):
        if (case_events := events.get((case.id,))) is not None:
            yield case, case_events.rows(named=True)


def _check_case(tables: Tables, adapted: Versions, case: Case, begun: str, events: Sequence[Row]) -> Iterator[Problem]:
    """``adapted`` are the versions as the answers of its project have them, ``begun`` is the one it began with."""
    rules = read_state_machine(tables)
    for index, event in enumerate(events):
        standing, _ = replay_events(rules, begun, events[:index])
        item = find_item(adapted, case.graph, standing.version, case.item, "cases")
        day = parse_day(event["day"])
        if isinstance(item, Item) and day is not None:
            yield from _check_event(tables, adapted, case.with_standing(standing), item, event, day)


def _check_event(
    tables: Tables, versions: Versions, case: Case, item: Item, event: Row, day: date
) -> Iterable[Problem]:
    kind = event["event"]
    problems = [
        problem
        for problem in check_preconditions(tables, versions, case, item, event, day, ())
        if problem.code != "prerequisite_undecided"
    ]
    if kind in ("accepted_with_gaps", "promised"):
        problems += check_credit(tables, case.project, day)
    return problems
