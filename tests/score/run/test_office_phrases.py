"""Phrases of offices in their corners, each a small scheme with its result by hand: growth of a ratio, multiples of a
benchmark, several bonuses at once, what is unknown of a firm, ties at a line, codes of two to four digits."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.score.making import TAX, codes, firms, item, run, scheme, with_totals
from tests.score.run.test_rule_forms import evaluate, firm_rows, history, known, rule

from liantu.library.disclosure_policy import read_disclosure_rules
from liantu.model.problems import Problems
from liantu.score.report.published_groups import protect_run

# 亩均税收增长率 --------------------------------------------------------------------------------------------------

GROWTH = {**TAX, "zh": "亩均税收增长率", "over": {"rule": "growth"}, "unit": "%"}
#: Land and tax of 2021 and of 2022.
_BEFORE = {"a": (10.0, 100.0), "b": (0.0, 9.0), "c": (4.0, 0.0), "e": (30.0, 300.0)}
_YEAR = {"a": (15.0, 180.0), "b": (3.0, 9.0), "c": (4.0, 8.0), "d": (1.0, 1.0), "e": (15.0, 75.0)}
TWO_YEARS = firms(
    *({"firm": name, "year": 2021, "land": land, "tax": tax} for name, (land, tax) in _BEFORE.items()),
    *({"firm": name, "land": land, "tax": tax} for name, (land, tax) in _YEAR.items()),
)


def growing(**parts: Any) -> Any:
    given = {"given": ["规上"], "items": [{**item("x"), **parts}]}
    return scheme(indicators={"x": GROWTH}, groups={"规上": given})


def test_growth_of_tax_per_mu() -> None:
    """a: 100 ÷ 10 = 10 万元/亩 after 180 ÷ 15 = 12: 20 %. e: 10, then 5: −50 %. b had no land, c no tax, d no return.

    The district: of a, b, c and e (180 + 9 + 8 + 75) ÷ (15 + 3 + 4 + 15) after (100 + 9 + 0 + 300) ÷ (10 + 0 + 4 + 30).
    """
    found = run(TWO_YEARS, growing(), year=2022)
    assert found.firms["firm"].to_list() == ["a", "b", "c", "d", "e"]
    assert found.values["x"].to_list() == [pytest.approx(20), None, None, None, pytest.approx(-50)]
    assert found.firms["total"].to_list() == [pytest.approx(200), None, None, None, 0]
    terms = dict(found.account("a").select("step", "amount").iter_rows())
    assert (terms["numerator"], terms["denominator"]) == (pytest.approx(2), pytest.approx(10))
    district = found.groups.filter(by="district").row(0, named=True)
    assert district["value"] == pytest.approx(((272 / 37) / (409 / 44) - 1) * 100)
    assert codes(found.stops) == []


def test_a_zero_below_either_year_is_a_zero() -> None:
    """Of b the land of the year before, of c the ratio before; d, without a return, stays missing."""
    found = run(TWO_YEARS, growing(zero_denominator="full"), year=2022)
    assert found.firms["total"].to_list()[1:4] == [100, 100, None]


def test_growth_of_a_ratio_against_that_of_all_firms() -> None:
    """Of a and e: 255 ÷ 30 = 8.5 after 400 ÷ 40 = 10 is −15 %: no benchmark to divide by. 20 % is the better one's."""
    two = TWO_YEARS.filter(pl.col("firm").is_in(["a", "e"]))
    found = run(two, growing(benchmark={"rule": "sum_over_sum"}), year=2022)
    assert [stop.value for stop in found.stops if stop.code == "benchmark_not_positive"] == ["-15"]
    assert run(two, growing(benchmark={"rule": "top_line", "share": 50}), year=2022).firms["total"][0] == 100


def test_growth_of_a_ratio_is_not_told_of_groups() -> None:
    found = protect_run(run(TWO_YEARS, growing(), year=2022), read_disclosure_rules(date(2022, 12, 31)))
    assert "x" not in found.tables[0]["measure"].to_list()


def test_a_ratio_that_grows_is_over_fields_of_one_kind() -> None:
    with pytest.raises(Problems) as found:
        scheme(
            indicators={"x": {**GROWTH, "denominator": ["land", "energy"]}},
            groups={"规上": {"given": ["规上"], "items": [item("x")]}},
        )
    assert codes(found.value.problems) == ["scheme_unit"]


# 达到基准值的1.5倍加满分 -----------------------------------------------------------------------------------------

TIMES = [{"times": 1.5, "points": 30}, {"times": 1, "points": 20}, {"times": 0.5, "points": 10}]


def stepped(steps: list[dict[str, float]], benchmark: dict[str, Any] | None, **parts: Any) -> Any:
    given = {
        "indicator": "tax_per_mu",
        "weight": 30,
        "family": "steps",
        "steps": steps,
        "benchmark": benchmark,
        **parts,
    }
    return scheme(groups={"规上": {"given": ["规上"], "full": 30, "items": [given]}})


