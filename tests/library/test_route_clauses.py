"""Clauses on routes: what was not read at the issuer is to be verified, everywhere it is said."""

from __future__ import annotations

from datetime import date

import pytest

from liantu.library.policy import Policy
from liantu.library.route_clauses import read_route_clauses

DAYS = (date(2019, 6, 1), date(2023, 12, 31), date(2025, 6, 1))


@pytest.mark.parametrize("day", DAYS)
def test_no_clause_that_was_read_as_a_reprint_is_confirmed(day: date) -> None:
    clauses = read_route_clauses(day).clauses
    assert {clause.read_in for clause in clauses} <= {"reprint", None}  # none was read at its issuer so far
    assert {clause.status for clause in clauses} == {"unknown"}


@pytest.mark.parametrize(
    ("read_in", "page", "status"),
    [
        ("issuer", "https://www.ndrc.gov.cn/", "confirmed"),
        ("issuer", None, "unknown"),  # without its page nobody can look it up
        ("reprint", "https://example.org/", "unknown"),
        (None, None, "unknown"),
    ],
)
def test_only_a_page_of_the_issuer_confirms(
    monkeypatch: pytest.MonkeyPatch, read_in: str | None, page: str | None, status: str
) -> None:
    words = {"zh": "条款", "en": "clause"}
    value = {"verdict": "forbidden", "act": words, "number": "1", "clause": words, "read_in": read_in, "page": page}
    applies = {"products": ["methanol"], "input": "ng"}
    values = ((date(2012, 12, 1), {**value, "below": {}}),)
    policy = Policy("p", "策", "policy", None, "unknown", values, {"number": ""}, "", applies, {})
    monkeypatch.setattr("liantu.library.route_clauses.read_policy", lambda name: policy)
    clauses = read_route_clauses(date(2023, 12, 31)).clauses
    assert {clause.status for clause in clauses} == {status}
