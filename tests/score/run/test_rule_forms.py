"""Rules as offices write them, by hand: the highest of several, bounds, by the unit, and, or, grades before.

Every firm has a mu and 50,000 yuan of tax: 50 points and grade C before the rules.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from tests.score.making import codes, facts, firms, item, run, scheme

from liantu.model.problems import Problems
from liantu.score.run.evaluation import Evaluation

LINES = {
    "rule": "scores",
    "grades": [{"grade": "A", "score": 90}, {"grade": "B", "score": 60}, {"grade": "C", "score": 30}, {"grade": "D"}],
}


def firm_rows(count: int = 1, **columns: list[float | None]) -> pl.DataFrame:
    return firms(**{"land": [1.0] * count, "tax": [5.0] * count, **columns})


def rule(id: str = "r", points: float = 5, **parts: Any) -> dict[str, Any]:
    return {"id": id, "zh": id, "points": points, **parts}


def known(*pairs: tuple[str, str]) -> pl.DataFrame:
    return facts(*((firm, fact, "文号", None, None) for firm, fact in pairs))


def evaluate(rows: pl.DataFrame, *rules: dict[str, Any], **given: Any) -> Evaluation:
    plan = {key: given.pop(key) for key in ("limits", "moves", "groups") if key in given}
    return run(rows, scheme(points=list(rules), cutting=LINES, **plan), **given)


def totals(*given: Any, **more: Any) -> list[float]:
    return evaluate(*given, **more).firms["total"].to_list()


def wrong(**parts: Any) -> list[str]:
    with pytest.raises(Problems) as found:
        scheme(**parts)
    return codes(found.value.problems)


# The highest of several ------------------------------------------------------------------------------------------

HONOURS = [
    rule("national", 5, fact="national", highest_in="荣誉"),
    rule("provincial", 3, fact="provincial", highest_in="荣誉"),
    rule("city", 1, fact="city", highest_in="荣誉"),
]


def test_of_national_and_provincial_honours_the_highest_counts() -> None:
    """国家级加5分、省级加3分、市级加1分，取最高."""
    proven = known(("f1", "national"), ("f1", "provincial"), ("f2", "city"), ("f2", "provincial"), ("f3", "city"))
    found = evaluate(firm_rows(4), *HONOURS, facts=proven)
    assert found.firms["total"].to_list() == [55, 53, 51, 50]
    terms = found.terms.filter(pl.col("step").cast(pl.String) == "points").group_by("firm", maintain_order=True)
    assert terms.agg(pl.col("amount").sum())["amount"].to_list() == [55, 53, 51, 50]
    assert found.account("f1").filter(indicator="provincial").is_empty()


def test_of_deductions_the_heaviest_counts_and_of_equal_ones_one() -> None:
    rules = [rule(name, -size, fact=name, highest_in="事故") for name, size in (("a", 2), ("b", 5), ("c", 5))]
    assert totals(firm_rows(), *rules, facts=known(*(("f1", name) for name in "abc"))) == [45]


def test_rules_of_another_word_add_up() -> None:
    other = rule("green", 2, fact="green")
    assert totals(firm_rows(), *HONOURS, other, facts=known(("f1", "national"), ("f1", "green"))) == [57]


@pytest.mark.parametrize(
    "rules",
    [[HONOURS[0]], [HONOURS[0], rule("accident", -3, fact="accident", highest_in="荣誉")]],
    ids=["alone", "both signs"],
)
def test_what_is_wrong_with_the_highest_is_told(rules: list[dict[str, Any]]) -> None:
    assert wrong(points=rules) == ["scheme_highest"]


# A bound of the sum ----------------------------------------------------------------------------------------------

BONUSES = [rule("a", 6, fact="a"), rule("b", 7, fact="b"), rule("c", -4, fact="c")]
CAP = {"id": "bonus_cap", "zh": "加分合计不超过10分", "rules": ["a", "b"], "at_most": 10}


def test_bonuses_add_up_to_ten_at_most() -> None:
    """加分合计不超过10分: 6 + 7 are 10, and what was cut off is a term of its own; a deduction is not in the sum."""
    proven = known(("f1", "a"), ("f1", "b"), ("f2", "a"), ("f3", "a"), ("f3", "b"), ("f3", "c"))
    found = evaluate(firm_rows(3), *BONUSES, limits=[CAP], facts=proven)
    assert found.firms["total"].to_list() == [60, 56, 56]
    assert found.points["bonus_cap"].to_list() == [-3, None, -3]
    assert found.account("f1").filter(indicator="bonus_cap")["amount"].to_list() == [-3]


def test_deductions_have_a_bound_below() -> None:
    rules = [rule("x", -6, fact="x"), rule("y", -7, fact="y")]
    limit = {"id": "least", "zh": "扣分最多10分", "rules": ["x", "y"], "at_least": -10}
    assert totals(firm_rows(), *rules, limits=[limit], facts=known(("f1", "x"), ("f1", "y"))) == [40]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"rules": ["z"]}, ["scheme_unknown_rule"]),
        ({"rules": []}, ["scheme_missing_part"]),
        ({"at_most": None}, ["scheme_missing_part"]),
        ({"at_least": 20}, ["scheme_floor_above_cap"]),
        ({"id": "a"}, ["scheme_twice"]),
        ({"id": "tax_per_mu"}, ["scheme_twice"]),
    ],
)
def test_what_is_wrong_with_a_bound_is_told(parts: dict[str, Any], expected: list[str]) -> None:
    assert wrong(points=BONUSES, limits=[{**CAP, **parts}]) == expected


# By the unit -----------------------------------------------------------------------------------------------------

PER = {"field": "revenue", "amount": 1000}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, [52.5, 50, 50, 60]),  # 2,500 are two and a half
        ({"per": {**PER, "whole": True}}, [52, 50, 50, 60]),
        ({"per": {**PER, "begin": 2000}}, [50.5, 50, 50, 58]),
        ({"at_most": 4}, [52.5, 50, 50, 54]),
        ({"points": -1}, [47.5, 50, 50, 40]),
        ({"points": -1, "at_most": 4}, [47.5, 50, 50, 46]),
    ],
)
def test_a_point_for_every_so_much(parts: dict[str, Any], expected: list[float]) -> None:
    """每千万元营业收入加1分; nothing is added for a loss or an amount that nobody gave."""
    rows = firm_rows(4, revenue=[2500.0, -100.0, None, 10_000.0])
    assert totals(rows, rule("units", **{"points": 1, "per": PER, **parts})) == pytest.approx(expected)


def test_a_point_for_every_per_cent_of_an_indicator_of_firms_with_a_fact() -> None:
    per = {"indicator": "tax_per_mu", "amount": 1, "begin": 3}
    given = known(("f1", "listed"))
    assert totals(firm_rows(2), rule("units", 0.5, per=per, fact="listed"), facts=given) == [51, 50]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"per": {"amount": 1}}, ["scheme_one_condition"]),
        ({"per": {"field": "revenue"}}, ["scheme_times"]),
        ({"per": {"field": "revenue", "amount": 0}}, ["scheme_times"]),
        ({"per": {"field": "turnover", "amount": 1}}, ["scheme_unknown_field"]),
        ({"at_most": -1, "per": PER}, ["scheme_below_zero"]),
        ({"at_most": 1, "fact": "x"}, ["scheme_idle"]),
    ],
)
def test_what_is_wrong_with_a_unit_is_told(parts: dict[str, Any], expected: list[str]) -> None:
    assert wrong(points=[rule(**parts)]) == expected


# And, or ---------------------------------------------------------------------------------------------------------

HIGH_TECH = {"fact": "high_tech"}


@pytest.mark.parametrize(
    ("needs", "expected"),
    [("all_of", [55, 50, 50, 50]), ("any_of", [55, 55, 55, 50])],
)
def test_two_things_by_and_and_by_or(needs: str, expected: list[float]) -> None:
    """高新技术企业 且/或 研发 300 万元以上; a firm whose R&D is not known does not meet it."""
    rows = firm_rows(4, rd=[300.0, 299.0, 300.0, None])
    two = [HIGH_TECH, {"field": "rd", "at_least": 300}]
    assert totals(rows, rule(**{needs: two}), facts=known(("f1", "high_tech"), ("f2", "high_tech"))) == expected


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ({"at_least": 5}, 55),
        ({"above": 5}, 50),
        ({"at_most": 5}, 55),
        ({"below": 5}, 50),
        ({"above": 4, "below": 6}, 55),
    ],
)
def test_a_bound_counts_itself_or_not(bound: dict[str, float], expected: float) -> None:
    both = [{"indicator": "tax_per_mu", **bound}, {"field": "energy", "states": ["missing"]}]
    assert totals(firm_rows(), rule(all_of=both)) == [expected]


def test_a_fact_without_evidence_meets_nothing_and_is_told() -> None:
    bare = facts(("f1", "high_tech", None, None, None))
    found = evaluate(firm_rows(), rule(any_of=[HIGH_TECH, {"fact": "listed"}]), facts=bare)
    assert found.firms["total"].to_list() == [50]
    assert "points_without_evidence" in codes(found.notes)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"all_of": [HIGH_TECH]}, ["scheme_two_conditions"]),
        ({"all_of": [HIGH_TECH, {"fact": "a"}], "any_of": [HIGH_TECH, {"fact": "a"}]}, ["scheme_one_condition"]),
        ({"all_of": [HIGH_TECH, {"fact": "a"}], "fact": "b"}, ["scheme_one_condition"]),
        ({"all_of": [HIGH_TECH, {"field": "rd"}]}, ["scheme_one_condition"]),
        ({"all_of": [HIGH_TECH, {"fact": "a", "above": 3}]}, ["scheme_one_condition"]),
        ({"all_of": [HIGH_TECH, {"indicator": "rd_share", "above": 3}]}, ["scheme_unknown_indicator"]),
        ({"all_of": [HIGH_TECH, {"grades": ["E"]}]}, ["scheme_unknown_grade"]),
        ({"all_of": [HIGH_TECH, {"grades": ["D"], "years": 0}]}, ["scheme_too_small"]),
        ({"all_of": [HIGH_TECH, {"fact": "a", "years": 2}]}, ["scheme_idle"]),
        ({"all_of": [HIGH_TECH, {"all_of": []}]}, ["scheme_unknown_part", "scheme_one_condition"]),
    ],
)
def test_what_is_wrong_with_conditions_is_told(parts: dict[str, Any], expected: list[str]) -> None:
    assert wrong(points=[rule(**parts)]) == expected


# Grades of years before ------------------------------------------------------------------------------------------


def history(**firm_grades: str) -> pl.DataFrame:
    """Grades of 2020, 2021 and on of each firm; a blank is no grade."""
    rows = [
        (firm, 2020 + at, grade) for firm, word in firm_grades.items() for at, grade in enumerate(word) if grade != " "
    ]
    return pl.DataFrame(rows, schema={"firm": pl.String, "year": pl.Int64, "grade": pl.String}, orient="row")


TWICE = rule("twice", -5, all_of=[{"grades": ["D"], "years": 2}, {"field": "land", "above": 0}])


def test_grade_d_two_years_running() -> None:
    """连续两年D: of 2020 and of 2021; one of them alone, a year without a grade, or the year itself, is not."""
    grades = history(f1="DD", f2="CD", f3="DC", f4="D ", f5=" D", f7=" DD")
    assert totals(firm_rows(7), TWICE, grades=grades) == [45, 50, 50, 50, 50, 50, 50]


def test_a_move_for_the_grade_of_this_year_and_the_last() -> None:
    """上年D、本年仍为C、D的，列入D: by the cut of this year and the grade of the last one."""
    both = [{"grades": ["D"], "years": 1}, {"grades": ["C", "D"], "years": 0}]
    move = {"id": "again", "zh": "连续", "effect": "to", "grade": "D", "all_of": both}
    rows = firms(land=[1.0] * 3, tax=[5.0, 8.0, 5.0])
    found = evaluate(rows, moves=[move], grades=history(f1=" D", f2=" D", f3=" C"))
    assert found.firms["grade"].to_list() == ["D", "B", "C"]
    assert found.firms["moves"].to_list() == [["again"], [], []]


def test_that_nobody_gave_grades_is_told() -> None:
    for grades in (None, history()):
        found = evaluate(firm_rows(), TWICE, grades=grades)
        assert found.firms["total"].to_list() == [50]
        assert "grades_not_given" in codes(found.notes)
    assert "grades_not_given" not in codes(evaluate(firm_rows(), TWICE, grades=history(f9="A")).notes)


def test_a_rule_looks_at_indicators_that_are_scored() -> None:
    other = {"zh": "营收", "numerator": ["revenue"], "denominator": ["land"], "unit": "万元/亩"}
    tax = {"zh": "税", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"}
    rules = [rule(per={"indicator": "revenue_per_mu", "amount": 1})]
    groups = {"规上": {"given": ["规上"], "items": [item()]}}
    indicators = {"tax_per_mu": tax, "revenue_per_mu": other}
    assert wrong(indicators=indicators, groups=groups, points=rules) == ["scheme_unscored"]
