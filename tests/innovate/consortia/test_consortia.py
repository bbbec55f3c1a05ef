"""Roles, shares and milestones of consortia; ledgers with what is due; months from laboratory to plant."""

from __future__ import annotations

from datetime import date

from tests.model.small import Row, tables

from liantu.innovate.consortia.ledgers import list_challenge_standings, list_renewals, sum_technology_contracts
from liantu.innovate.consortia.roles import list_milestones, list_roles, sum_shares
from liantu.innovate.consortia.stage_times import list_stage_times

DAY = date(2023, 12, 31)


def member(name: str, role: str, cost: str | None = None, left: str | None = None) -> Row:
    return {"consortium": "k", "member": name, "role": role, "cost_share": cost, "left": left}


def test_needed_roles_are_missing_until_somebody_takes_them() -> None:
    frame = tables(
        consortia=[{"id": "k", "zh": "甲", "state": "forming"}],
        consortium_members=[
            *(member("a", "lead", "60"), member("b", "supplier", "40"), member("c", "user", left="2023")),
        ],
    )
    roles = list_roles(frame).select("role", "missing").rows()
    assert roles == [("lead", False), ("institute", True), ("supplier", False), ("user", True), ("investor", True)]
    assert sum_shares(frame).row(0) == ("k", 100.0, None, None)


def test_a_share_that_nobody_stated_is_no_zero_of_the_sum() -> None:
    members = [member("a", "lead", "75"), member("b", "institute")]
    frame = tables(consortia=[{"id": "k", "zh": "甲", "state": "forming"}], consortium_members=members)
    assert sum_shares(frame).row(0) == ("k", None, None, None)


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
    assert sum_technology_contracts(tables(technology_contracts=contracts)).rows() == [
        ("transfer", 2, 1, 10.0, None, 1),
        ("service", 1, 0, None, None, 1),
    ]


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
