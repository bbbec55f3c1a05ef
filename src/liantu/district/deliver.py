"""What a district is asked about projects and approvals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.district.seen import Seen
from liantu.model import periods
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.deliver.clock import Deadline
    from liantu.deliver.items import Versions
    from liantu.library.calendar import Calendar


class Deliver(Seen):
    """Pipeline, money, lists, cases."""

    def projects(self) -> pl.DataFrame:
        """Every project: where it stands since when, who answers for it, on which lists it is."""
        from liantu.deliver.pipeline import board

        return self._once(("projects",), lambda: board(self.tables, self.as_of))

    def board(self, by: str = "stage") -> pl.DataFrame:
        """How many projects stand where, by stage, place, office, tier or sector."""
        from liantu.deliver.pipeline import grouped

        return grouped(self.projects(), by)

    def project_history(self, project: str | None = None) -> pl.DataFrame:
        """Every step of a project, or of all, with its evidence."""
        from liantu.deliver.pipeline import history

        return history(self.tables, project)

    def gantt(self, project: str | None = None) -> pl.DataFrame:
        """Plan, actual and deadline of every stage."""
        from liantu.deliver.gantt import gantt

        return gantt(self.tables, project)

    def late(self) -> pl.DataFrame:
        """Projects past a deadline, a plan, or the days a policy allows in one stage."""
        from liantu.deliver.lateness import lateness
        from liantu.library.policy import policy

        stay = policy("deliver/stage_days")
        return lateness(self.tables, self.as_of, stay.at(self.as_of), stay.status, self._policy("deliver/warning_days"))

    def passage(self) -> pl.DataFrame:
        """Conversion and elapsed time from stage to stage."""
        from liantu.deliver.passage import passage

        return passage(self.tables, self.as_of)

    def money(self) -> pl.DataFrame:
        """Money of projects by kind; no two kinds are added."""
        from liantu.deliver.money import by_kind, moneys

        return by_kind(moneys(self.tables))

    def follow_ups(self, project: str | None = None) -> pl.DataFrame:
        """The follow-up log (跟进台账)."""
        from liantu.deliver.lists import follow_ups

        return follow_ups(self.tables, project)

    def weekly(self, period: str | None = None) -> pl.DataFrame:
        """The weekly list of a period; the seven days up to the date unless given."""
        from liantu.deliver.lists import weekly

        first, last = _days(period) if period else (self.as_of - timedelta(days=6), self.as_of)
        return weekly(self.tables, first, last)

    def quarterly(self, period: str | None = None, by: str = "place") -> pl.DataFrame:
        """The table of a quarter, by place, office or sector; the quarter of the date unless given."""
        from liantu.deliver.lists import quarterly

        first, last = _days(period or f"{self.as_of.year}-Q{(self.as_of.month + 2) // 3}")
        return quarterly(self.tables, first, last, by)

    def claims(self) -> pl.DataFrame:
        """What documents say of projects in numbers, beside what is itemised."""
        from liantu.deliver.claims import claims

        return claims(self.tables)

    def step(self, project: str, stage: str, period: str, **given: Any) -> Change:
        """The Change that records a step of a project: evidence, reason, source. Raises Problems when it is refused."""
        from liantu.deliver.steps import step

        return step(self.tables, project, stage, period, **given)

    def cases(self, versions: Mapping[tuple[str, str], Any] | None = None, **given: Any) -> pl.DataFrame:
        """Every case: state, who holds it, what is missing and due. ``versions`` are the items by graph and version."""
        from liantu.deliver.cases.overview import overview

        return overview(self.tables, versions or {}, self.as_of, **given)

    def running(self) -> pl.DataFrame:
        """Every case with the office's own deadline and the days taken, by the district's calendar."""
        return self._once(
            ("running",),
            lambda: self.cases(self.versions(), deadline=self._limit, elapsed=self._elapsed),
        )

    def versions(self) -> Versions:
        """The items of every graph at hand, by graph and version."""
        from liantu.deliver.of_graph import items_of
        from liantu.library.approvals import graph, names

        graphs = [graph(name) for name in names()]
        return {(one.id, one.version): items_of(one) for one in graphs}

    def calendar(self) -> Calendar:
        """The working days, with the district's own lines over those that are shipped."""
        from liantu.library.calendar import calendar, days_of

        own = self.tables["calendar_days"]
        return calendar().over(days_of(own.iter_rows(named=True))) if own.height else calendar()

    def limit_of(self, case: str) -> Deadline | None:
        """The deadline of a case with all it was counted from; None where it has none."""
        from liantu.deliver.cases.reading import cases

        found = next((one for one in cases(self.tables, self.as_of) if one.id == case), None)
        item = found.of(self.versions()) if found else None
        if found is None or item is None or item.days is None or found.standing.accepted is None:
            return None
        pauses = [(pause.first, pause.last) for pause in found.standing.pauses]
        return self._limit(found.standing.accepted, item.days, item.unit, pauses)

    def at_offices(self) -> pl.DataFrame:
        """Open cases by responsible office: with whom they lie, how many are late or near their limit."""
        from liantu.deliver.cases.statistics import by_office

        return by_office(self.running(), self.as_of, self._policy("deliver/warning_days"))

    def item_days(self) -> pl.DataFrame:
        """How long each item takes, against what is promised."""
        from liantu.deliver.cases.statistics import by_item

        return by_item(self.running())

    def case_duties(self) -> pl.DataFrame:
        """What cases have due soon, or over: gaps, inspections, rectifications, opinions."""
        from liantu.deliver.cases.duties import duties

        return duties(self.running(), self.as_of, self._policy("deliver/warning_days"))

    def record_event(self, case: str, event: str, day: str, **fields: str | None) -> Change:
        """The Change that records an event of a case. Raises Problems when it is refused."""
        from liantu.deliver.cases.record import record

        return record(self.tables, self.versions(), case, event, day, **fields)

    def allowed_steps(self, project: str) -> pl.DataFrame:
        """The steps a project may take now, and what each wants."""
        from liantu.deliver.steps import allowed

        return allowed(self.tables, project)

    def money_of(self, project: str) -> pl.DataFrame:
        """The amounts given for a project, its kinds side by side."""
        from liantu.deliver.money import moneys

        return moneys(self.tables).filter(pl.col("project") == project)

    def _limit(self, start: date, days: int, unit: str, pauses: Sequence[tuple[date, date | None]]) -> Deadline:
        from liantu.deliver.clock import Pause, deadline

        return deadline(start, days, unit, self.calendar(), [Pause(first, last) for first, last in pauses])

    def _elapsed(self, start: date, end: date, unit: str, pauses: Sequence[tuple[date, date | None]]) -> float:
        days = self.calendar()

        def between(first: date, last: date) -> int:
            return days.between(first, last) if unit == "workday" else (last - first).days

        stood = sum(between(first - timedelta(days=1), min(last or end, end)) for first, last in pauses)
        return float(between(start, end) - stood)

    def case_history(self, case: str) -> pl.DataFrame:
        """Every event of a case, in order."""
        return self.tables["case_events"].filter(pl.col("case") == case)


def _days(text: str) -> tuple[date, date]:
    """First and last day of a period."""
    period = periods.read(text)
    if period is None or period.first is None or period.last is None:
        raise Problems([Problem("impossible_period", value=text)])
    return period.first, period.last
