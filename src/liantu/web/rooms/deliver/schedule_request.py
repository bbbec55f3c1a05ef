"""What is asked of a schedule in the address, and what the district answers to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liantu.model.problems import Problem, Problems
from liantu.model.written_periods import read_written_period
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, saved_schedule, schedule_what_if
from liantu.web.rooms.deliver.graph_view import GraphRequest

if TYPE_CHECKING:
    from liantu.district.approval_chance import ApprovalChance
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.district.project_schedules import ProjectSchedules


@dataclass(frozen=True)
class ScheduleRequest:
    """A graph under answers, the lines of a what-if, the days; the plan, the schedules of the project, the chance."""

    found: GraphRequest
    lines: list[str]
    start: date | None
    by: date | None
    plan: ApprovalPlan
    schedules: ProjectSchedules
    #: None without both days.
    chance: ApprovalChance | None


def read_schedule_request(view: RequestView) -> ScheduleRequest:
    """What the address asks for. Raises Problems for answers, lines and days that are none."""
    deliver = view.district.deliver
    found = graph_view.read_graph_request(view)
    lines = schedule_what_if.read_schedule_lines(view)
    start, by = read_day(view, "start"), read_day(view, "by")
    plan = deliver.approval_plan(found.graph, found.answers, lines, start)
    chance = deliver.approval_chance(plan, start, by) if start and by else None
    schedules = deliver.project_schedules(plan, found.project, saved_schedule.chosen_baseline(view))
    return ScheduleRequest(found, lines, start, by, plan, schedules, chance)


def read_day(view: RequestView, name: str) -> date | None:
    """A day of the address; None where it is left out. Raises Problems for what is no day."""
    text = (view.request.query_params.get(name) or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(read_written_period(text) or text)
    except ValueError:
        raise Problems([Problem("impossible_period", value=text)]) from None
