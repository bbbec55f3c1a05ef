"""What is wrong with figures of markets, one rule after the other."""

from __future__ import annotations

import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem
from liantu.model.rules.markets import (
    check_local_supply,
    check_market_figures,
    check_market_periods,
    check_market_units,
    check_output_and_capacity,
)
from liantu.model.tables import Tables

from .small import Row, capacity, product, tables


def of(*rows: Row, about: dict[str, str] | None = None, **more: list[Row]) -> Tables:
    found = tables(markets=[*rows], products=[product("cell", "GWh"), product("glue")], **more)
    return Tables({"as_of": "2023-12-31", **(about or {})}, found.frames)


def figure(measure: str = "consumption", value: str | None = "50", period: str = "2023", **fields: str | None) -> Row:
    row: Row = {"product": "cell", "measure": measure, "period": period, "scope": "nation", "source": "report"}
    return {**row, "region": None, "value": value, "low": None, "high": None, "unit": "GWh", "grade": "B", **fields}


def findings(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(p.code, p.row, p.column, p.value) for p in problems]


def test_the_library_has_nothing_wrong_with_its_markets() -> None:
    library = Tables({"as_of": "2023-12-31"}, load_library().frames)
    rules = (check_market_units, check_market_figures, check_market_periods, check_output_and_capacity)
    assert [problem.message("en") for rule in rules for problem in rule(library)] == []


def test_a_market_measures_what_its_product_measures() -> None:
    rows = [figure(), figure("output", unit="亿Wh"), figure("exports", unit="万吨"), figure("utilisation", unit="%")]
    rows += [figure("utilisation", unit="GWh"), figure("imports", unit="scoop")]
    found = check_market_units(of(*rows))
    assert findings(found) == [("wrong_dimension", 4, "unit", "万吨"), ("wrong_dimension", 6, "unit", "GWh")]
    assert [problem.slots for problem in found] == [{"wanted": "GWh"}, {"wanted": "%"}]


@pytest.mark.parametrize(
    ("low", "value", "high", "shown"),
    [
        ("40", "50", "60", None),
        ("50", "50", "50", None),
        (None, "50", "40", "– / 50.0 / 40.0"),
        ("60", "50", None, "60.0 / 50.0 / –"),
        ("60", None, "40", "60.0 / – / 40.0"),
    ],
)
def test_figures_rise(low: str | None, value: str | None, high: str | None, shown: str | None) -> None:
    found = findings(check_market_figures(of(figure("output", value, low=low, high=high, grade="C"))))
    assert found == ([("market_low_high", 2, "value", shown)] if shown else [])


def test_only_what_is_recalled_may_stand_without_a_figure() -> None:
    blank = {"value": None, "low": "10", "high": "100"}
    rows = [figure(**blank, grade="C"), figure("output", **blank), figure("exports", None, grade="C")]
    assert findings(check_market_figures(of(*rows))) == [
        ("market_without_figure", 3, "value", "cell"),
        ("market_without_figure", 4, "value", "cell"),
    ]


def test_a_region_is_named_and_a_country_is_not() -> None:
    rows = [figure(scope="region", region="重庆"), figure("output", scope="region"), figure("exports", region="重庆")]
    found = findings(check_market_figures(of(*rows)))
    assert found == [("market_region", 3, "region", "region"), ("market_region", 4, "region", "重庆")]


@pytest.mark.parametrize(
    ("period", "published", "kind", "known"),
    [
        ("2023", "2024-01", "study", None),
        ("2024", "2024-06", "study", "2024-06"),
        ("2025..", "2024-06", "study", "2024-06"),
        ("2023", None, "study", None),
        ("2024", None, "study", "2023-12-31"),  # the district's own date
        ("2024", None, "ours", None),
    ],
)
def test_a_forecast_is_no_figure_of_a_market(period: str, published: str | None, kind: str, known: str | None) -> None:
    sources: list[Row] = [{"id": "report", "zh": "报告", "kind": kind, "published": published}]
    found = check_market_periods(of(figure(period=period), sources=sources))
    assert findings(found) == ([("market_of_future", 2, "period", period)] if known else [])
    assert [problem.slots["known"] for problem in found] == ([known] if known else [])


def test_no_more_is_made_in_a_year_than_there_is_capacity() -> None:
    rows = [figure("capacity", "100", "2023-12", high="110"), figure("output", "120", low="111")]
    assert findings(check_output_and_capacity(of(*rows))) == [("market_output_above_capacity", 3, "value", "cell")]
    # the same in the unit that another report writes; 120 亿Wh are 12 GWh
    written = figure("output", "1200", low="1110", unit="亿Wh")
    assert findings(check_output_and_capacity(of(rows[0], written))) == [
        ("market_output_above_capacity", 3, "value", "cell")
    ]
    assert check_output_and_capacity(of(rows[0], figure("output", "120", unit="亿Wh"))) == []
    # ranges that meet, another year, another region
    assert check_output_and_capacity(of(rows[0], figure("output", "120", low="110"))) == []
    assert check_output_and_capacity(of(rows[0], figure("output", "120", "2022"))) == []
    assert check_output_and_capacity(of(rows[0], figure("output", "120", scope="world"))) == []


@pytest.mark.parametrize(
    ("amount", "outside", "too_much"), [("70", "no", False), ("71", "no", True), ("71", "yes", False)]
)
def test_plants_here_make_no_more_than_the_country_takes(amount: str, outside: str, too_much: bool) -> None:
    more: dict[str, list[Row]] = {
        "capacities": [capacity("a", amount, "GWh")],
        "plants": [{"id": "a", "place": "here"}],
        "places": [{"id": "here", "outside": outside}],
    }
    rows = [figure("consumption", "50"), figure("exports", "15", high="20"), figure("imports", "90")]
    found = findings(check_local_supply(of(*rows, **more)))
    assert found == ([("supply_above_market", 2, "value", "cell")] if too_much else [])
    # the same market in the unit that a report writes
    written = [figure("consumption", "500", unit="亿Wh"), figure("exports", "150", high="200", unit="亿Wh")]
    assert findings(check_local_supply(of(*written, **more))) == found
    # nothing is said without consumption, nor of a region
    assert check_local_supply(of(*rows[1:], **more)) == []
    assert check_local_supply(of(figure("consumption", "1", scope="region", region="重庆"), **more)) == []


def test_a_recalled_magnitude_excuses_nothing_where_a_figure_is_stated() -> None:
    more: dict[str, list[Row]] = {"capacities": [capacity("a", "71", "GWh")]}
    magnitude: Row = {"value": None, "low": "100", "high": "1000", "grade": "C"}
    recalled = [figure(period="2024", **magnitude), figure("exports", period="2024", **magnitude)]
    # alone it is all that is known, and 1,000 with 1,000 abroad take 71
    assert check_local_supply(of(*recalled, **more)) == []
    stated = [figure("consumption", "50"), figure("exports", "20")]
    found = findings(check_local_supply(of(*recalled, *stated, **more)))
    assert found == [("supply_above_market", 4, "value", "cell")]  # told at the district's figure of consumption
    rows = [figure("capacity", period="2023", **magnitude), figure("capacity", "50", "2023-12"), figure("output", "60")]
    assert findings(check_output_and_capacity(of(*rows))) == [("market_output_above_capacity", 4, "value", "cell")]
