"""Roles, shares and milestones of consortia; ledgers with what is due; months from laboratory to plant."""

from __future__ import annotations

from datetime import date

from tests.model.small import Row, tables

from liantu.innovate.consortia.ledgers import (
    list_challenge_standings,
    list_platforms,
    list_renewals,
    list_titles,
    sum_technology_contracts,
)
from liantu.innovate.consortia.roles import list_consortia, list_members, list_milestones, list_roles, sum_shares
from liantu.innovate.consortia.stage_times import list_stage_times

DAY = date(2023, 12, 31)
NEEDED = ("lead", "institute", "user", "investor")


def member(name: str, role: str, cost: str | None = None, left: str | None = None) -> Row:
    return {"consortium": "k", "member": name, "role": role, "cost_share": cost, "left": left}


def test_needed_roles_are_missing_until_somebody_takes_them() -> None:
    frame = tables(
        consortia=[{"id": "k", "zh": "甲", "state": "forming"}],
        consortium_members=[
            *(member("a", "lead", "60"), member("b", "supplier", "40"), member("c", "user", left="2023")),
        ],
    )
    roles = list_roles(frame, NEEDED, DAY).select("role", "missing").rows()
    assert roles == [("lead", False), ("institute", True), ("supplier", False), ("user", True), ("investor", True)]
    assert sum_shares(frame, DAY).row(0) == ("k", 100.0, None, None)


def test_a_share_that_nobody_stated_is_no_zero_of_the_sum() -> None:
    members = [member("a", "lead", "75"), member("b", "institute")]
    frame = tables(consortia=[{"id": "k", "zh": "甲", "state": "forming"}], consortium_members=members)
    assert sum_shares(frame, DAY).row(0) == ("k", None, None, None)


def test_a_milestone_is_late_after_its_last_day() -> None:
    rows = [
        {"consortium": "k", "number": str(n), "zh": "甲", "due": due, "done": done}
        for n, (due, done) in enumerate(
            [("2023-11", None), ("2023-12", None), ("2023-11", "2023-12-31"), (None, None), ("2023-11", "2024-01")]
        )
    ]
    standings = list_milestones(tables(consortium_milestones=rows), DAY)["standing"].to_list()
    assert standings == ["late", "open", "done", "undated", "late"]


def test_a_challenge_says_its_last_step_and_the_next_one() -> None:
    rows = [
        {"id": "1", "challenge": "c", "step": "posted", "period": "2023-01"},
        {"id": "2", "challenge": "c", "step": "signed", "period": "2023-05"},
        {"id": "3", "challenge": "c", "step": "accepted", "due": "2024-05"},
        {"id": "4", "challenge": "c", "step": "milestone", "due": "2023-10"},
    ]
    frame = tables(challenges=[{"id": "c", "zh": "甲"}, {"id": "d", "zh": "乙"}], challenge_events=rows)
    assert list_challenge_standings(frame, DAY).select("step", "next", "due", "late").rows() == [
        ("signed", "milestone", "2023-10", True),
        (None, None, None, False),
    ]


def test_renewals_are_due_within_the_days_and_over_after_them() -> None:
    titles = [
        {"id": key, "firm": "f", "step": step, "state": state, "until": until}
        for key, step, state, until in (
            *(("a", "high_tech", "recognised", "2023-12-30"), ("b", "tech_sme", "recognised", "2024-01-10")),
            *(("c", "high_tech", "recognised", "2024-01-11"), ("d", "high_tech", "lapsed", "2023-01")),
            ("e", "listed", "recognised", "2023-01"),
        )
    ]
    frame = tables(cultivations=titles, platforms=[{"id": "p", "zh": "甲", "kind": "testing", "review_due": "2023-06"}])
    rows = list_renewals(frame, DAY, 10).select("id", "kind", "over").rows()
    assert rows == [("p", "platform", True), ("a", "title", True), ("b", "title", False)]


def test_an_unknown_amount_adds_nothing_and_is_counted() -> None:
    contracts = [
        {"id": "1", "kind": "transfer", "zh": "甲", "amount": "10", "number": "x"},
        {"id": "2", "kind": "transfer", "zh": "乙"},
        {"id": "3", "kind": "service", "zh": "丙"},
    ]
    assert sum_technology_contracts(tables(technology_contracts=contracts), DAY).rows() == [
        ("transfer", 2, 1, 10.0, None, 1),
        ("service", 1, 0, None, None, 1),
    ]


