"""Which decisions are in force: a decided case that has not expired and whose legal prerequisites are in force, all
the way back.

So a revocation or an expiry locks again what rested on it, and a new decision unlocks it; nobody writes any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from liantu.deliver.cases.beginnings import find_beginnings
from liantu.deliver.cases.case_clock import read_district_calendar
from liantu.deliver.cases.expiry import Expiry, find_expiry
from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.cases.standings import Case, is_decided
from liantu.library.approvals import Graph, Item, Prerequisite
from liantu.model.case_states import read_state_machine
from liantu.model.tables import Tables

#: States in which no decision was needed, so nothing has to come before.
_FREE = ("not_required",)


class DecisionValidity:
    """The decisions of one project; ``works`` are the ids of its works. Nothing expires, and no lag runs, without a
    ``day``."""

    def __init__(
        self, tables: Tables, versions: Versions, project: str, cases: Iterable[Case], day: date | None = None
    ) -> None:
        self._rules = read_state_machine(tables)
        self._tables = tables
        self._versions = versions
        self._project = project
        # The last day that can be written stands for all events whenever they were: no day to judge by.
        self._day = None if day == date.max else day
        self._cases: dict[str, list[Case]] = {}
        for case in cases:
            self._cases.setdefault(case.item, []).append(case)
        works = tables["works"].select("id", "project").iter_rows()
        self._works = [work for work, owner in works if owner == project]
        self._known: dict[tuple[str, str | None], bool] = {}
        self._begun: dict[tuple[str, str], Mapping[str, date]] = {}

    def case(self, case: Case) -> bool:
        """Whether the decision in a case is in force."""
        if not is_decided(self._rules, case) or self.has_expired(case):
            return False
        item = case.find_item(self._versions)
        return case.standing.state in _FREE or item is None or not self.missing(case, item)

    def expiry(self, case: Case) -> Expiry | None:
        """Until when the decision in a case is held; None where there is none, or it has no term."""
        item = case.find_item(self._versions)
        if item is None or item.validity is None or case.standing.decided is None:
            return None
        key = (case.graph, case.standing.version)
        if key not in self._begun:
            cases = [known for known_cases in self._cases.values() for known in known_cases]
            self._begun[key] = find_beginnings(self._tables, self._versions[key], self._project, cases)
        return find_expiry(case, item.validity, self._begun[key])

    def has_expired(self, case: Case) -> bool:
        """Whether the decision in a case is no longer held."""
        if self._day is None:
            return False
        expiry = self.expiry(case)
        return expiry is not None and expiry.has_expired(self._day)

    def missing(self, case: Case, item: Item) -> list[str]:
        """What bars the decision in a case: legal prerequisites not in force, and items that keep its gates shut."""
        graph = self._versions[case.graph, case.standing.version]
        found: list[str] = []
        for group in item.choices:
            gated = any(graph.items[before.item].gate for before in group)
            if (group[0].kind == "legal" or gated) and not self._find_met(graph, group, case.works):
                found += self._list_open(graph, group, case.works)
        return list(dict.fromkeys(found))

    def waiting(self, case: Case, item: Item) -> dict[str, date]:
        """Of what bars the decision in a case, what is in force but whose lag still runs, with the day it is over."""
        found = {}
        for group in item.legal:
            for before in group:
                ready = self._find_ready_day(before, case.works)
                if before.lag and ready is not None and self._day is not None and ready > self._day:
                    found[before.item] = ready
        return found

    def list_lock_reasons(self, case: Case, item: Item) -> list[tuple[str, str]]:
        """Why a case is locked: each item with ``expired``, ``revoked`` or ``undecided``; its own first."""
        expired = [(case.item, "expired")] if self.has_expired(case) else []
        return [*expired, *((name, self._find_reason(name, case.works)) for name in self.missing(case, item))]

    def rests_on_lapsed(self, case: Case, item: Item) -> bool:
        """Whether a legal prerequisite of a case, however far back, was revoked or expired and is not decided anew."""
        graph = self._versions[case.graph, case.standing.version]
        for group in item.legal:
            if self._find_met(graph, group, case.works):
                continue
            for before in (prior for name in group for prior in self._within(name.item, case.works)):
                decided = is_decided(self._rules, before)
                prior_item = before.find_item(self._versions)
                if before.standing.state == "revoked" or self.has_expired(before):
                    return True
                if decided and prior_item and self.rests_on_lapsed(before, prior_item):
                    return True
        return False

    def shut(self, graph: Graph, gate: str, works: str | None = None) -> list[str]:
        """The items that keep a gate shut; of a permit given in portions the first opens it, of alternatives any."""
        found: list[str] = []
        for group in graph.items[gate].choices:
            if not self._find_met(graph, group, works, portions=True):
                found += self._list_open(graph, group, works)
        return found

    def item(self, item: str, works: str | None = None) -> bool:
        """Whether an item is decided for some works, or for the whole project: then for each of its works."""
        key = (item, works)
        if key not in self._known:
            self._known[key] = False  # a circle of prerequisites decides nothing
            self._known[key] = self._whole(item, works) or (
                works is None and bool(self._works) and all(self._whole(item, work) for work in self._works)
            )
        return self._known[key]

    def begun(self, item: str, works: str | None = None) -> bool:
        """Whether any portion of an item is decided: enough to start on that portion."""
        return any(self.case(case) for case in self._within(item, works))

    def _find_met(self, graph: Graph, group: Iterable[Prerequisite], works: str | None, portions: bool = False) -> bool:
        """Whether any of the alternatives is there; ``portions``: the first portion of a permit will do."""
        return any(self._is_met(graph, before, works, portions) for before in group)

    def _is_met(self, graph: Graph, before: Prerequisite, works: str | None, portions: bool) -> bool:
        item = graph.items[before.item]
        if item.gate:
            return not self.shut(graph, before.item, works)
        ready = self._find_ready_day(before, works)
        if before.lag and ready is not None and self._day is not None and ready > self._day:
            return False
        if before.link == "start":
            return bool(self._list_applications(before.item, works)) or self.item(before.item, works)
        return self.item(before.item, works) or (portions and item.portions and self.begun(before.item, works))

    def _find_ready_day(self, before: Prerequisite, works: str | None) -> date | None:
        """The day from which on a prerequisite with a lag is there; None where it has not begun, or is not in force."""
        days = self._list_applications(before.item, works)
        if before.link == "finish":
            decided = (case.standing.decided for case in self._within(before.item, works) if self.case(case))
            days = [day for day in decided if day]
        if not before.lag or not days:
            return None
        calendar = read_district_calendar(self._tables)
        first = min(days)
        if before.unit == "day":
            return calendar.roll(first + timedelta(before.lag))
        return calendar.add(first, before.lag)

    def _list_open(self, graph: Graph, group: Iterable[Prerequisite], works: str | None) -> list[str]:
        """What of alternatives none of which is there keeps things from going on."""
        found: list[str] = []
        for before in group:
            found += self.shut(graph, before.item, works) if graph.items[before.item].gate else [before.item]
        return found

    def _find_reason(self, name: str, works: str | None) -> str:
        cases = self._within(name, works)
        if any(self.has_expired(case) for case in cases):
            return "expired"
        return "revoked" if any(case.standing.state == "revoked" for case in cases) else "undecided"

    def _list_applications(self, item: str, works: str | None) -> list[date]:
        """The days on which an item was applied for; a pre-review is no application."""
        return [case.submitted for case in self._within(item, works) if case.submitted and not case.preview]

    def _whole(self, item: str, works: str | None) -> bool:
        return any(self.case(case) for case in self._within(item, works) if case.portion is None or case.last_portion)

    def _within(self, item: str, works: str | None) -> list[Case]:
        return [case for case in self._cases.get(item, []) if case.works is None or case.works == works]
