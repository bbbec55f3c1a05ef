"""From values to points: what no value can be divided by, and indicators of which less is better."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest
from tests.score.making import TAX, codes, firms, item, one_item, run, scheme


def taxed(*tax: float, **columns: Any) -> pl.DataFrame:
    return firms(land=[1.0] * len(tax), tax=list(tax), **columns)


@pytest.mark.parametrize(
    ("tax", "parts"),
    [
        ([0.0, 0.0], {"benchmark": {"rule": "mean"}}),
        ([0.0, 0.0], {"family": "best", "benchmark": None}),
        ([-20.0, -10.0], {"benchmark": {"rule": "mean"}, "floor": None}),
        ([-20.0, -10.0], {"family": "best", "benchmark": None, "floor": None}),
    ],
    ids=str,
)
def test_nothing_is_divided_by_a_benchmark_that_is_not_above_zero(tax: list[float], parts: dict[str, Any]) -> None:
    found = run(taxed(*tax), one_item(**parts))
    assert codes(found.stops) == ["benchmark_not_positive"]
    assert "亩均税收" in found.stops[0].message("zh_CN")
    assert found.firms.select("total", "rank", "grade").rows() == [(None, None, None)] * 2
    assert not any(math.isnan(one) for one in found.terms["amount"])


def test_nor_by_one_where_less_is_better() -> None:
    found = run(taxed(-20.0, -10.0), less(family="reverse", benchmark={"rule": "median"}, floor=None))
    assert codes(found.stops) == ["benchmark_not_positive"]
    assert found.firms["total"].to_list() == [None, None]


def less(**parts: Any) -> Any:
    given = {**item(), **parts}
    group = {"given": ["规上"], "items": [given]}
    return scheme(indicators={"tax_per_mu": {**TAX, "direction": "less"}}, groups={"规上": group})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"family": "min_max", "benchmark": {"rule": "range"}}, [100, 100 * 10 / 15, 0]),
        ({"family": "efficacy", "benchmark": {"rule": "range"}}, [100, 60 + 40 * 10 / 15, 60]),
        ({"family": "base_target", "benchmark": {"rule": "fixed", "low": 20, "high": 5}}, [100, 60 + 40 * 10 / 15, 60]),
        ({"family": "rank", "benchmark": None}, [100, 200 / 3, 100 / 3]),
        ({"family": "reverse", "benchmark": {"rule": "fixed", "value": 10}}, [150, 100, 0]),
    ],
    ids=str,
)
def test_where_less_is_better_less_has_more_points(parts: dict[str, Any], expected: list[float]) -> None:
    found = run(taxed(5, 10, 20), less(**parts))
    assert found.firms["total"].to_list() == pytest.approx(expected)
    assert found.firms["rank"].to_list() == [1, 2, 3]


def test_nothing_is_divided_by_land_below_zero() -> None:
    found = run(firms(land=[-1.0, 1.0], tax=[-5.0, 5.0]))
    assert found.firms["total"].to_list() == [None, 50]
    assert "negative_denominator" in codes(found.notes)
    assert run(firms(land=[-1.0, 1.0], tax=[-5.0, 5.0]), one_item(missing="zero")).firms["rank"].to_list() == [2, 1]


def test_peers_that_were_not_there_last_year_are_told() -> None:
    rows = firms(
        {"firm": "a", "year": 2021, "land": 1.0, "tax": 4.0, "park": "old"},
        {"firm": "a", "land": 1.0, "tax": 10.0, "park": "old"},
        {"firm": "b", "land": 1.0, "tax": 10.0, "park": "new"},
    )
    group = {
        "given": ["规上"],
        "split": "park",
        "items": [{**item(), "benchmark": {"rule": "mean", "year": "previous"}}],
    }
    found = run(rows, scheme(groups={"规上": group}))
    assert found.firms["total"].to_list() == [250, None]
    assert [(stop.code, stop.slots["group"]) for stop in found.stops] == [("no_year_before", "规上 / new")]
