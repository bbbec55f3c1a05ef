from __future__ import annotations

from datetime import date

import pytest
from tests.attract.district import make_tables

from liantu.attract.agreements.clause_checks import list_clause_faults
from liantu.attract.agreements.promises import list_promises
from liantu.attract.agreements.refused_benefits import read_refused_benefits
from liantu.attract.agreements.reviews import list_review_states

_DAY = date(2023, 12, 31)
_CLAUSE = {"kind": "approval", "zh": "代办审批", "legal_basis": "依据第一条", "ends": "2024"}
_CLAUSE |= {"legal_source": "rule", "legal_quote": "代办审批。"}
_RULE = {"id": "rule", "kind": "official", "zh": "办法", "class": "public", "issuer": "区政府", "address": "1号"}
_RULE |= {"published": "2023-05"}
_REVIEWED = {"first_review": "2023-12-01", "first_result": "passed"}


def _promises(clause: dict[str, str | None], agreement: dict[str, str]) -> list[tuple[object, ...]]:
    """Two agreements with one clause each, of which one is of the project that is asked for."""
    tables = make_tables(
        sources=[_RULE],
        agreements=[
            {"id": "b", "zh": "别的协议", "project": "other", **_REVIEWED},
            {"id": "a", "zh": "协议", "project": "p", **agreement},
        ],
        agreement_clauses=[
            {"agreement": "b", "number": "1", **_CLAUSE},
            {"agreement": "a", "number": "1", **_CLAUSE, **clause},
        ],
    )
    faults, reviews = list_clause_faults(tables, _DAY), list_review_states(tables, _DAY)
    found = list_promises(tables, faults, reviews, ["p"], _DAY)
    return [*found.select("agreement", "faults", "review", "is_over", "may").iter_rows()]


def test_a_complete_clause_of_a_reviewed_agreement_may_be_promised() -> None:
    assert _promises({}, _REVIEWED) == [("a", [], "may_be_signed", False, True)]


@pytest.mark.parametrize(
    ("clause", "agreement", "expected"),
    [
        ({}, {}, ([], "to_review", False)),
        ({"legal_basis": None}, _REVIEWED, (["no_basis"], "may_be_signed", False)),
        ({"zh": "给予税收返还", "ends": None}, _REVIEWED, (["refused_benefit", "no_end"], "may_be_signed", False)),
        ({"ends": "2023-11"}, _REVIEWED, ([], "may_be_signed", True)),
        ({}, {**_REVIEWED, "first_result": "refused"}, ([], "refused", False)),
        ({}, {**_REVIEWED, "first_result": "exception"}, ([], "exception_over", False)),
    ],
)
def test_any_other_may_not(
    clause: dict[str, str | None], agreement: dict[str, str], expected: tuple[list[str], str, bool]
) -> None:
    assert _promises(clause, agreement) == [("a", *expected, False)]


@pytest.mark.parametrize(
    ("day", "rule", "clause"),
    [
        (date(2021, 6, 28), None, None),
        (_DAY, "公平竞争审查制度实施细则（2021年）", None),
        (date(2024, 7, 31), "公平竞争审查制度实施细则（2021年）", None),
        (date(2024, 8, 1), "国务院令第783号", "第八条至第十条"),
    ],
)
def test_refused_benefits_are_of_four_kinds_by_the_rule_of_the_day_to_be_verified(
    day: date, rule: str | None, clause: str | None
) -> None:
    refused = read_refused_benefits(day)
    assert refused.kinds == ("tax", "land_price", "energy_price", "local")
    assert (refused.zh, refused.clause, refused.status) == (rule, clause, "unknown")
