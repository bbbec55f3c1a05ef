"""From event to event: which days may follow which, and since when a case is accepted and decided; by hand."""

from __future__ import annotations

from datetime import date

import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.case_states import Standing, read_state_machine, replay_events
from liantu.model.tables import Tables

RULES = read_state_machine(Tables({}, {name: load_library()[name] for name in ("case_states", "case_transitions")}))


def after(*events: str, **fields: str) -> tuple[Standing, list[str]]:
    """The standing after events written as ``event day``, and the codes of those refused; fields go with the last."""
    rows = [dict(zip(("event", "day"), event.split(), strict=True)) for event in events]
    rows[-1] |= fields
    standing, refused = replay_events(RULES, "1", rows)
    return standing, [problem.code for _, problem in refused]


def test_two_events_may_be_of_one_day_but_not_the_later_of_a_day_before() -> None:
    assert after("submitted 2024-03-01", "accepted 2024-03-01")[1] == []
    assert after("submitted 2024-03-01", "accepted 2024-02-29")[1] == ["event_out_of_order"]


@pytest.mark.parametrize(("due", "codes"), [("2024-03-05", []), ("2024-03-04", ["due_before_start"])])
def test_what_is_due_may_be_due_at_once(due: str, codes: list[str]) -> None:
    assert after("submitted 2024-03-01", "promised 2024-03-05", due=due)[1] == codes


@pytest.mark.parametrize(("day", "codes"), [("2024-03-11", ["not_yet_due"]), ("2024-03-12", [])])
def test_gaps_end_a_case_the_day_after_they_were_due(day: str, codes: list[str]) -> None:
    with_gaps = {"event": "accepted_with_gaps", "day": "2024-03-04", "material": "seal", "due": "2024-03-11"}
    end = {"event": "terminated", "day": day, "reason": "逾期"}
    _, refused = replay_events(RULES, "1", [{"event": "submitted", "day": "2024-03-01"}, with_gaps, end])
    assert [problem.code for _, problem in refused] == codes


def test_the_clock_runs_from_the_first_acceptance_on() -> None:
    events = ("submitted 2024-03-01", "accepted 2024-03-02", "notice_started 2024-03-05", "notice_ended 2024-03-15")
    standing, refused = after(*events)
    assert (refused, standing.accepted, standing.since) == ([], date(2024, 3, 2), date(2024, 3, 15))
    (pause,) = standing.pauses
    assert (pause.first, pause.last) == (date(2024, 3, 5), date(2024, 3, 15))


def test_a_promise_that_was_inspected_is_decided_since_it_was_given() -> None:
    submitted, promised = {"event": "submitted", "day": "2024-03-01"}, {"event": "promised", "day": "2024-03-02"}
    rows = [submitted, {**promised, "due": "2024-06-01"}, {"event": "inspected", "day": "2024-05-20"}]
    standing, refused = replay_events(RULES, "1", rows)
    assert (refused, standing.decided, standing.since) == ([], date(2024, 3, 2), date(2024, 5, 20))
