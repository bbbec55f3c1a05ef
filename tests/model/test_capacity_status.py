"""What runs, is being built or is planned at a date follows from events alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.model.capacity_status import find_capacity_statuses

from .small import Row, capacity, tables

END = date(2023, 12, 31)


def event(stage: str, period: str | None, **about: str) -> Row:
    return {"stage": stage, "period": period, "basis": "ours", **(about or {"capacity": "cell"})}


def found(*events: Row, as_of: date = END) -> tuple[str, int | None] | None:
    given = tables(
        capacities=[capacity("cell")],
        projects=[{"id": "base", "plant": "cell"}],
        events=[{"id": str(index), **event} for index, event in enumerate(events)],
    )
    rows = find_capacity_statuses(given, as_of)
    return rows.row(0)[1:] if rows.height else None


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("signed", "planned"),
        ("announced", "planned"),
        ("landed", "planned"),
        ("building", "building"),
        ("operating", "operating"),
        ("stopped", "stopped"),
        ("talks", "none"),
        ("upgraded", None),
        ("applied", None),
    ],
)
def test_each_stage(stage: str, status: str | None) -> None:
    row = found(event(stage, "2023-05"))
    assert (row and row[0]) == status


def test_without_events_nothing_is_known() -> None:
    assert found() is None


def test_the_latest_that_had_happened_decides() -> None:
    history = event("signed", "2023-02"), event("building", "2023-05"), event("operating", "2024-06")
    assert found(*history) == ("building", 2024)
    assert found(*history, as_of=date(2023, 3, 1)) == ("planned", 2024)
    assert found(*history, as_of=date(2024, 6, 30)) == ("operating", 2024)
    assert found(*history, event("stopped", "2025"), as_of=date(2025, 12, 31)) == ("stopped", 2024)
    assert found(*history, as_of=date(2022, 12, 31)) is None


def test_a_later_stage_decides_within_one_period() -> None:
    assert found(event("operating", "2023"), event("signed", "2023")) == ("operating", 2023)
    assert found(event("stopped", "2023"), event("operating", "2023")) == ("stopped", 2023)


def test_an_event_without_a_date_yields_to_any_dated_one() -> None:
    assert found(event("operating", None)) == ("operating", None)
    assert found(event("operating", None), event("building", "2019")) == ("building", None)


def test_the_year_is_the_first_of_production_even_when_it_is_still_to_come() -> None:
    assert found(event("building", "2023-01"), event("operating", "2026"), event("operating", "2025")) == (
        "building",
        2025,
    )


def test_what_is_said_of_the_capacity_comes_before_plant_and_project() -> None:
    of_plant, of_project = event("operating", "2023-06", plant="cell"), event("stopped", "2023-09", project="base")
    assert found(of_project) == ("stopped", None)
    assert found(of_project, of_plant) == ("operating", 2023)
    assert found(of_project, of_plant, event("building", "2022")) == ("building", 2023)


def test_open_periods() -> None:
    assert found(event("operating", "2006..")) == ("operating", 2006)
    assert found(event("operating", "2006.."), as_of=date(2005, 12, 31)) is None


STAGES = st.sampled_from(["signed", "building", "operating", "stopped", "talks"])
EVENTS = st.lists(st.tuples(STAGES, st.integers(2000, 2030)), max_size=6)


@given(EVENTS, st.randoms())
def test_the_order_of_events_is_irrelevant(events: list[tuple[str, int]], chance: object) -> None:
    rows = [event(stage, str(year)) for stage, year in events]
    shuffled = rows[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found(*rows) == found(*shuffled)


@given(EVENTS)
def test_events_to_come_change_no_status(events: list[tuple[str, int]]) -> None:
    past = [event(stage, str(year)) for stage, year in events if year <= END.year]
    every = [event(stage, str(year)) for stage, year in events]
    assert (found(*past) or [None])[0] == (found(*every) or [None])[0]


def test_a_lost_project_and_one_sent_back_to_talks_count_as_nothing() -> None:
    signed = event("signed_contract", "2023-03")
    for stage in ("lost", "talks"):
        assert found(signed, event(stage, "2023-08")) == ("none", None)
        assert found(signed, event(stage, "2023-08"), as_of=date(2023, 7, 31)) == ("planned", None)
    assert found(signed, event("paused", "2023-08")) == ("planned", None)


def test_a_later_stage_within_a_wide_period_comes_after_it() -> None:
    """Landed some time in 2023, works begun in June: landed by June."""
    for as_of in (date(2023, 7, 1), date(2023, 12, 31), date(2024, 6, 1)):
        assert found(event("landed", "2023"), event("started", "2023-06"), as_of=as_of) == ("building", None)
