"""Points that a rule adds or deducts: for a field that is missing, for one that is zero, for a fact on record.

Every firm has a mu of land and 50,000 yuan of tax: half the benchmark, 50 points before the rules.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.score.making import facts, firms, item, run, scheme

#: Energy of 5, of nothing, and not reported.
ROWS = firms(land=[1.0] * 3, tax=[5.0] * 3, energy=[5.0, 0.0, None])


def rule(**parts: Any) -> dict[str, Any]:
    return {"id": "late", "zh": "扣分", "points": -3, **parts}


def totals(*rules: dict[str, Any], rows: Any = ROWS, **given: Any) -> list[float]:
    return run(rows, scheme(points=list(rules)), **given).firms["total"].to_list()


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["zero"], [50, 47, 50]),  # what nobody reported is not zero
        (["missing"], [50, 50, 47]),  # and zero is a report
        (["missing", "zero"], [50, 47, 47]),
    ],
)
def test_missing_and_zero_are_two_states(states: list[str], expected: list[float]) -> None:
    assert totals(rule(field="energy", states=states)) == expected


def test_a_rule_counts_for_the_groups_it_names() -> None:
    groups = {name: {"given": [name], "items": [item()]} for name in ("规上", "规下")}
    rows = firms(land=[1.0] * 2, tax=[5.0] * 2, energy=[0.0] * 2, group=["规上", "规下"])
    plan = scheme(groups=groups, points=[rule(field="energy", states=["zero"], groups=["规下"])])
    assert run(rows, plan).firms["total"].to_list() == [50, 47]


def test_rules_add_up() -> None:
    more = rule(id="honour", points=5, field="energy", states=["missing", "zero"])
    assert totals(rule(field="energy", states=["zero"]), more) == [50, 50 - 3 + 5, 50 + 5]


def test_a_fact_counts_with_evidence_and_in_its_year() -> None:
    known = facts(
        ("f1", "accident", "第1号", date(2022, 12, 31), None),  # on the last day of the year evaluated
        ("f2", "accident", "第2号", date(2023, 1, 1), None),  # the year after
        ("f3", "accident", None, date(2022, 5, 1), None),  # without evidence
    )
    plan = scheme(facts={"accident": {"zh": "事故", "en": "Accident"}}, points=[rule(fact="accident")])
    found = run(ROWS, plan, facts=known)
    assert found.firms["total"].to_list() == [47, 50, 50]
    assert [note.value for note in found.notes if note.code == "points_without_evidence"] == ["f3"]


def test_a_fact_that_ended_with_the_year_before_counts_no_more() -> None:
    known = facts(
        ("f1", "accident", "第1号", date(2020, 1, 1), date(2021, 12, 31)),
        ("f2", "accident", "第2号", date(2020, 1, 1), date(2022, 1, 1)),
    )
    plan = scheme(facts={"accident": {"zh": "事故", "en": "Accident"}}, points=[rule(fact="accident")])
    assert run(ROWS, plan, facts=known).firms["total"].to_list() == [50, 47, 50]
