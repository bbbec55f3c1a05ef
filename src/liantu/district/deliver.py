"""What a district is asked about projects and approvals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.district.approval_chance import ApprovalChance, estimate_chance
from liantu.district.approval_plan import ApprovalPlan, list_running_dates, plan_approvals
from liantu.district.case_file import CaseFile
from liantu.district.project_schedules import ProjectSchedules
from liantu.district.view import DistrictView
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.deliver.applicability import ApplicableGraph
    from liantu.deliver.baseline_comparison import BaselineComparison
    from liantu.deliver.remaining_schedule import RemainingSchedule
    from liantu.deliver.yearly_investment import InvestmentSum
    from liantu.library.approvals import Graph, Item
    from liantu.library.calendar import Calendar
    from liantu.model.reporting_periods import Span

#: The nature of works that are counted apart from new projects.
UPGRADE = "upgrade"


@dataclass(frozen=True)
class DeliverRoom:
    """Pipeline, money, lists, cases."""

    view: DistrictView

    def projects(self) -> pl.DataFrame:
        """Every project: where it stands since when, who answers for it, on which lists it is."""
        from liantu.deliver.pipeline import build_board

        return self.view.cache.once_for(
            self.view.tables, ("projects",), lambda: build_board(self.view.tables, self.view.as_of), quotes_remarks=True
        )

    def board(self, by: str = "stage") -> pl.DataFrame:
        """How many projects stand where, by stage, place, office, tier or sector."""
        from liantu.deliver.pipeline import group_board

        return group_board(self.projects(), by)

    def funnel(self, upgrades: bool | None = None) -> pl.DataFrame:
        """How far projects came: of each stage how many reached it, stand there, are late, and the time to it.

        ``upgrades``: of technical upgrades alone, or of all but them.
        """
        from liantu.deliver.stage_funnel import count_stage_funnel

        projects = self.projects()
        if upgrades is not None:
            projects = projects.filter((pl.col("nature") == UPGRADE).fill_null(value=False) == upgrades)
        return count_stage_funnel(self.view.tables, projects, self.lateness(), self.view.as_of)

    def yearly_investment(self, year: int | None = None) -> pl.DataFrame:
        """Since when projects are in the statistics, and their investment of a year against its plan."""
        from liantu.deliver.yearly_investment import list_yearly_investment

        return list_yearly_investment(self.view.tables, year or self.view.as_of.year, self.view.as_of)

    def sum_investment(self, rows: pl.DataFrame) -> InvestmentSum:
        """What rows of ``yearly_investment`` add up to, with how many of them state it."""
        from liantu.deliver.yearly_investment import sum_yearly_investment

        return sum_yearly_investment(rows)

    def project_history(self, project: str | None = None) -> pl.DataFrame:
        """Every step of a project, or of all, with its evidence."""
        from liantu.deliver.pipeline import list_project_steps

        return list_project_steps(self.view.tables, project)

    def recent_events(self, since: date) -> pl.DataFrame:
        """What has happened after a day, up to the date: project, plant, capacity or entity, stage, period, source."""
        from liantu.deliver.recent_events import list_recent_events

        return list_recent_events(self.view.tables, since, self.view.as_of)

    def count_undecided_events(self, since: date) -> int:
        """How many events may have happened before or after a day: their period lies across it."""
        from liantu.deliver.recent_events import count_undecided_events

        return count_undecided_events(self.view.tables, since, self.view.as_of)

    def gantt(self, project: str | None = None) -> pl.DataFrame:
        """Plan, actual and deadline of every stage."""
        from liantu.deliver.gantt import build_gantt_rows

        return build_gantt_rows(self.view.tables, project)

    def lateness(self) -> pl.DataFrame:
        """Projects past a deadline, a plan, or a policy's days in one stage; late by a document's date only."""
        from liantu.deliver.lateness import find_late_projects
        from liantu.library.policy import read_policy

        def find() -> pl.DataFrame:
            """What is late by the rules in force."""
            stay = read_policy("deliver/stage_days")
            warning_days = self.view.policy("deliver/warning_days")
            by_stage = stay.value_on(self.view.as_of)
            return find_late_projects(self.view.tables, self.view.as_of, by_stage, stay.status, warning_days)

        return self.view.cache.once_for(self.view.tables, ("lateness",), find, quotes_remarks=True)

    def conversion(self) -> pl.DataFrame:
        """Conversion and elapsed time from stage to stage."""
        from liantu.deliver.conversion import compute_conversion

        return compute_conversion(self.view.tables, self.view.as_of, self.view.policy("deliver/smallest_share"))

    def money(self) -> pl.DataFrame:
        """Money of projects by kind; no two kinds are added."""
        from liantu.deliver.money import list_amounts, sum_by_kind

        return sum_by_kind(list_amounts(self.view.tables))

    def follow_ups(self, project: str | None = None) -> pl.DataFrame:
        """The follow-up log (跟进台账)."""
        from liantu.deliver.office_lists import list_follow_ups

        return list_follow_ups(self.view.tables, project)

    def weekly(self, period: str | None = None) -> pl.DataFrame:
        """The weekly list of a period; the seven days up to the date unless given."""
        from liantu.deliver.office_lists import build_weekly_list

        return build_weekly_list(self.view.tables, *self.week(period))

    def week(self, period: str | None = None) -> Span:
        """First and last day of a weekly list. Raises Problems for a period without them."""
        from liantu.model.reporting_periods import read_reporting_period

        return read_reporting_period(period) if period else (self.view.as_of - timedelta(days=6), self.view.as_of)

    def quarterly(self, period: str | None = None, by: str = "place") -> pl.DataFrame:
        """The table of a quarter, by place, office or sector; the quarter of the date unless given."""
        from liantu.deliver.office_lists import build_quarterly_table

        return build_quarterly_table(self.view.tables, *self.quarter(period), by)

    def quarter(self, period: str | None = None) -> Span:
        """First and last day of a quarterly table. Raises Problems for a period without them."""
        from liantu.model.reporting_periods import find_quarter, read_reporting_period

        return read_reporting_period(period) if period else find_quarter(self.view.as_of)

    def claims(self) -> pl.DataFrame:
        """What documents say of projects in numbers, beside what is itemised."""
        from liantu.deliver.claims import compare_claims

        return compare_claims(self.view.tables)

    def step(self, project: str, stage: str, period: str, **details: Any) -> Change:
        """The Change that records a step of a project: evidence, reason, source. Raises Problems when it is refused."""
        from liantu.deliver.steps import record_step

        return record_step(self.view.tables, project, stage, period, versions=self.graphs, **details)

    @property
    def graphs(self) -> dict[tuple[str, str], Graph]:
        """Item graphs by id and version: the shipped ones and the district's own, from its description."""
        from liantu.library.approvals import collect_graph_versions

        district_graphs = self.view.tables.about.get("approvals") or ()
        province = str(self.view.tables.about.get("region") or "")
        return self.view.cache.once(("graphs",), lambda: collect_graph_versions(district_graphs, province))

    def cases(
        self, versions: Mapping[tuple[str, str], Graph] | None = None, project: str | None = None
    ) -> pl.DataFrame:
        """Every case, or those of a project: state, who holds it, what is missing, due, its deadline.

        ``collect_graph_versions`` are graphs to use in place of the district's.
        """
        from liantu.deliver.cases.case_overview import build_case_overview

        return build_case_overview(
            self.view.tables, self.graphs if versions is None else versions, self.view.as_of, project
        )

    def open_case(
        self, case: str, project: str, item: str, graph: str, version: str, day: str, **details: Any
    ) -> Change:
        """The Change that opens a case with its first event. Raises Problems when it is refused."""
        from liantu.deliver.cases.case_record import record_application

        return record_application(self.view.tables, self.graphs, case, project, item, graph, version, day, **details)

    def case_file(self, case: str) -> CaseFile:
        """One case, with all that is asked of it alone."""
        return CaseFile(self.view, self.graphs, case)

    def project_answers(self, project: str, graph: Graph) -> dict[str, str]:
        """The kept answers of a project to the questions of a graph."""
        from liantu.deliver.cases.graph_answers import read_answers

        return read_answers(self.view.tables, project, graph)

    def answer(
        self, project: str, graph: Graph, answers: Mapping[str, str], day: str, **provenance: str | None
    ) -> Change:
        """The Change that keeps the answers of a project in place of those kept before. Raises Problems."""
        from liantu.deliver.cases.graph_answers import record_answers

        return record_answers(self.view.tables, graph, project, answers, day, **provenance)

    def newest_graph(self, name: str) -> Graph | None:
        """The version of a graph in force at the date; the first to come where none is yet, None without any."""
        from liantu.deliver.cases.graph_versions import find_newest_graph

        return find_newest_graph(self.graphs, name, self.view.as_of)

    def guide_in_force(self) -> Graph | None:
        """The graph of approvals that came into force last by the date; None where none has."""
        begun = [graph for graph in self.graphs.values() if graph.valid_from <= self.view.as_of.isoformat()]
        return max(begun, key=lambda graph: graph.valid_from, default=None)

    def require_graph(self, name: str, project: str) -> Graph:
        """The version of a graph in force, for a project. Raises Problems where one of the two is not there."""
        if project not in self.view.tables["projects"]["id"]:
            raise Problems([Problem("no_such_row", "projects", value=project)])
        graph = self.newest_graph(name)
        if graph is None:
            choices = ", ".join(dict.fromkeys(key for key, _version in self.graphs))
            raise Problems([Problem("unknown_graph", value=name, slots={"choices": choices})])
        return graph

    def applicable(self, graph: Graph, answers: Mapping[str, str]) -> ApplicableGraph:
        """What of a graph applies under answers. Raises Problems for an answer that is none."""
        from liantu.deliver.applicability import select_applicable

        return select_applicable(graph, answers)

    def approval_plan(
        self,
        graph: Graph,
        answers: Mapping[str, str],
        lines: Sequence[str] = (),
        start: date | None = None,
    ) -> ApprovalPlan:
        """When the approvals of a graph can be done, as they stand and under a what-if in lines: ``C7 days 3``,
        ``A4 promise``, ``B2 drop``, ``C1 after B1``. Raises Problems."""
        from liantu.deliver.schedule_lines import read_schedule_lines

        change = read_schedule_lines(self.applicable(graph, answers).graph, lines) if lines else None
        return plan_approvals(graph, answers, change, start, self.calendar())

    def remaining_plan(self, graph: Graph, project: str) -> RemainingSchedule | None:
        """What is left of a graph for a project at the date, beside the plan from its first application on; None
        where it has applied for nothing of the graph."""
        from liantu.deliver.cases.item_progress import find_first_application, list_item_progress
        from liantu.deliver.remaining_schedule import build_remaining_schedule

        calendar, as_of = self.calendar(), self.view.as_of
        progress = list_item_progress(self.view.tables, self.graphs, graph, project, as_of, calendar)
        start = find_first_application(progress)
        if start is None:
            return None
        return build_remaining_schedule(graph, progress, start, as_of, calendar)

    def open_plan(self, project: str) -> tuple[Graph, RemainingSchedule] | None:
        """The graph of a project's first case as its answers have it, and what is left of it; None without a case, or
        where it has applied for nothing. Computed once."""

        def find() -> tuple[Graph, RemainingSchedule] | None:
            """What is left by the cases and answers of now."""
            cases = self.all_cases().filter(pl.col("project") == project)
            graph = self.newest_graph(cases["graph"][0]) if cases.height else None
            if graph is None:
                return None
            planned = self.approval_plan(graph, self.project_answers(project, graph)).graph
            remaining = self.remaining_plan(planned, project)
            return None if remaining is None else (planned, remaining)

        return self.view.cache.once_for(self.view.tables, ("open_plan", project), find, quotes_remarks=True)

    def baselines(self, project: str) -> pl.DataFrame:
        """The saved schedules of a project, the last saved first: name, graph, version, saved, items."""
        from liantu.deliver.baselines import list_baselines

        return list_baselines(self.view.tables, project)

    def save_baseline(self, plan: ApprovalPlan, project: str, name: str, **provenance: str | None) -> Change:
        """The Change that keeps the schedule of a project as it stands on the date. Raises Problems: a name that is
        taken, nothing applied for and no start."""
        from liantu.deliver.baselines import record_baseline

        running = list_running_dates(plan, self.remaining_plan(plan.graph, project))
        return record_baseline(self.view.tables, plan.graph, project, name, self.view.as_of, running, **provenance)

    def project_schedules(
        self, plan: ApprovalPlan, project: str | None, baseline: str | None = None
    ) -> ProjectSchedules:
        """What the cases of a project leave of a plan, and that beside a saved schedule where one is named; nothing
        without a project. Raises Problems when there is none of that name."""
        if not project:
            return ProjectSchedules()
        remaining = self.remaining_plan(plan.graph, project)
        compared = self._lay_beside_saved(plan, project, baseline, remaining) if baseline else None
        return ProjectSchedules(remaining, compared)

    def baseline_comparison(self, plan: ApprovalPlan, project: str, name: str) -> BaselineComparison:
        """The running schedule of a project beside a saved one. Raises Problems when there is none of that name."""
        return self._lay_beside_saved(plan, project, name, self.remaining_plan(plan.graph, project))

    def _lay_beside_saved(
        self, plan: ApprovalPlan, project: str, name: str, remaining: RemainingSchedule | None
    ) -> BaselineComparison:
        from liantu.deliver.baseline_comparison import compare_with_baseline
        from liantu.deliver.baselines import read_baseline

        saved = read_baseline(self.view.tables, project, plan.graph, name)
        return compare_with_baseline(plan.graph, saved, list_running_dates(plan, remaining), self.calendar())

    def compare_baselines(self, project: str) -> list[tuple[Graph, BaselineComparison]]:
        """The running schedule of a project beside each saved one, with the graph; nothing for what has not begun."""
        found = []
        for name, graph_id in self.baselines(project).select("name", "graph").iter_rows():
            graph = self.newest_graph(graph_id)
            plan = self.approval_plan(graph, self.project_answers(project, graph)) if graph else None
            if plan and self.remaining_plan(plan.graph, project) is not None:
                found.append((plan.graph, self.baseline_comparison(plan, project, name)))
        return found

    def approval_chance(self, plan: ApprovalPlan, start: date, by: date) -> ApprovalChance:
        """The chance that a plan begun on a day is done by another. Raises Problems for a day before the start."""
        return estimate_chance(plan, start, by, self.calendar())

    def record(self, case: str, event: str, day: str, **fields: str | None) -> Change:
        """The Change that records an event of a case. Raises Problems when it is refused."""
        from liantu.deliver.cases.case_record import record_event

        return record_event(self.view.tables, self.graphs, case, event, day, **fields)

    def gate(self, project: str, stage: str) -> pl.DataFrame:
        """The items that open a stage to a project, and which of them are in force."""
        from liantu.deliver.cases.gates import build_gate_rows

        return build_gate_rows(self.view.tables, self.graphs, project, stage, self.view.as_of)

    def findings(self) -> list[Problem]:
        """Cases, answers, steps and milestones that the graphs or the transitions do not allow."""
        from liantu.deliver.baselines import check_baseline_rows
        from liantu.deliver.cases.gates import find_unknown_versions
        from liantu.deliver.cases.graph_answers import find_unknown_answers
        from liantu.deliver.row_checks import check_case_rows, check_milestone_rows, check_step_rows

        found = [
            *find_unknown_versions(self.view.tables, self.graphs),
            *find_unknown_answers(self.view.tables, self.graphs),
        ]
        return [
            *found,
            *check_case_rows(self.view.tables, self.graphs),
            *check_step_rows(self.view.tables),
            *check_milestone_rows(self.view.tables),
            *check_baseline_rows(self.view.tables, self.graphs),
        ]

    def all_cases(self) -> pl.DataFrame:
        """Every case, computed once."""
        return self.view.cache.once_for(self.view.tables, ("running",), self.cases, quotes_remarks=True)

    def find_item(self, graph: str, version: str, item: str) -> Item | None:
        """An item of a version of a graph; None where there is none."""
        found = self.graphs.get((graph, version))
        return found.items.get(item) if found else None

    def calendar(self) -> Calendar:
        """The working days, with the district's own lines over those that are shipped."""
        from liantu.deliver.cases.case_clock import read_district_calendar

        return read_district_calendar(self.view.tables)

    def office_load(self) -> pl.DataFrame:
        """Open cases by responsible office: with whom they lie, how many are late or near their limit."""
        from liantu.deliver.cases.case_statistics import summarise_by_office

        return summarise_by_office(self.all_cases(), self.view.as_of, self.view.policy("deliver/warning_days"))

    def item_days(self) -> pl.DataFrame:
        """How long each item takes, against what is promised."""
        from liantu.deliver.cases.case_statistics import summarise_by_item

        return summarise_by_item(self.all_cases(), self.view.policy("deliver/smallest_share"))

    def case_duties(self) -> pl.DataFrame:
        """What cases have due soon, or over: gaps, inspections, rectifications, opinions."""
        from liantu.deliver.cases.duties import list_duties

        return list_duties(self.all_cases(), self.view.as_of, self.view.policy("deliver/warning_days"))

    def proposed_event(self, case: str) -> str | None:
        """The event to be considered for a case once what it waits for is over; None while nothing is."""
        duties = self.case_duties().filter((pl.col("case") == case) & pl.col("overdue"))
        return None if duties.is_empty() else str(duties["proposed"][0])

    def expiring(self, project: str | None = None) -> pl.DataFrame:
        """The decisions that expire unless something begins by then, of all projects or of one."""
        from liantu.deliver.cases.duties import list_expiring

        rows = self.all_cases()
        return list_expiring(rows if project is None else rows.filter(pl.col("project") == project))

    def allowed_steps(self, project: str) -> pl.DataFrame:
        """The steps a project may take now, and what each wants."""
        from liantu.deliver.steps import list_allowed_steps

        return list_allowed_steps(self.view.tables, project)

    def allowed_moves(self) -> dict[str | None, list[str]]:
        """The stages that may follow each stage, in the order of the stages; of None those a project may begin with."""
        from liantu.deliver.steps import map_allowed_stages

        return map_allowed_stages(self.view.tables)

    def list_stages(self) -> list[str]:
        """The stages of the line and off it, in their order."""
        from liantu.deliver.pipeline import list_stages

        rows = list_stages(self.view.tables).filter(pl.col("course") != "side")
        return rows["stage"].to_list()

    def capacities_of(self, project: str) -> pl.DataFrame:
        """The capacities of a project and of its plant, with their ``status`` at the date and ``year``."""
        from liantu.deliver.project_capacities import list_project_capacities

        return list_project_capacities(self.view.tables, project, self.view.as_of)

    def stage_statuses(self) -> dict[str, str]:
        """What a capacity counts as after each stage that makes it count, or stops it."""
        from liantu.model.capacity_status import map_stages_to_statuses

        return map_stages_to_statuses(self.view.tables)

    def money_of(self, project: str) -> pl.DataFrame:
        """The amounts given for a project, its kinds side by side."""
        from liantu.deliver.money import list_amounts

        return list_amounts(self.view.tables).filter(pl.col("project") == project)

    def allowed_events(self, state: str) -> list[str]:
        """The events that a state of a case allows, whatever is missing."""
        from liantu.model.case_states import read_state_machine

        return read_state_machine(self.view.tables).allowed(state)

    def event_fields(self, state: str, event: str) -> list[str]:
        """The fields that an event must carry in a state of a case."""
        from liantu.model.case_states import read_state_machine

        return read_state_machine(self.view.tables).required_fields(state, event)
