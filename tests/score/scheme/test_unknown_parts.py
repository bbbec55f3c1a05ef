"""A part that the scheme does not tell stops what rests on it, wherever it stands and whatever is written there."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import polars as pl
import pytest
from tests.score.making import SHARES, TAX, VALUE_ADDED, codes, facts, firms, item, plan, run, scheme

ROWS = firms(land=[1.0, 1.0], tax=[5.0, 8.0])
UNKNOWN = {"status": "unknown"}
GROUP = {"given": ["规上"]}


def with_item(**parts: Any) -> dict[str, Any]:
    return plan(groups={"规上": {**GROUP, "items": [{**item(), **parts}]}})


def with_cutting(**parts: Any) -> dict[str, Any]:
    return plan(cutting={**deepcopy(SHARES), **parts})


def found(given: dict[str, Any], **more: Any) -> tuple[list[Any], list[Any], list[str]]:
    """Totals, grades and the codes of the stops."""
    result = run(ROWS, scheme(**given), **more)
    for stop in result.stops:
        assert stop.message("zh_CN")
        assert stop.message("en")
    return result.firms["total"].to_list(), result.firms["grade"].to_list(), codes(result.stops)


POINTS = [
    ("weight", {"value": 100, **UNKNOWN}, "scheme_unknown_weights"),
    ("cap", UNKNOWN, "scheme_unknown_formula"),
    ("floor", UNKNOWN, "scheme_unknown_formula"),
    ("family", UNKNOWN, "scheme_unknown_formula"),
    ("cap", {"value": 1.5, **UNKNOWN}, "scheme_unknown_formula"),
    ("benchmark", {"rule": "fixed", "value": {"value": 10, **UNKNOWN}}, "scheme_unknown_benchmark"),
    ("benchmark", {"rule": "mean", "times": UNKNOWN}, "scheme_unknown_benchmark"),
    ("benchmark", {"rule": "mean", **UNKNOWN}, "scheme_unknown_benchmark"),
]


@pytest.mark.parametrize(("key", "value", "code"), POINTS, ids=[f"{key} {value}" for key, value, _ in POINTS])
def test_what_points_need(key: str, value: Any, code: str) -> None:
    assert found(with_item(**{key: value})) == ([None, None], [None, None], [code])


def test_what_holds_for_all_items_is_as_sure_as_it_says_there() -> None:
    assert found(plan(scoring={"cap": UNKNOWN}))[2] == ["scheme_unknown_formula"]
    own = plan(scoring={"cap": UNKNOWN}, groups={"规上": {**GROUP, "items": [{**item(), "cap": 1.5}]}})
    assert found(own) == ([50, 80], ["D", "B"], [])  # the item says it itself


@pytest.mark.parametrize("key", ["missing", "negative", "zero_denominator", "not_applicable"])
def test_what_is_done_with_a_special_case_concerns_the_firms_that_meet_it(key: str) -> None:
    assert found(with_item(**{key: UNKNOWN})) == ([50, 80], ["D", "B"], ["scheme_unknown_treatment"])


@pytest.mark.parametrize(
    ("key", "land", "tax"), [("missing", 1.0, None), ("negative", 1.0, -5.0), ("zero_denominator", 0.0, 5.0)]
)
def test_and_those_have_no_total(key: str, land: float, tax: float | None) -> None:
    result = run(firms(land=[1.0, land], tax=[5.0, tax]), scheme(**with_item(**{key: UNKNOWN})))
    assert result.firms["total"].to_list() == [50, None]


CUTS = [
    {"rounding": UNKNOWN},
    {"ties": UNKNOWN},
    {"status": "unknown"},
    {"rule": {"value": "shares", **UNKNOWN}},
    {"grades": [{"grade": "A", "share": UNKNOWN}, {"grade": "B"}]},
    {"grades": [{"grade": "A", "share": {"value": 20, **UNKNOWN}}, {"grade": "B"}]},
]


@pytest.mark.parametrize("parts", CUTS, ids=str)
def test_what_a_cut_needs(parts: dict[str, Any]) -> None:
    assert found(with_cutting(**parts)) == ([50, 80], [None, None], ["scheme_unknown_cutting"])


VETO = {"id": "veto", "zh": "否决", "effect": "to", "grade": "A", "fact": "x"}
RULES = [
    ({"moves": [{"id": "m", "zh": "调", **UNKNOWN}]}, "scheme_unknown_move"),
    ({"moves": [{**VETO, **UNKNOWN}]}, "scheme_unknown_move"),
    ({"moves": [{**VETO, "fact": UNKNOWN}]}, "scheme_unknown_move"),
    ({"classes": [{"id": "c", "zh": "类", "facts": ["x"], **UNKNOWN}]}, "scheme_unknown_class"),
    ({"classes": [{"id": "c", "zh": "类", "since": ["x"], "years": UNKNOWN}]}, "scheme_unknown_class"),
    ({"points": [{"id": "p", "zh": "加", "points": 9, "fact": "x", **UNKNOWN}]}, "scheme_unknown_points"),
    ({"points": [{"id": "p", "zh": "加", "points": {"value": 9, **UNKNOWN}, "fact": "x"}]}, "scheme_unknown_points"),
    ({"backfill": UNKNOWN}, "scheme_unknown_value"),
    ({"backfill": {"value": True, **UNKNOWN}}, "scheme_unknown_value"),
    ({"total_decimals": {"value": 0, **UNKNOWN}}, "scheme_unknown_value"),
]


@pytest.mark.parametrize(("parts", "code"), RULES, ids=[str(parts) for parts, _ in RULES])
def test_a_rule_that_is_not_told_does_nothing_and_is_asked_for(parts: dict[str, Any], code: str) -> None:
    known = facts(("f1", "x", "文号", None, None))
    assert found(plan(**parts), facts=known) == ([50, 80], ["D", "B"], [code])


def test_what_an_indicator_is_made_of() -> None:
    assert found(plan(indicators={"tax_per_mu": {**TAX, **UNKNOWN}}))[2] == ["scheme_unknown_fields"]


def test_who_is_in_a_group() -> None:
    told = found(plan(groups={"规上": {"given": {"value": ["规上"], **UNKNOWN}, "items": [item()]}}))
    assert told[0] == [None, None]
    assert told[2][0] == "scheme_unknown_value"


#: Of two items the second is not told; f1 has all values, f2 none for it, f3 is not concerned.
THREE = firms(land=[1.0] * 3, tax=[10.0] * 3, value_added=[20.0, None, None])
NOT_CONCERNED = pl.DataFrame({"firm": ["f3"], "field": ["value_added"]})


@pytest.mark.parametrize("instead", ["zero", "full", "reweigh"])
@pytest.mark.parametrize(
    "second",
    [
        {"weight": {"value": 40, **UNKNOWN}},
        {"benchmark": {"rule": "fixed", "value": {"value": 10, **UNKNOWN}}},
        {"cap": UNKNOWN},
    ],
    ids=str,
)
def test_nobody_has_a_total_beside_an_item_that_is_not_told(second: dict[str, Any], instead: str) -> None:
    own = {**item("value_added_per_mu", 40), "missing": "zero", "not_applicable": instead, **second}
    given = plan(
        indicators={"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED},
        groups={"规上": {**GROUP, "items": [item(weight=60), own]}},
    )
    result = run(THREE, scheme(**given), not_applicable=NOT_CONCERNED)
    assert result.stops
    assert result.points["tax_per_mu"].to_list() == [60, 60, 60]
    assert result.points["value_added_per_mu"].to_list() == [None] * 3
    assert result.firms["total"].to_list() == [None] * 3
    assert result.firms["grade"].to_list() == [None] * 3


def test_nor_beside_one_whose_benchmark_came_out_below_zero() -> None:
    own = {**item("value_added_per_mu", 40), "missing": "zero", "benchmark": {"rule": "mean"}}
    given = plan(
        indicators={"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED},
        groups={"规上": {**GROUP, "items": [item(weight=60), own]}},
    )
    result = run(firms(land=[1.0, 1.0], tax=[10.0, 10.0], value_added=[-20.0, None]), scheme(**given))
    assert codes(result.stops) == ["benchmark_not_positive"]
    assert result.firms["total"].to_list() == [None, None]