def test_steps_of_the_benchmark() -> None:
    """达到基准值1.5倍得30分、达到基准值得20分、0.5倍得10分: against 12, from 18, 12 and 6 on."""
    rows = firms(land=[1.0] * 6, tax=[18.0, 17.99, 12.0, 6.0, 5.99, None])
    found = run(rows, stepped(TIMES, {"rule": "fixed", "value": 12}))
    assert found.firms["total"].to_list() == [30, 20, 20, 10, 0, None]


def test_steps_of_a_benchmark_that_firms_make() -> None:
    """The mean of 30, 20, 10 and 0 is 15: 22.5, 15 and 7.5 are the lines; 0.3 is three times 0.1, for all doubles."""
    found = run(firms(land=[1.0] * 4, tax=[30.0, 20.0, 10.0, 0.0]), stepped(TIMES, {"rule": "mean"}))
    assert found.firms["total"].to_list() == [30, 20, 10, 0]
    assert found.benchmarks["value"].to_list() == [15]
    near = run(firms(land=[1.0], tax=[0.1 * 3]), stepped([{"times": 3, "points": 30}], {"rule": "fixed", "value": 0.1}))
    assert near.firms["total"].to_list() == [30]


def test_steps_of_a_benchmark_down_where_less_is_better() -> None:
    """单位能耗不高于基准值0.8倍得满分, 不高于基准值得一半."""
    energy = {**TAX, "numerator": ["energy"], "unit": "tce/亩", "direction": "less"}
    steps = [{"times": 0.8, "points": 100}, {"times": 1, "points": 50}]
    given = {
        "indicator": "e",
        "weight": 100,
        "family": "steps",
        "steps": steps,
        "benchmark": {"rule": "fixed", "value": 5},
    }
    plan = scheme(indicators={"e": energy}, groups={"规上": {"given": ["规上"], "items": [given]}})
    found = run(firms(land=[1.0] * 3, energy=[4.0, 5.0, 5.1]), plan)
    assert found.firms["total"].to_list() == [100, 50, 0]


@pytest.mark.parametrize(
    ("steps", "benchmark", "expected"),
    [
        (TIMES, None, ["scheme_no_benchmark"]),
        ([TIMES[0], {"from": 3, "points": 5}], {"rule": "mean"}, ["scheme_missing_part", "scheme_direction"]),
        ([TIMES[1], TIMES[0]], {"rule": "mean"}, ["scheme_steps"]),
        (TIMES, {"rule": "fixed", "value": -3}, ["scheme_benchmark_negative"]),
    ],
)
def test_what_is_wrong_with_steps_of_a_benchmark_is_told(
    steps: list[dict[str, float]], benchmark: dict[str, Any] | None, expected: list[str]
) -> None:
    with pytest.raises(Problems) as found:
        stepped(steps, benchmark)
    assert codes(found.value.problems) == expected


# 取最高、合计不超过 ----------------------------------------------------------------------------------------------


def test_the_highest_of_some_and_a_bound_of_all() -> None:
    """国家级5、省级3取最高，上市4，加分合计不超过6分: 5 + 4 is 6; with the provincial one 3 + 4 is 6 too."""
    rules = [rule(name, points, fact=name) for name, points in (("national", 5), ("provincial", 3), ("listed", 4))]
    rules = [{**one, "highest_in": "荣誉"} if one["id"] != "listed" else one for one in rules]
    limit = {"id": "bonus", "zh": "加分合计不超过6分", "rules": ["national", "provincial", "listed"], "at_most": 6}
    pairs = (("f1", "national"), ("f1", "provincial"), ("f1", "listed"), ("f2", "provincial"), ("f2", "listed"))
    found = evaluate(firm_rows(4), *rules, limits=[limit], facts=known(*pairs, ("f3", "listed")))
    assert found.firms["total"].to_list() == [56, 56, 54, 50]
    points = found.points.row(0, named=True)
    assert (points["national"], points["provincial"], points["listed"], points["bonus"]) == (5, None, 4, -3)


def test_points_by_the_unit_of_a_value_below_zero() -> None:
    """每千万元税收加1分，最多3分: of −2,500 万元 none, and none are taken off; of 999.99 none, of 9,000 three."""
    per = rule("per", 1, per={"field": "tax", "amount": 1000, "whole": True}, at_most=3)
    rows = firms(land=[100.0] * 5, tax=[-2500.0, 999.99, 1000.0, 9000.0, None])
    found = evaluate(rows, per)
    assert found.points["per"].to_list() == [None, None, 1, 3, None]
    fine = evaluate(rows, {**per, "points": -1})
    assert fine.points["per"].to_list() == [None, None, -1, -3, None]


