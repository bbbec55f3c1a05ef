from __future__ import annotations

from datetime import date

import pytest
from tests.attract.district import make_tables

from liantu.attract.agreements.reviews import ReviewState, find_review_problems, list_review_states

_FIRST = {"first_review": "2024-08-10", "first_result": "passed"}
_BOTH = {**_FIRST, "review": "2024-08-20", "review_result": "passed", "review_number": "虚构审〔2024〕1号"}


def _judge(as_of: date, **fields: str) -> ReviewState:
    (state,) = list_review_states(make_tables(agreements=[{"id": "a", "zh": "协议", **fields}]), as_of)
    return state


@pytest.mark.parametrize(
    ("signed", "state", "missing"),
    [
        ("2024-08-21", "reviewed", ()),
        ("2024-08-20", "reviewed", ()),
        ("2024-08-19", "signed_before_review", ("review",)),
        ("2024-08-09", "signed_before_review", ("first_review", "review")),
    ],
)
def test_reviews_come_before_signing(signed: str, state: str, missing: tuple[str, ...]) -> None:
    judged = _judge(date(2025, 1, 1), signed=signed, **_BOTH)
    assert (judged.state, judged.missing) == (state, missing)


def test_the_rule_is_that_of_the_day_of_signing() -> None:
    before = {"signed": "2024-07-31", "first_review": "2024-07-10", "first_result": "passed"}
    assert _judge(date(2025, 1, 1), **before).state == "reviewed"
    assert _judge(date(2025, 1, 1), **{**before, "signed": "2024-08-01"}).missing == ("review",)
    assert _judge(date(2025, 1, 1), signed="2020-05-01") == ReviewState("a", "not_known", None, ())


def test_an_agreement_that_is_not_signed_is_judged_by_the_rule_of_today() -> None:
    assert _judge(date(2025, 1, 1), **_FIRST).state == "to_review"
    assert _judge(date(2025, 1, 1), **_BOTH).state == "may_be_signed"
    assert _judge(date(2024, 7, 31), first_review="2024-07-10", first_result="passed").state == "may_be_signed"


def test_a_planned_signing_is_judged_by_the_rule_of_its_day() -> None:
    """On the last day of 2023 the first review alone is asked; an agreement to be signed in May 2025 needs both."""
    as_of = date(2023, 12, 31)
    first = {"first_review": "2023-12-20", "first_result": "passed"}
    for signed, missing in (("2024-07-31", ()), ("2024-08-01", ("review",)), ("2025-05-01", ("review",))):
        state = _judge(as_of, signed=signed, **first)
        assert (state.state, state.missing) == ("to_review" if missing else "may_be_signed", missing)
    (planned,) = find_review_problems(
        make_tables(agreements=[{"id": "a", "zh": "甲", "signed": "2025-05-01", **first}]), as_of
    )
    assert (planned.code, planned.row) == ("signing_planned", 2)
    assert "按拟签订日的规定仍缺公平竞争审查：市场监管部门审查日期" in planned.message("zh_CN")
    future = {"first_review": "2024-01-20", "first_result": "passed", "signed": "2024-02-01"}
    assert _judge(as_of, **future).missing == ("first_review",)  # a review that is still to come does not stand


def test_a_review_without_a_number_does_not_stand() -> None:
    unnumbered = {name: value for name, value in _BOTH.items() if name != "review_number"}
    assert _judge(date(2025, 1, 1), **unnumbered).missing == ("review",)


def test_a_refusal_is_never_outweighed() -> None:
    assert _judge(date(2025, 1, 1), **{**_BOTH, "review_result": "refused"}).state == "refused"


def test_an_exception_lasts_until_its_last_day() -> None:
    by_exception = {**_BOTH, "review_result": "exception", "signed": "2024-09-01"}
    assert _judge(date(2025, 1, 1), **by_exception).state == "exception_over"
    ending = {**by_exception, "exception_ends": "2025-01-01"}
    assert _judge(date(2025, 1, 1), **ending).state == "reviewed"
    assert _judge(date(2025, 1, 2), **ending).state == "exception_over"


def test_both_findings_name_the_agreement() -> None:
    tables = make_tables(
        agreements=[
            {"id": "a", "zh": "甲", "signed": "2024-09-01"},
            {"id": "b", "zh": "乙", "signed": "2024-09-01", **_BOTH, "review_result": "exception"},
        ]
    )
    first, second = find_review_problems(tables, date(2025, 1, 1))
    assert (first.code, first.value, first.row) == ("agreement_signed_before_review", "a", 2)
    assert "市场监管部门审查日期" in first.message("zh_CN")
    assert (second.code, second.value, second.row) == ("agreement_exception_over", "b", 3)
