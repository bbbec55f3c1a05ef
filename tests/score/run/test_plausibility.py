"""What looks wrong in the returns is told by name; three kinds of nothing; channels."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.messages import says
from tests.score.making import codes, firms, item, one_item, run, scheme
from tests.score.making import facts as no_facts

from liantu.library.scheme_files import read_scheme_text
from liantu.model.problems import Problem, Problems
from liantu.score.report.run_records import build_run_record
from liantu.score.scheme.reader import read_scheme

HUANGYAN = read_scheme(read_scheme_text("huangyan-2022"), "huangyan-2022.yaml")
SOUND = {"land": 20.0, "tax": 400.0, "value_added": 2000.0, "revenue": 9000.0, "energy": 800.0}
SOUND |= {"electricity": 120.0, "emission": 0.5, "employees": 100.0, "rd": 250.0}
AROUND = [{**SOUND, "firm": f"s{at}", "land": 10.0 + at, "tax": 200.0 + 40 * at} for at in range(8)]


def found(**odd: float | None) -> dict[str, Problem]:
    notes = run(firms(*AROUND, {**SOUND, "firm": "odd", **odd}), HUANGYAN).notes
    return {note.code: note for note in notes}


TRAPS: list[tuple[dict[str, float | None], str]] = [
    ({"rd": 2.36}, "rd_looks_like_share"),
    ({"rd": 2.36 * 9000}, "share_above_one"),
    ({"land": 13_333.0}, "land_in_square_metres"),
    ({"land": 20.0 * 10_000 / 15}, "land_in_square_metres"),
    ({"tax": 4_000_000.0}, "tax_in_yuan"),
    ({"tax": 12_000.0}, "tax_in_yuan"),  # more than it sells
    ({"land": 0.3, "tax": 600.0}, "tiny_land"),
    ({"land": 0.0}, "zero_land"),
    ({"tax": -12.0}, "negative_tax"),
    ({"value_added": -40.0}, "negative_value"),
    ({"emission": None}, "missing_value"),
    ({"emission": 0.0}, "true_zero"),
    ({"employees": 0.0}, "true_zero"),
    ({"tax": 50_000.0, "revenue": 120_000.0}, "tax_in_yuan"),
    ({"value_added": 30_000_000.0, "revenue": 12_000.0}, "value_added_above_revenue"),
    ({"electricity": 3_000_000.0}, "electricity_in_kwh"),
    ({"land": 200.0, "tax": 6.0}, "land_in_square_metres"),
]


@pytest.mark.parametrize(("odd", "code"), TRAPS, ids=[f"{code} {odd}" for odd, code in TRAPS])
def test_a_trap_is_told_by_name(odd: dict[str, float | None], code: str) -> None:
    told = found(**odd)
    assert code in told
    for language in ("zh_CN", "en"):
        assert "odd" in told[code].message(language)


@pytest.mark.parametrize(
    ("plausible", "odd", "code"),
    [
        ({"electricity": 100_000.0}, {"electricity": 100_001.0}, "electricity_in_kwh"),
        ({"rd": 9000.0}, {"rd": 9001.0}, "share_above_one"),  # all of the revenue, and more
        ({"land": 1.0, "tax": 600.0}, {"land": 0.99, "tax": 600.0}, "tiny_land"),
        ({"land": 0.5, "tax": 250.0}, {"land": 0.5, "tax": 251.0}, "tiny_land"),  # 500 and 502 a mu
        (
            {"land": 1.0, "tax": 5000.0, "revenue": 20_000.0},
            {"land": 1.0, "tax": 5001.0, "revenue": 20_000.0},
            "tax_in_yuan",
        ),
        ({"tax": 3600.0}, {"tax": 3601.0}, "tax_in_yuan"),  # two fifths of the revenue
        ({"value_added": 9000.0}, {"value_added": 9001.0}, "value_added_above_revenue"),
        (
            {"land": 5000.0, "tax": 90_000.0, "revenue": 1e6},
            {"land": 5001.0, "tax": 90_000.0, "revenue": 1e6},
            "land_in_square_metres",
        ),
        ({"rd": 18.0}, {"rd": 17.9}, "rd_looks_like_share"),  # 0.2 % of the revenue
        ({"rd": 101.0, "revenue": 1e6}, {"rd": 100.0, "revenue": 1e6}, "rd_looks_like_share"),  # may be a percentage
    ],
    ids=str,
)
def test_just_within_a_limit_is_plausible(plausible: dict[str, float], odd: dict[str, float], code: str) -> None:
    assert [code in found(**given) for given in (plausible, odd)] == [False, True]


@pytest.mark.parametrize(("firms_with_tax", "in_metres"), [(5, True), (4, False)])
def test_with_five_firms_the_median_is_the_usual_tax_a_mu(firms_with_tax: int, in_metres: bool) -> None:
    """Usual is 2,000 a mu, the benchmark says 10; 600 on 200 mu is 3 a mu: far below the first, not the second."""
    rows = [{"land": 1.0, "tax": 2000.0}] * (firms_with_tax - 1)
    assert ("land_in_square_metres" in codes(run(firms(*rows, {"land": 200.0, "tax": 600.0})).notes)) is in_metres


def test_a_benchmark_of_few_firms_is_told_of_for_it_tells_the_others() -> None:
    means = one_item(benchmark={"rule": "mean"})
    told = {count: run(firms(land=[1.0] * count, tax=[5.0] * count), means).notes for count in (2, 3, 4)}
    assert ["benchmark_of_few" in codes(notes) for notes in told.values()] == [True, True, False]
    assert "只由 3 家企业算得，不足 4 家" in told[3][0].message("zh_CN")
    assert "can work out the values of the others" in told[3][0].message("en")
    fixed = one_item(benchmark={"rule": "fixed", "value": 5})
    assert "benchmark_of_few" not in codes(run(firms(land=[1.0], tax=[5.0]), fixed).notes)


def test_a_whole_column_in_another_unit_is_told_by_the_benchmark_of_the_scheme() -> None:
    """Seven firms whose land is in square metres, as one alone would be: the median is as wrong as they are."""
    metres = run(firms(*({**SOUND, "land": 20.0 * 2000 / 3, "firm": f"s{at}"} for at in range(7))), HUANGYAN).notes
    told = [note.message("en") for note in metres if note.code == "far_from_benchmark"]
    assert "The median of “Tax per mu” in “规上” is 0.03 万元/亩, the benchmark of the scheme 24.097" in told[0]
    assert "Land" in told[0]
    yuan = run(firms(*({"land": 2.0, "tax": 250_000.0, "firm": f"s{at}"} for at in range(7))), scheme()).notes
    assert "far_from_benchmark" in codes(yuan)
    assert "far_from_benchmark" not in codes(run(firms(*AROUND), HUANGYAN).notes)


def test_a_pool_too_small_for_its_best_share_is_told() -> None:
    assert run(firms(*AROUND[:1]), scheme()).firms["grade"].to_list() == ["D"]
    told = [note for note in run(firms(*AROUND[:4]), scheme()).notes if note.code == "pool_too_small"]
    assert [note.value for note in told] == ["4"]
    assert "只有 4 家企业定档，20% 不足一家" in told[0].message("zh_CN")
    assert "pool_too_small" not in codes(run(firms(*AROUND[:5]), scheme()).notes)


def test_large_amounts_are_told_in_full() -> None:
    assert "2400000" in found(tax=2_400_000.0)["tax_in_yuan"].message("en")


def test_nothing_is_said_of_sound_returns() -> None:
    assert run(firms(*AROUND), HUANGYAN).notes == ()


def test_a_single_return_is_held_against_the_benchmark() -> None:
    told = codes(run(firms({**SOUND, "land": 13_333.0}), HUANGYAN).notes)
    assert "land_in_square_metres" in told


def test_missing_zero_and_not_applicable_are_three_things() -> None:
    rows = firms({**SOUND}, {**SOUND, "emission": None}, {**SOUND, "emission": 0.0}, {**SOUND, "emission": None})
    nothing = pl.DataFrame({"firm": ["f4"], "field": ["emission"]})
    result = run(rows, HUANGYAN, not_applicable=nothing)
    told = {note.code: note for note in result.notes}
    assert "f2" in told["missing_value"].slots["firms"]
    assert "f3" in told["true_zero"].slots["firms"]
    assert "f4" in told["does_not_apply"].slots["firms"]
    scores = result.points["value_added_per_emission"].to_list()
    assert scores[1] == scores[0]
    assert scores[3] is None
    others = sum(v for k, v in result.points.row(3, named=True).items() if k not in ("firm", "reweighed") and v)
    assert result.firms["total"][3] == pytest.approx(others * 100 / 90)
    assert result.points["reweighed"][3] == pytest.approx(others * 10 / 90)


@pytest.mark.parametrize(
    ("rule", "expected"), [("reweigh", 100.0), ("group_mean", 100.0), ("full", 100.0), ("zero", 60.0)]
)
def test_what_does_not_apply_is_treated_as_the_scheme_says(rule: str, expected: float) -> None:
    parts = {
        "tax_per_mu": {"zh": "税", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"},
        "other": {"zh": "排放", "numerator": ["value_added"], "denominator": ["emission"], "unit": "万元/吨"},
    }
    items = [item(weight=60), {**item("other", 40), "not_applicable": rule}]
    plan = scheme(indicators=parts, groups={"规上": {"given": ["规上"], "items": items}})
    rows = firms(land=[1.0, 1.0], tax=[10.0, 10.0], value_added=[10.0, 10.0], emission=[1.0, None])
    nothing = pl.DataFrame({"firm": ["f2"], "field": ["emission"]})
    assert run(rows, plan, not_applicable=nothing).firms["total"].to_list() == pytest.approx([100, expected])


@pytest.mark.parametrize(("rule", "expected"), [("unknown", None), ("zero", 0.0), ("group_mean", 50.0)])
def test_what_is_missing_is_treated_as_the_scheme_says(rule: str, expected: float | None) -> None:
    result = run(firms(land=[1.0, 1.0], tax=[5.0, None]), one_item(missing=rule))
    assert result.firms["total"].to_list() == [50.0, expected]


@pytest.mark.parametrize(("rule", "expected"), [("missing", None), ("full", 100.0), ("zero", 0.0)])
def test_what_cannot_be_divided_is_treated_as_the_scheme_says(rule: str, expected: float | None) -> None:
    result = run(firms(land=[1.0, 0.0], tax=[5.0, 5.0]), one_item(zero_denominator=rule))
    assert result.firms["total"].to_list() == [50.0, expected]


def test_a_cap_and_what_is_below_zero() -> None:
    rows = firms(land=[1.0, 1.0], tax=[40.0, -5.0])
    assert run(rows, one_item(cap=1.5)).firms["total"].to_list() == [150.0, 0.0]
    assert run(rows, one_item(floor=None)).firms["total"].to_list() == [400.0, -50.0]
    low = {"rule": "range"}
    spread = one_item(family="min_max", at_low=20, benchmark=low, negative="zero")
    assert run(rows, spread).firms["total"].to_list() == [100.0, 0.0]


def priced(channels: Any) -> Any:
    return run(firms(AROUND[0], AROUND[1]), scheme(policy=["price/haining-2025-draft"]), channels=channels)


def test_statistics_do_not_carry_a_grade_that_sets_prices() -> None:
    result = priced({"tax": "tax", "land": "statistics"})
    assert codes(result.stops) == ["statistical_channel"]
    assert "用地" in result.stops[0].message("zh_CN")
    assert result.firms["grade"].to_list() == [None, None]
    assert priced({"tax": "tax", "land": "land"}).firms["grade"].null_count() == 0
    frame = pl.DataFrame({"field": ["tax", "tax"], "channel": ["tax", "statistics"]})
    assert codes(priced(frame).stops) == ["statistical_channel"]


def test_a_channel_that_nobody_named_is_noted_and_stops_nothing() -> None:
    result = priced({"tax": "tax"})
    assert codes(result.notes)[0] == "channel_not_stated"
    assert result.notes[0].message().startswith("未说明来源渠道：用地。")
    assert "Land" in result.notes[0].message("en")
    assert result.firms["grade"].null_count() == 0
    free = run(firms(AROUND[0]), scheme(), channels={"tax": "statistics"})
    assert free.stops == ()


def test_a_group_the_scheme_does_not_know_is_named() -> None:
    result = run(firms({**SOUND}, {**SOUND, "group": "微型"}, {**SOUND, "group": None}), scheme())
    assert [(stop.code, stop.value) for stop in result.stops] == [("unknown_group", "微型"), ("unknown_group", "")]
    assert result.firms["total"].null_count() == 2
    assert "f2" in result.stops[0].message("en")


def test_several_years_and_the_one_asked_for() -> None:
    rows = firms({**SOUND, "firm": "a", "year": 2021, "tax": 10.0}, {**SOUND, "firm": "a", "year": 2022})
    last = run(rows)
    assert (last.year, codes(last.calculation_notes)) == (2022, ["several_years"])
    assert run(rows, year=2021).firms["total"].to_list() == [5.0]
    with pytest.raises(Problems, match="no_such_year"):
        run(rows, year=2020)


def test_rows_that_no_run_can_do_with() -> None:
    with pytest.raises(Problems, match="duplicate_return"):
        run(firms({**SOUND, "firm": "a"}, {**SOUND, "firm": "a"}))
    with pytest.raises(Problems, match="no_returns"):
        run(firms({**SOUND}).clear())


def told(scheme_: Any, **given: Any) -> list[str]:
    return [note.message("en") for note in run(firms(AROUND[0], AROUND[1]), scheme_, **given).calculation_notes]


def test_a_year_the_scheme_is_not_for() -> None:
    assert says("other_data_year", told(scheme(data_year=2021))[0])
    assert "2021" in told(scheme(data_year=2021))[0]
    assert told(scheme(data_year=2022, valid={"from": date(2024, 1, 1)})) == []
    assert says("outside_validity", told(scheme(valid={"from": date(2018, 1, 1), "to": date(2020, 12, 31)}))[0])
    assert says("outside_validity", told(scheme(valid={"from": date(2025, 1, 1)}))[0])
    assert told(scheme(valid={"from": date(2023, 1, 1)})) == []  # returns of 2022 are evaluated in 2023


def test_a_price_of_a_grade_that_is_not_there() -> None:
    cutting = {"rule": "shares", "grades": [{"grade": "好", "share": 50}, {"grade": "限制发展类"}]}
    plan = scheme(cutting=cutting, policy=["price/shandong-2022"])
    assert says("price_without_grade", told(plan, channels={"tax": "tax", "land": "land"})[0])


def test_facts_that_nobody_gave_are_not_none() -> None:
    moves = [{"id": "m", "zh": "否决", "en": "Veto", "effect": "to", "grade": "D", "fact": "x"}]
    assert says("facts_not_given", told(scheme(moves=moves))[0])
    assert "Veto" in told(scheme(moves=moves))[0]
    assert told(scheme(moves=moves), facts=no_facts()) == []


def test_who_is_below_the_line_is_told_the_line() -> None:
    group = {"规下": {"zh": "规下企业", "en": "Small", "given": ["规下"], "land": [3, None], "items": [item()]}}
    stop = run(firms({**SOUND, "group": "规下", "land": 2.0}), scheme(groups=group)).stops[0]
    assert stop.code == "outside_group"
    assert "Small: 3 mu of land or more" in stop.message("en")
    assert "规下企业：用地 3 亩以上" in stop.message("zh_CN")


def test_points_of_rules_are_no_scores_of_indicators() -> None:
    rule = {"id": "p", "zh": "加", "points": 5, "field": "emission", "states": ["missing"]}
    rows = firms({"land": 3.0, "tax": 10.0, "emission": None})
    first = build_run_record(run(rows, scheme(points=[rule], total_decimals=1)), "en")["firms"][0]
    assert first["scores"] == pytest.approx({"tax_per_mu": 100 / 3})
    assert first["added"] == pytest.approx({"p": 5, "rounding": 38.3 - 100 / 3 - 5})


def test_half_is_rounded_as_it_is_written() -> None:
    assert run(firms(land=[1.0], tax=[0.1005]), scheme(total_decimals=2)).firms["total"][0] == 1.01
    assert run(firms(land=[1.0], tax=[0.1005]), scheme(point_decimals=2)).points["tax_per_mu"][0] == 1.01
    rows = firms(land=[1.0], tax=[-0.1005])
    assert run(rows, scheme(total_decimals=2, scoring={"floor": None})).firms["total"][0] == -1.01
