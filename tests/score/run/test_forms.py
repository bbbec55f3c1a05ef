"""What offices write, each form by hand: all others, a number of firms, the best firms' benchmark, points by steps."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from tests.score.making import TAX, codes, firms, item, one_item, run, scheme, with_totals

from liantu.model.problems import Problems
from liantu.score.scheme.scheme import Scheme


def wrong(**parts: Any) -> list[str]:
    with pytest.raises(Problems) as found:
        scheme(**parts)
    return codes(found.value.problems)


def wrong_item(**parts: Any) -> list[str]:
    return wrong(groups={"规上": {"given": ["规上"], "items": [{**item(), **parts}]}})


# All others ------------------------------------------------------------------------------------------------------

OTHERS = {
    "化工": {"industries": ["26"], "items": [item(benchmark=20)]},
    "其他": {"others": True, "items": [item(benchmark=10)]},
}


def test_firms_of_no_other_group_are_the_others() -> None:
    """26 against 20, everybody else, whatever stands in the column group, against 10."""
    rows = firms(
        {"land": 1.0, "tax": 10.0, "industry": "C26"},
        {"land": 1.0, "tax": 10.0, "industry": "C36"},
        {"land": 1.0, "tax": 10.0, "group": "无", "industry": "13"},
    )
    found = run(rows, scheme(groups=OTHERS))
    assert found.firms["group"].to_list() == ["化工", "其他", "其他"]
    assert found.firms["total"].to_list() == [50, 100, 100]
    assert found.stops == ()


def test_whom_another_group_may_take_is_not_among_the_others() -> None:
    """A group of three mu and more may take a firm whose land nobody knows."""
    groups = {"large": {"land": [3, None], "items": [item()]}, "rest": {"others": True, "items": [item()]}}
    found = run(firms({"land": None, "tax": 1.0}, {"land": 2.0, "tax": 1.0}), scheme(groups=groups))
    assert found.firms["group"].to_list() == [None, "rest"]
    assert codes(found.stops) == ["outside_group"]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({name: {"others": True, "items": [item()]} for name in ("a", "b")}, ["scheme_others"]),
        ({"a": {"others": True, "given": ["规上"], "items": [item()]}}, ["scheme_others"]),
        ({"a": {"others": "yes please", "items": [item()]}}, ["scheme_kind"]),
    ],
)
def test_what_is_wrong_with_the_others_is_told(groups: dict[str, Any], expected: list[str]) -> None:
    assert wrong(groups=groups) == expected


# A number of firms -----------------------------------------------------------------------------------------------


def cut(*grades: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"rule": "shares", "grades": list(grades), **parts}


@pytest.mark.parametrize(
    ("cutting", "expected"),
    [
        (cut({"grade": "A", "firms": 3}, {"grade": "B"}), "AAABBBBBBB"),
        # three A, then 30 % of all ten, then the rest
        (cut({"grade": "A", "firms": 3}, {"grade": "B", "share": 30}, {"grade": "C"}), "AAABBBCCCC"),
        (cut({"grade": "A", "firms": 3}, {"grade": "B", "share": 30}, {"grade": "C"}, counts="each"), "AAABBBCCCC"),
        (cut({"grade": "A", "share": 25}, {"grade": "B", "firms": 4}, {"grade": "C"}), "AABBBBCCCC"),
        (cut({"grade": "A", "firms": 40}, {"grade": "B"}), "AAAAAAAAAA"),
        (cut({"grade": "A", "firms": 0}, {"grade": "B"}), "BBBBBBBBBB"),
    ],
)
def test_a_grade_of_so_many_firms(cutting: dict[str, Any], expected: str) -> None:
    found = run(with_totals([100.0 - 5 * n for n in range(10)]), scheme(cutting=cutting))
    assert "".join(found.firms["grade"]) == expected


def test_so_many_firms_are_of_each_park() -> None:
    """Two of each park, as a district with a top list a park writes it."""
    rows = with_totals([90.0, 80.0, 70.0, 60.0, 50.0, 40.0], park=["a", "b"] * 3)
    cutting = cut({"grade": "A", "firms": 2}, {"grade": "B"}, per="park")
    assert "".join(run(rows, scheme(cutting=cutting)).firms["grade"]) == "AAAABB"


@pytest.mark.parametrize(
    ("cutting", "expected"),
    [
        (cut({"grade": "A", "firms": 3, "share": 10}, {"grade": "B"}), ["scheme_one_condition"]),
        (cut({"grade": "A", "firms": -1}, {"grade": "B"}), ["scheme_below_zero"]),
        (cut({"grade": "A", "firms": 2.5}, {"grade": "B"}), ["scheme_kind", "scheme_missing_part"]),
        (cut({"grade": "A", "share": 20}, {"grade": "B", "firms": 5}), ["scheme_idle"]),
        (
            {"rule": "scores", "grades": [{"grade": "A", "firms": 3}, {"grade": "B"}]},
            ["scheme_idle", "scheme_missing_part"],
        ),
    ],
)
def test_what_is_wrong_with_a_number_of_firms_is_told(cutting: dict[str, Any], expected: list[str]) -> None:
    assert wrong(cutting=cutting) == expected


# The best firms' benchmark ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "share", "expected"),
    [
        ("top_mean", 20, 95.0),  # 100 and 90
        ("top_line", 20, 90.0),
        ("top_mean", 25, 90.0),  # two and a half are three: 100, 90, 80
        ("top_line", 25, 80.0),
        ("top_mean", 1, 100.0),  # at least one
        ("top_mean", 100, 55.0),
        ("top_line", 100, 10.0),
    ],
)
def test_the_benchmark_of_the_best_firms(rule: str, share: float, expected: float) -> None:
    rows = firms(land=[1.0] * 10, tax=[10.0 * n for n in (3, 1, 10, 2, 9, 4, 8, 5, 7, 6)])
    found = run(rows, one_item(benchmark={"rule": rule, "share": share}))
    assert found.benchmarks["value"].to_list() == [expected]
    assert found.benchmarks["count"].to_list() == [10]


def test_the_best_use_the_least_where_less_is_better() -> None:
    emission = {**TAX, "numerator": ["emission"], "unit": "t/亩", "direction": "less"}
    against = {**item("e", family="reverse"), "benchmark": {"rule": "top_mean", "share": 50}}
    group = {"given": ["规上"], "items": [against]}
    rows = firms(land=[1.0] * 4, emission=[1.0, 2.0, 3.0, 4.0])
    found = run(rows, scheme(indicators={"e": emission}, groups={"规上": group}))
    assert found.benchmarks["value"].to_list() == [1.5]


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        ({"rule": "top_mean"}, ["scheme_kind"]),
        ({"rule": "top_line", "share": 0}, ["scheme_kind"]),
        ({"rule": "top_mean", "share": 120}, ["scheme_kind"]),
        ({"rule": "mean", "share": 20}, ["scheme_idle"]),
        ({"rule": "fixed", "value": 3, "share": 20}, ["scheme_idle"]),
    ],
)
def test_what_is_wrong_with_the_best_firms_is_told(benchmark: dict[str, Any], expected: list[str]) -> None:
    assert wrong_item(benchmark=benchmark) == expected


# Points by steps -------------------------------------------------------------------------------------------------

STEPS = [{"from": 20, "points": 30}, {"from": 10, "points": 20}, {"from": 0, "points": 5}]


def stepped(**parts: Any) -> Scheme:
    given = {"indicator": "tax_per_mu", "weight": 30, "family": "steps", "steps": STEPS, **parts}
    return scheme(groups={"规上": {"given": ["规上"], "full": 30, "items": [given]}})


def test_points_by_steps() -> None:
    """亩均税收 20 万元以上 30 分, 10 万元以上 20 分, 不足 10 万元 5 分; a line belongs to the better."""
    rows = firms(land=[3.0] * 6, tax=[3 * x for x in (25.0, 20.0, 19.99, 10.0, 0.0, -1.0)])
    found = run(rows, stepped())
    assert found.firms["total"].to_list() == [30, 30, 20, 20, 5, 0]
    assert found.uncapped["tax_per_mu"].to_list() == [30, 30, 20, 20, 5, 0]
    assert sum(found.account("f3").filter(step="points")["amount"]) == 20


def test_a_value_that_nobody_gave_reaches_no_step() -> None:
    assert run(firms(land=[1.0], tax=[None]), stepped()).firms["total"].to_list() == [None]


def test_steps_down_where_less_is_better() -> None:
    emission = {**TAX, "numerator": ["emission"], "unit": "t/亩", "direction": "less"}
    steps = [{"to": 1, "points": 100}, {"to": 3, "points": 40}]
    given = {"indicator": "e", "weight": 100, "family": "steps", "steps": steps}
    plan_ = scheme(indicators={"e": emission}, groups={"规上": {"given": ["规上"], "items": [given]}})
    rows = firms(land=[1.0] * 4, emission=[0.5, 1.0, 3.0, 3.1])
    assert run(rows, plan_).firms["total"].to_list() == [100, 100, 40, 0]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"steps": None}, ["scheme_missing_part"]),
        ({"steps": [{"from": 20}]}, ["scheme_missing_part"]),
        ({"steps": [{"to": 20, "points": 30}]}, ["scheme_missing_part", "scheme_direction"]),
        ({"steps": [STEPS[1], STEPS[0]]}, ["scheme_steps"]),
        ({"steps": [STEPS[0], {"from": 10, "points": 30}]}, ["scheme_steps"]),
        ({"steps": [{"from": 20, "points": 31}]}, ["scheme_steps_above"]),
        ({"family": "rank"}, ["scheme_idle"]),
        ({"benchmark": {"rule": "mean"}}, ["scheme_idle"]),
    ],
)
def test_what_is_wrong_with_steps_is_told(parts: dict[str, Any], expected: list[str]) -> None:
    given = {"indicator": "tax_per_mu", "weight": 30, "family": "steps", "steps": STEPS, **parts}
    assert wrong(groups={"规上": {"given": ["规上"], "full": 30, "items": [given]}}) == expected


# Sums with weights and signs -------------------------------------------------------------------------------------

MONEY = {"refund": {"zh": "退税", "unit": "万元"}, "sulfur": {"zh": "二氧化硫", "unit": "t"}}
NET = {"zh": "亩均净税收", "numerator": {"tax": 1, "refund": -1}, "denominator": ["land"], "unit": "万元/亩"}


def measured(indicator: dict[str, Any], **parts: Any) -> Scheme:
    """The indicator alone, against 10."""
    given = {"given": ["规上"], "items": [{**item("x"), **parts}]}
    return scheme(fields=MONEY, indicators={"x": indicator}, groups={"规上": given})


def test_tax_less_what_was_paid_back() -> None:
    """税收减退税: (50 − 20) ÷ 3 mu are 10 of the benchmark 10; a refund that nobody gave leaves it unknown."""
    rows = firms(land=[3.0] * 3, tax=[50.0, 50.0, 10.0], refund=[20.0, None, 40.0])
    found = run(rows, measured(NET))
    assert found.values["x"].to_list() == [10, None, -10]
    assert found.firms["total"].to_list() == [100, None, 0]
    assert dict(found.account("f1").select("step", "amount").iter_rows())["numerator"] == 30
    district = found.groups.filter(by="district").row(0, named=True)
    assert (district["numerator"], district["denominator"]) == (0, 6)


def test_pollutants_by_their_equivalents() -> None:
    """污染当量: 1 t of COD is one, 1 t of SO2 1 ÷ 0.95 of a pollution equivalent in tonnes."""
    equivalents = {"emission": 1, "sulfur": 1 / 0.95}
    value = {"zh": "单位当量税收", "numerator": ["tax"], "denominator": equivalents, "unit": "万元/t"}
    found = run(firms(tax=[60.0], emission=[2.0], sulfur=[3.8]), measured(value))
    assert found.values["x"].to_list() == [pytest.approx(60 / (2 + 4))]


@pytest.mark.parametrize(
    ("numerator", "expected"),
    [
        ({"tax": 0}, ["scheme_factor"]),
        ({"tax": "minus"}, ["scheme_factor"]),
        ({"tax": True}, ["scheme_factor"]),
        ({"taxes": 1}, ["scheme_unknown_field"]),
        ({"tax": 1, "energy": -1}, ["scheme_unit"]),
    ],
)
def test_what_is_wrong_with_a_sum_is_told(numerator: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(Problems) as found:
        measured({**NET, "numerator": numerator})
    assert codes(found.value.problems) == expected


# Growth and means over years -------------------------------------------------------------------------------------

GROWTH = {"zh": "营收增速", "numerator": ["revenue"], "over": {"rule": "growth"}, "unit": "%"}
MEAN = {"zh": "三年亩均税收", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"}


def test_growth_against_the_year_before() -> None:
    """120 after 100 is 20 %; from nothing, or from no return, there is no growth; a fall is below zero."""
    rows = firms(
        {"firm": "a", "year": 2021, "revenue": 100.0},
        {"firm": "b", "year": 2021, "revenue": 0.0},
        {"firm": "d", "year": 2021, "revenue": 80.0},
        {"firm": "a", "revenue": 120.0},
        {"firm": "b", "revenue": 5.0},
        {"firm": "c", "revenue": 5.0},
        {"firm": "d", "revenue": 60.0},
    )
    found = run(rows, measured(GROWTH), year=2022)
    assert found.firms["firm"].to_list() == ["a", "b", "c", "d"]
    assert found.values["x"].to_list() == [pytest.approx(20), None, None, pytest.approx(-25)]
    assert found.firms["total"].to_list() == [pytest.approx(200), None, None, 0]
    terms = dict(found.account("a").select("step", "amount").iter_rows())
    assert (terms["numerator"], terms["denominator"], terms["value"]) == (20, 100, pytest.approx(20))
    # of the district the sums: 180 of those with both years after 180
    district = found.groups.filter(by="district").row(0, named=True)
    assert (district["numerator"], district["denominator"]) == (5, 180)
    assert "share_above_one" not in codes(found.notes)


def test_growth_since_three_years_before() -> None:
    rows = firms({"firm": "a", "year": 2019, "revenue": 50.0}, {"firm": "a", "revenue": 75.0})
    plan = measured({**GROWTH, "over": {"rule": "growth", "years": 3}})
    assert run(rows, plan, year=2022).values["x"].to_list() == [pytest.approx(50)]


def test_a_mean_over_years_is_sum_over_sum() -> None:
    """近三年: (10 + 20 + 30) ÷ (1 + 1 + 2) mu; one year missing and it is not known."""
    years = ((2020, 1.0, 10.0), (2021, 1.0, 20.0), (2022, 2.0, 30.0))
    rows = firms(*({"firm": "a", "year": year, "land": land, "tax": tax} for year, land, tax in years))
    plan = measured({**MEAN, "over": {"rule": "mean", "years": 3}})
    found = run(rows, plan, year=2022)
    assert found.values["x"].to_list() == [pytest.approx(15)]
    assert dict(found.account("a").select("step", "amount").iter_rows())["numerator"] == pytest.approx(20)
    short = run(rows.filter(rows["year"] != 2021), plan, year=2022)
    assert short.values["x"].to_list() == [None]
    assert [stop.code for stop in short.stops] == ["no_earlier_year"]
    assert "前 1 年（2021）" in short.stops[0].message("zh_CN")


def test_an_earlier_year_of_the_statistical_survey_is_refused() -> None:
    rows = firms({"firm": "a", "year": 2021, "revenue": 100.0}, {"firm": "a", "revenue": 120.0})
    channels = pl.DataFrame({"field": ["revenue"], "channel": ["statistics"], "year": [2021], "firms": [["a"]]})
    given = {"given": ["规上"], "items": [item("x", missing="zero")]}
    plan = scheme(indicators={"x": GROWTH}, groups={"规上": given}, policy=["price/shandong-2022"])
    found = run(rows, plan, year=2022, channels=channels)
    assert found.firms["total"].to_list() == [None]
    assert "statistical_channel" in codes(found.stops)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"over": {}, "unit": "万元"}, ["scheme_missing_part"]),
        ({"over": {"rule": "mean"}, "unit": "万元"}, ["scheme_missing_part"]),
        ({"over": {"rule": "mean", "years": 1}, "unit": "万元"}, ["scheme_too_small"]),
        ({"over": {"rule": "growth", "years": 0}}, ["scheme_too_small"]),
        ({"over": {"rule": "trend"}, "unit": "万元"}, ["scheme_choice"]),
        ({"unit": "万元"}, ["scheme_unit"]),
    ],
)
def test_what_is_wrong_with_years_is_told(parts: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(Problems) as found:
        measured({**GROWTH, **parts})
    assert codes(found.value.problems) == expected


# Energy or else electricity --------------------------------------------------------------------------------------

PER_ENERGY = {"zh": "单位能耗税收", "numerator": ["tax"], "denominator": ["energy"], "unit": "万元/tce"}
INSTEAD = [{"field": "energy", "other": "electricity", "times": 1.229}]


def by_energy(**parts: Any) -> Scheme:
    given = {"given": ["规上"], "items": [item("x")]}
    return scheme(indicators={"x": PER_ENERGY}, groups={"规上": given}, instead=INSTEAD, **parts)


def test_energy_or_else_electricity() -> None:
    """A firm without energy has 1.229 tce for each 10,000 kWh (0.1229 kgce/kWh); a true zero stays zero."""
    rows = firms(tax=[50.0, 50.0, 50.0, 50.0], energy=[5.0, None, 0.0, None], electricity=[1.0, 2.0, 2.0, None])
    found = run(rows, by_energy())
    assert found.values["x"].to_list() == [10, pytest.approx(50 / 2.458), None, None]
    (note,) = [note for note in found.notes if note.code == "used_instead"]
    assert (note.slots["count"], note.slots["firms"], note.slots["times"]) == ("1", "f2", "1.229")


def test_whom_energy_does_not_concern_has_its_electricity() -> None:
    out = pl.DataFrame({"firm": ["f1"], "field": ["energy"]})
    rows = firms(tax=[50.0], energy=[None], electricity=[2.0])
    assert run(rows, by_energy(), not_applicable=out).values["x"].to_list() == [pytest.approx(50 / 2.458)]


def test_nothing_stands_in_for_what_must_not_be_used() -> None:
    rows = firms(tax=[50.0], energy=[5.0], electricity=[2.0])
    plan = by_energy(policy=["price/shandong-2022"])
    for field in ("energy", "electricity"):
        found = run(rows.with_columns(pl.lit(None, pl.Float64).alias("energy")), plan, channels={field: "statistics"})
        assert found.firms["total"].to_list() == [None]
        assert "statistical_channel" in codes(found.stops)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"other": "power"}, ["scheme_unknown_field"]),
        ({"times": 0}, ["scheme_times"]),
        ({"times": None}, ["scheme_times"]),
        ({"other": "energy"}, ["scheme_twice"]),
    ],
)
def test_what_is_wrong_with_another_field_is_told(parts: dict[str, Any], expected: list[str]) -> None:
    assert wrong(instead=[{**INSTEAD[0], **parts}]) == expected


# One benchmark table by industry ---------------------------------------------------------------------------------

TABLE = {"rule": "table", "table": {"C26": 20, "2614": 40, "36": 10}}


def by_industry(*industries: str | None, **parts: Any) -> Any:
    rows = firms(*({"land": 1.0, "tax": 10.0, "industry": code} for code in industries))
    return run(rows, one_item(benchmark={**TABLE, **parts}))


def test_each_industry_has_its_benchmark_and_all_are_ranked_together() -> None:
    """10 万元/亩 against 20 (26), 40 (2614, the longer code), 10 (36)."""
    found = by_industry("2651", "C2614", "3670")
    assert found.firms["total"].to_list() == [50, 25, 100]
    assert found.firms["rank"].to_list() == [2, 3, 1]
    assert [dict(found.account(f).select("step", "amount").iter_rows())["benchmark"] for f in ("f1", "f2", "f3")] == [
        20,
        40,
        10,
    ]
    assert found.uncapped["tax_per_mu"].to_list() == [50, 25, 100]


def test_an_industry_that_is_not_in_the_table_has_the_value_of_the_others_or_is_told() -> None:
    assert by_industry("13", None, value=5).firms["total"].to_list() == [200, 200]
    found = by_industry("13", None, "36")
    assert found.firms["total"].to_list() == [None, None, 100]
    (stop,) = found.stops
    assert (stop.code, stop.slots["count"]) == ("industry_not_in_table", "2")


def test_a_benchmark_by_industry_within_parks() -> None:
    """Peers are of one park, benchmarks of the industry."""
    rows = firms(
        *({"land": 1.0, "tax": 10.0, "industry": code, "park": park} for code, park in (("26", "a"), ("36", "b")))
    )
    group = {"given": ["规上"], "split": "park", "items": [{**item(), "benchmark": TABLE}]}
    assert run(rows, scheme(groups={"规上": group})).firms["total"].to_list() == [50, 100]


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        ({"rule": "table"}, ["scheme_missing_part"]),
        ({**TABLE, "table": {"化工": 20}}, ["scheme_industry"]),
        ({**TABLE, "table": {"26": 0}}, ["scheme_times"]),
        ({**TABLE, "table": {"26": "high"}}, ["scheme_times"]),
        ({**TABLE, "table": {"26": 1, "C26": 2}}, ["scheme_twice"]),
        ({**TABLE, "table": [26]}, ["scheme_kind"]),
        ({**TABLE, "table": {6: 20}}, ["scheme_industry"]),
        ({**TABLE, "times": 2}, ["scheme_idle"]),
        ({"rule": "mean", "table": {"26": 3}}, ["scheme_idle"]),
    ],
)
def test_what_is_wrong_with_a_table_is_told(benchmark: dict[str, Any], expected: list[str]) -> None:
    assert wrong_item(benchmark=benchmark) == expected
