"""Observations against their indicators, their time, and each other."""

from __future__ import annotations

import pytest

from liantu.model.contradictions import find_contradictions
from liantu.model.problems import Problem
from liantu.model.rules.observation_values import check_actual_periods, check_observation_units, check_shares
from liantu.model.rules.period_keys import check_same_periods

from .small import Row, tables

INDICATORS: list[Row] = [
    {"id": "output", "zh": "产值", "unit": "亿元", "kind": "output"},
    {"id": "share", "zh": "占比", "unit": "%", "kind": "share"},
    {"id": "growth", "zh": "增速", "unit": "%"},
]


def observed(id: str, value: str, unit: str = "亿元", **fields: str) -> Row:
    row = {"id": id, "subject": "d", "indicator": "output", "status": "actual", "period": "2023", "comparator": "eq"}
    return {**row, "value": value, "unit": unit, **fields}


def told(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(p.code, p.row, p.column, p.value) for p in problems]


@pytest.mark.parametrize(("unit", "right"), [("万元", True), ("GWh", False), ("%", False), ("scoop", True)])
def test_a_value_measures_what_its_indicator_measures(unit: str, right: bool) -> None:
    given = tables(indicators=INDICATORS, observations=[observed("a", "1"), observed("b", "2", unit)])
    assert told(check_observation_units(given)) == ([] if right else [("wrong_dimension", 3, "unit", unit)])


@pytest.mark.parametrize(
    ("period", "vintage", "right"),
    [
        ("2023", "2023-12", True),
        ("2023", "2024-01-20", True),
        ("2023", "2023-11", False),
        ("2023-01..09", "2023-10", True),
        ("2031", "2023-12", False),
        ("2024", "", False),  # not published: the district stands at the end of 2023
        ("2023", "", True),
        ("2006..", "2023-12", True),
    ],
)
def test_an_actual_value_is_of_a_time_that_has_passed(period: str, vintage: str, right: bool) -> None:
    row = observed("a", "1", period=period, **({"vintage": vintage} if vintage else {}))
    given = tables(observations=[row])
    given = given.with_about({"as_of": "2023-12-31"}, given.frames)
    assert told(check_actual_periods(given)) == ([] if right else [("future_actual", 2, "period", period)])
    expected = tables(observations=[{**row, "status": "expected"}])
    assert check_actual_periods(expected.with_about({"as_of": "2023-12-31"}, expected.frames)) == []


@pytest.mark.parametrize(
    ("indicator", "value", "right"),
    [("share", "150", False), ("share", "100", True), ("share", "-1", False), ("growth", "150", True)],
)
def test_a_share_is_a_part_of_a_whole(indicator: str, value: str, right: bool) -> None:
    given = tables(indicators=INDICATORS, observations=[observed("a", value, "%", indicator=indicator)])
    assert told(check_shares(given)) == ([] if right else [("share_out_of_range", 2, "value", value)])


def test_one_time_in_two_spellings_is_one_row_too_many() -> None:
    loads: list[Row] = [
        {"plant": p, "period": t, "utilisation": "80"} for p, t in (("a", "2023"), ("b", "2023"), ("a", "2023-01..12"))
    ]
    assert told(check_same_periods(tables(loads=loads))) == [("same_period", 4, "period", "2023-01..12")]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (observed("a", "2948"), observed("b", "29480000", "万元"), True),
        (observed("a", "2948"), observed("b", "29480001", "万元"), False),
        (observed("a", "2948"), observed("b", "2900", comparator="gt"), True),
        (observed("a", "2948"), observed("b", "2948", comparator="gt"), False),
        (observed("a", "2948"), observed("b", "2948", comparator="ge"), True),
        (observed("a", "2948"), observed("b", "2900", comparator="lt"), False),
        (observed("a", "2900", comparator="gt"), observed("b", "3000", comparator="gt"), True),
        (observed("a", "2948"), observed("b", "2950", period="2023-01..12"), False),
        (observed("a", "2948"), observed("b", "2950", period="2023-01..11"), True),
        (observed("a", "2948"), observed("b", "2948", "GWh"), False),
    ],
)
def test_values_contradict_where_no_number_fits_all(one: Row, other: Row, agree: bool) -> None:
    found = find_contradictions(tables(observations=[one, other]))["id"].to_list()
    assert found == ([] if agree else ["a", "b"])
