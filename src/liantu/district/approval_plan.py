"""The approvals of a project in time: planned as they stand, under a what-if, one after the other, on the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.deliver.held_decisions import HeldDecision
    from liantu.deliver.remaining_schedule import RemainingSchedule
    from liantu.deliver.schedule import Schedule
    from liantu.deliver.schedule_dates import DatedSchedule
    from liantu.library.approvals import Graph
    from liantu.library.calendar import Calendar


@dataclass(frozen=True)
class ApprovalPlan:
    """``plan`` is the schedule of ``graph``; ``before`` the one without the what-if, ``moves`` what differs (None
    without a what-if), ``serial`` one item after the other, ``dated`` on the calendar (None without a start).
    ``applicability``: which items apply, by which rule. ``notes``: what the change weakened. ``terms``: with a start,
    the decisions that expire unless something begins by then."""

    graph: Graph
    plan: Schedule
    before: Schedule
    serial: Schedule
    applicability: pl.DataFrame
    moves: pl.DataFrame | None
    dated: DatedSchedule | None
    notes: tuple[Problem, ...]
    terms: tuple[HeldDecision, ...] = ()

    @property
    def saved(self) -> int:
        """Working days that the what-if saves in the whole."""
        return self.before.days - self.plan.days


def plan_approvals(
    graph: Graph,
    answers: Mapping[str, str],
    change: Mapping[str, Any] | None,
    start: date | None,
    days: Calendar,
    *,
    serial: bool = False,
    change_file: str = "",
) -> ApprovalPlan:
    """The plan of what applies of a graph under answers, and under a change of the graph. Raises Problems.

    With ``serial`` the plan itself has one item after the other. ``change_file``: where the change stands.
    """
    from liantu.deliver.applicability import select_applicable
    from liantu.deliver.held_decisions import list_held_decisions
    from liantu.deliver.schedule import build_schedule
    from liantu.deliver.schedule_dates import date_schedule
    from liantu.deliver.schedule_what_if import apply_what_if, compare_schedules

    applied = select_applicable(graph, answers)
    before = plan = build_schedule(applied.graph, serial, start, days)
    notes: list[Problem] = []
    if change is not None:
        changed, notes = apply_what_if(graph, change, change_file)
        applied = select_applicable(changed, answers)
        plan = build_schedule(applied.graph, serial, start, days)
    dated = date_schedule(plan, start, days) if start else None
    rows = dated.items.select("item", "start_date", "finish_date").iter_rows() if dated else ()
    dates = {item: (begins, done) for item, begins, done in rows}
    return ApprovalPlan(
        applied.graph,
        plan,
        before,
        plan if serial else build_schedule(applied.graph, serial=True, start=start, calendar=days),
        applied.table,
        None if change is None else compare_schedules(before, plan),
        dated,
        tuple(notes),
        tuple(list_held_decisions(applied.graph, dates, {})),
    )


def list_running_dates(plan: ApprovalPlan, remaining: RemainingSchedule | None) -> pl.DataFrame:
    """The running schedule, a row an item: item, start, finish, drives (the end waits for it).

    It is what the cases leave; where nothing has been applied for, the plan on the calendar. Raises Problems where that
    has no start.
    """
    if remaining is not None:
        return remaining.items.select("item", "start", "finish", "drives")
    if plan.dated is None:
        raise Problems([Problem("baseline_without_start")])
    dates = {"start": pl.col("start_date"), "finish": pl.col("finish_date")}
    drives = pl.col("leads") & (pl.col("slack") == 0).fill_null(False)
    return plan.dated.items.select("item", **dates, drives=drives)