# 且/或, what is unknown ------------------------------------------------------------------------------------------

LAST_D = {"grades": ["D"], "years": 1}
HIGH_TECH = {"fact": "high_tech"}


@pytest.mark.parametrize(
    ("needs", "expected", "undecided"),
    [("all_of", [45, 50, 50, 50, 50], "f4"), ("any_of", [45, 45, 50, 45, 50], "f5")],
)
def test_an_unknown_grade_of_last_year_is_not_a_false_one(needs: str, expected: list[float], undecided: str) -> None:
    """上年D类且/或高新: f1 both, f2 high-tech and in C, f3 in C alone, f4 high-tech, f5 not; no grade of f4 and f5.

    Unknown and true: 且 is not decided, 或 holds. Unknown and false: 且 is false, 或 is not decided.
    """
    grades, tech = (
        history(f1=" D", f2=" C", f3=" C"),
        known(("f1", "high_tech"), ("f2", "high_tech"), ("f4", "high_tech")),
    )
    found = evaluate(firm_rows(5), rule("r", -5, **{needs: [LAST_D, HIGH_TECH]}), grades=grades, facts=tech)
    assert found.firms["total"].to_list() == expected
    (told,) = [note for note in found.notes if note.code == "rule_undecided"]
    assert told.slots["firms"] == undecided
    assert "未掌握" in told.message("zh_CN")


def test_one_known_year_refuses_two_years_of_d() -> None:
    """连续两年D: C and nothing is refused; D and nothing is not known; a moved grade is told as well."""
    twice = [{"grades": ["D"], "years": 2}, {"field": "land", "above": 0}]
    move = {"id": "down", "zh": "连续两年D", "effect": "to", "grade": "D", "all_of": twice}
    found = evaluate(firm_rows(3), moves=[move], grades=history(f1="DD", f2="C ", f3="D "))
    assert found.firms["grade"].to_list() == ["D", "C", "C"]
    assert [note.slots["firms"] for note in found.notes if note.code == "rule_undecided"] == ["f3"]


def test_a_value_that_nobody_gave_decides_nothing() -> None:
    two = [{"field": "rd", "at_least": 300}, {"field": "land", "above": 0}]
    found = evaluate(firm_rows(3, rd=[300.0, 299.0, None]), rule(all_of=two))
    assert found.firms["total"].to_list() == [55, 50, 50]
    assert [note.slots["firms"] for note in found.notes if note.code == "rule_undecided"] == ["f3"]


# 前20%, 前2名, alike ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule_", "expected"), [("top_mean", 95), ("top_line", 90)])
def test_the_best_fifth_where_two_are_alike_at_its_end(rule_: str, expected: float) -> None:
    """Two of ten: 100 and one of three of 90."""
    rows = firms(land=[1.0] * 10, tax=[90.0, 1, 2, 90, 100, 3, 4, 90, 5, 6])
    against = {**item(), "benchmark": {"rule": rule_, "share": 20}}
    found = run(rows, scheme(groups={"规上": {"given": ["规上"], "items": [against]}}))
    assert found.benchmarks["value"].to_list() == [expected]


@pytest.mark.parametrize(("ties", "expected"), [("better", "AAABC"), ("worse", "ABBBC"), ("order", "AABBC")])
def test_the_first_two_where_two_are_alike_at_their_end(ties: str, expected: str) -> None:
    """前2名列为A: 100, 90, 90, 80, 70, then two B of what is left of the first four, C the rest."""
    cutting = {
        "rule": "shares",
        "ties": ties,
        "grades": [{"grade": "A", "firms": 2}, {"grade": "B", "firms": 2}, {"grade": "C"}],
    }
    found = run(with_totals([100.0, 90.0, 90.0, 80.0, 70.0]), scheme(cutting=cutting))
    assert "".join(found.firms["grade"]) == expected


# 分行业基准, 其他 ------------------------------------------------------------------------------------------------


def test_a_table_of_codes_of_two_three_and_four_digits() -> None:
    """36 → 20, C367 → 30, 3670 → 40, others 10: the longest that a firm's code begins with."""
    table = {"36": 20, "C367": 30, "3670": 40}
    against = {**item(), "benchmark": {"rule": "table", "table": table, "value": 10}}
    written = ["C3670", " c3670 ", "３６７０", "3671", "C367", "36", "C36汽车制造业", "3610", "13", "C", None]
    rows = firms(*({"land": 1.0, "tax": 12.0, "industry": code} for code in written))
    found = run(rows, scheme(groups={"其他企业": {"others": True, "items": [against]}}))
    assert found.firms["total"].to_list() == [30, 30, 30, 40, 40, 60, 60, 60, 120, 120, 120]
    assert set(found.firms["group"]) == {"其他企业"}
