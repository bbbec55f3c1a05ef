"""Huangyan's formula, worked out by hand with exact decimals."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from tests.score.making import codes, firms, run

from liantu.library.scheme_files import read_scheme_text
from liantu.score.scheme.reader import read_scheme

HUANGYAN = read_scheme(read_scheme_text("huangyan-2022"), "huangyan-2022.yaml")
WEIGHTS = [D(30), D(20), D(20), D(10), D(10), D(10)]
AGAINST = [D("24.097"), D("136.16"), D("2.694"), D("4929.81"), D("18.14"), D("0.0302")]
FIELDS = ("land", "tax", "value_added", "revenue", "energy", "emission", "employees", "rd")
ROWS = {
    "ordinary": ("12.5", "310.2", "1650", "7200", "480", "0.41", "96", "205"),
    "large": ("260", "9100.75", "41200", "160000", "22000", "3.3", "1450", "6100"),
    "poor": ("40", "15", "300", "2500", "900", "5", "60", "0"),
    "refund": ("18", "-66.6", "500", "3000", "120", "0.2", "50", "40"),
}


def points(row: tuple[str, ...]) -> list[D]:
    land, tax, added, revenue, energy, emission, people, rd = map(D, row)
    values = [tax / land, added / land, added / energy, added / emission, added / people, rd / revenue]
    return [max(w * x / b, D(0)) for w, x, b in zip(WEIGHTS, values, AGAINST, strict=True)]


def given(name: str, **other: float | None) -> dict[str, object]:
    return {"firm": name, **{f: float(v) for f, v in zip(FIELDS, ROWS[name], strict=True)}, **other}


@pytest.mark.parametrize("name", ROWS)
def test_a_firm_by_hand(name: str) -> None:
    found = run(firms(given(name)), HUANGYAN)
    own = points(ROWS[name])
    scored = found.points.select(item.indicator for item in HUANGYAN.group("规上").items).row(0)
    assert scored == pytest.approx([float(p) for p in own], rel=1e-12)
    assert found.firms["total"][0] == pytest.approx(float(sum(own)), rel=1e-12)


def test_the_benchmarks_of_two_years_differ() -> None:
    older = read_scheme(read_scheme_text("huangyan-2021"), "huangyan-2021.yaml")
    row = {"land": 10.0, "tax": 260.1, "group": "规上"}
    assert run(firms(row), older).points["tax_per_mu"][0] == pytest.approx(30, rel=1e-12)
    assert run(firms(row), HUANGYAN).points["tax_per_mu"][0] == pytest.approx(30 * 26.01 / 24.097, rel=1e-12)


def test_a_small_firm_by_hand() -> None:
    row = {"group": "规下", "land": 6.4, "tax": 71.0, "electricity": 88.0}
    own = D(50) * (D("71") / D("6.4")) / D("11.5932") + D(50) * (D(71) / D(88)) / D("0.2352")
    found = run(firms(row), HUANGYAN)
    assert found.firms["total"][0] == pytest.approx(float(own), rel=1e-12)
    assert found.firms["group"][0] == "规下"


def test_without_emission_data_a_firm_gets_the_mean_score_of_that_item() -> None:
    found = run(firms(given("ordinary"), given("large"), given("poor", emission=None)), HUANGYAN)
    mean = (points(ROWS["ordinary"])[3] + points(ROWS["large"])[3]) / 2
    scores = found.points["value_added_per_emission"]
    assert scores[2] == pytest.approx(float(mean), rel=1e-12)
    assert scores[0] == pytest.approx(float(points(ROWS["ordinary"])[3]), rel=1e-12)
    assert "missing_value" in codes(found.notes)


def test_the_mean_is_of_large_firms_only() -> None:
    small = {"group": "规下", "land": 6.4, "tax": 71.0, "electricity": 88.0, "value_added": 1e9, "emission": 1.0}
    alone = run(firms(given("ordinary"), given("poor", emission=None)), HUANGYAN)
    beside = run(firms(given("ordinary"), given("poor", emission=None), {"firm": "s", **small}), HUANGYAN)
    assert alone.points["value_added_per_emission"][1] == beside.points["value_added_per_emission"][1]


def test_no_cap_and_a_floor_of_zero() -> None:
    found = run(firms({**given("ordinary"), "tax": 24_097.0}, {**given("poor"), "tax": -5.0}), HUANGYAN)
    assert found.points["tax_per_mu"].to_list() == [pytest.approx(30 * 24_097 / 12.5 / 24.097, rel=1e-12), 0.0]


def test_other_values_that_are_missing_stay_unknown() -> None:
    found = run(firms(given("ordinary", rd=None)), HUANGYAN)
    assert found.points["rd_share"][0] is None
    assert found.firms.select("total", "rank", "grade").row(0) == (None, None, None)


def test_the_cutting_is_asked_for_and_ranks_are_given() -> None:
    found = run(firms(given("ordinary"), given("large"), given("poor")), HUANGYAN)
    assert codes(found.stops) == ["scheme_unknown_cutting"]  # of the group that has firms
    assert found.firms["grade"].to_list() == [None, None, None]
    assert sorted(found.firms["rank"].to_list()) == [1, 2, 3]
    assert "规上" in found.stops[0].message("zh_CN")


def test_at_the_benchmark_the_total_is_the_sum_of_the_weights() -> None:
    row = {"land": 1.0, "tax": 24.097, "value_added": 136.16, "energy": 136.16 / 2.694}
    row |= {"emission": 136.16 / 4929.81, "employees": 136.16 / 18.14, "revenue": 1.0, "rd": 0.0302}
    assert run(firms(row), HUANGYAN).firms["total"][0] == pytest.approx(100, rel=1e-14)