def test_members_are_those_of_the_day() -> None:
    """Who joins in January or has left by December is no member at the end of the year; who leaves later still is."""
    days = {
        **{"a": ("2023-03", None), "b": ("2024-01", None), "c": (None, "2023-12"), "d": (None, "2024-02-01")},
        **{"e": ("2023-12-31", None), "f": ("2022", "2023-12-31")},
    }
    rows = [{"consortium": "k", "member": m, "role": "user", "joined": j, "left": e} for m, (j, e) in days.items()]
    frame = tables(consortia=[{"id": "k", "zh": "甲", "state": "running"}], consortium_members=rows)
    assert list_members(frame, DAY)["member"].to_list() == ["a", "d", "e"]
    assert list_members(frame, date(2023, 3, 30))["member"].to_list() == ["c", "d", "f"]


def test_a_consortium_runs_from_its_agreement_to_its_end() -> None:
    rows = [
        {"id": key, "zh": key, "state": state, "agreed": agreed, "ends": ends}
        for key, state, agreed, ends in (
            *(("a", "running", "2023-06", "2025-06"), ("b", "running", "2024-01", None)),
            *(("c", "running", "2020", "2023-12-30"), ("d", "refused", "2024-01", None)),
        )
    ]
    found = list_consortia(tables(consortia=rows), DAY).select("id", "state", "agreed").rows()
    assert found[:2] == [("a", "running", "2023-06"), ("b", "forming", None)]
    assert found[2:] == [("c", "ended", "2020"), ("d", "refused", None)]


def test_ledgers_know_nothing_of_later_days() -> None:
    contracts = [
        {"id": "1", "kind": "transfer", "zh": "甲", "amount": "10", "number": "x", "signed": "2023-05"},
        {"id": "2", "kind": "transfer", "zh": "乙", "amount": "7", "signed": "2024-01-01"},
    ]
    contracts[0]["registered"] = "2024-01"
    assert sum_technology_contracts(tables(technology_contracts=contracts), DAY).rows() == [
        ("transfer", 1, 0, 10.0, None, 0)
    ]
    steps = [
        {"id": "1", "challenge": "c", "step": "posted", "period": "2023-01"},
        {"id": "2", "challenge": "c", "step": "taken", "due": "2023-12-20", "period": "2024-01-05"},
    ]
    frame = tables(challenges=[{"id": "c", "zh": "甲"}], challenge_events=steps)
    assert list_challenge_standings(frame, DAY).select("step", "next", "late").rows() == [("posted", "taken", True)]
    title = {"id": "a", "firm": "f", "step": "high_tech", "state": "recognised"}
    titles = [{**title, "period": "2024-01", "until": "2024-01"}]
    platforms = [{"id": "p", "zh": "甲", "kind": "testing", "recognised": "2024-01", "review_due": "2024-01"}]
    later = tables(cultivations=titles, platforms=platforms)
    assert list_renewals(later, DAY, 60).is_empty()
    assert list_renewals(later, date(2024, 1, 31), 60).height == 2
    assert list_platforms(later, DAY).is_empty()
    stages = [{"result": "r", "stage": "pilot", "state": "running", "period": "2024-02"}]
    running = list_stage_times(tables(results=[{"id": "r", "zh": "甲"}], result_stages=stages), DAY)
    assert running["running"].to_list() == [None]


def test_a_step_of_the_day_is_done() -> None:
    steps = [{"id": "1", "challenge": "c", "step": "posted", "period": "2023-12-31"}]
    frame = tables(challenges=[{"id": "c", "zh": "甲"}], challenge_events=steps)
    assert list_challenge_standings(frame, DAY)["step"].to_list() == ["posted"]


def test_a_title_is_held_through_its_last_day() -> None:
    title = {"id": "a", "firm": "f", "step": "high_tech", "state": "recognised", "period": "2020-12"}
    frame = tables(cultivations=[{**title, "until": "2023-12-31"}])
    days = (date(2020, 11, 30), DAY, date(2024, 1, 1))
    assert [list_titles(frame, day)["standing"].to_list() for day in days] == [[], ["held"], ["over"]]


def test_months_lie_between_dated_stages_and_a_skipped_one_is_none() -> None:
    rows = [
        {"result": "r", "stage": "volume", "state": "done", "period": "2022-08"},
        {"result": "r", "stage": "laboratory", "state": "done", "period": "2020-04"},
        {"result": "s", "stage": "laboratory", "state": "done"},
        {"result": "s", "stage": "small_batch", "state": "next"},
    ]
    results = [{"id": key, "zh": key} for key in ("r", "s", "t")]
    found = list_stage_times(tables(results=results, result_stages=rows), DAY)
    assert found.select("result", "done", "next", "months").rows() == [
        ("r", ["laboratory", "volume"], None, 28),
        ("s", ["laboratory"], "small_batch", None),
    ]
