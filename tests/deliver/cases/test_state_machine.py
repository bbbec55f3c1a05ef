"""No sequence of events reaches a decided item with an undecided legal prerequisite, or loses an event."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.examples import look_at

from liantu.deliver.cases.case_record import record_application, record_event
from liantu.deliver.cases.standings import read_cases
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.model.apply import apply_change
from liantu.model.case_states import read_state_machine
from liantu.model.problems import Problems
from liantu.model.rules.case_history import check_case_history

from .graph import FIRST, VERSIONS, district

NAMES = st.sampled_from([f"{item}-{number}" for item in FIRST for number in (1, 2)])
EVENTS = st.sampled_from(sorted(schema.read_codelist("case_event")))
MATERIALS = st.sampled_from(["seal", "licence", "licence;seal", "form"])


class Office(RuleBasedStateMachine):
    """Somebody who tries everything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.now = district(
            works=[{"id": work, "project": "p", "zh": work, "basis": "ours"} for work in ("hall", "tank")]
        )
        self.day = date(2024, 1, 1)
        self.log: list[tuple[str, str]] = []

    @rule(name=NAMES, works=st.sampled_from([None, "hall", "tank"]), portion=st.sampled_from([None, None, "pit"]))
    def open(self, name: str, works: str | None, portion: str | None) -> None:
        item = name.split("-")[0]
        about = {"works": works, "portion": portion}
        given = (VERSIONS, name, "p", item, "filed", "1", self.day.isoformat())
        try:
            self.now = apply_change(self.now, record_application(self.now, *given, about=about))
        except Problems:
            return
        self.log.append((name, "submitted"))

    @rule(name=NAMES, event=EVENTS, days=st.integers(-1, 30), material=MATERIALS)
    def tell(self, name: str, event: str, days: int, material: str) -> None:
        day = self.day + timedelta(days=days)
        fields = {"material": material, "due": (day + timedelta(days=5)).isoformat(), "reason": "x", "document": "x"}
        fields |= {"version": "2", "area": None}
        try:
            change = record_event(self.now, VERSIONS, name, event, day.isoformat(), **fields)
        except Problems:
            return
        self.now = apply_change(self.now, change)
        self.log.append((name, event))
        self.day = max(self.day, day)

    @rule(name=NAMES, way=st.sampled_from(["ordinary", "promise"]))
    def decide(self, name: str, way: str) -> None:
        """The quick way to a decision, so that chains of them are reached."""
        steps = ("accepted", "approved") if way == "ordinary" else ("promised",)
        if name not in self.now["cases"]["id"]:
            self.open(name, None, None)
        for event in steps:
            self.tell(name, event, 0, "seal")

    @invariant()
    def what_is_in_force_rests_on_what_is(self) -> None:
        rules, day = read_state_machine(self.now), self.day
        known = list(read_cases(self.now, day, "p"))
        force = DecisionValidity(self.now, VERSIONS, "p", known)
        there = {(case.item, case.works) for case in known if rules.standing[case.standing.state] == "decided"}
        for case in known:
            item = case.find_item(VERSIONS)
            assert item is not None
            if force.case(case) and case.standing.state != "not_required":
                assert rules.standing[case.standing.state] == "decided"
                for before in (before.item for (before,) in item.legal):
                    assert force.item(before, case.works), (case.id, before)
                    whole = {(before, None), (before, case.works)} & there
                    assert whole or {(before, "hall"), (before, "tank")} <= there, (case.id, before)

    @invariant()
    def no_event_is_lost(self) -> None:
        assert self.now["case_events"].select("case", "event").rows() == self.log
        assert not self.now["case_events"]["id"].is_duplicated().any()
        assert check_case_history(self.now) == []


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=look_at(10), stateful_step_count=25)


def test_the_tables_are_whole() -> None:
    states, ways = load_library()["case_states"], load_library()["case_transitions"]
    assert set(states["state"]) == set(schema.read_codelist("case_state"))
    assert set(ways["event"]) == set(schema.read_codelist("case_event"))
    assert set(ways["state"]) | set(ways["next"]) <= set(states["state"])
    fields = set(schema.read_tables()["case_events"].columns)
    assert {field for wants in ways["wants"].drop_nulls() for field in wants.split(";")} <= fields
    # Every state is reached, and every open one can be left.
    assert set(ways["next"]) == set(states["state"]) - {"new"}
    assert set(states.filter(standing="open")["state"]) <= set(ways["state"])


def test_gaps_never_decide_and_promises_never_withhold() -> None:
    """The two machines share no state between acceptance and decision."""
    ways = load_library()["case_transitions"].select("state", "event", "next").rows()

    def reach(*start: str) -> set[str]:
        found = set(start)
        while more := {after for one, _, after in ways if one in found} - found:
            found |= more
        return found

    gaps, promise = reach("gap_reviewing"), reach("promised")
    assert gaps & promise == {"revoked"}
    assert "approved" not in gaps
