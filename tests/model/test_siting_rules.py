"""Prices, routes, markets and cases of the siting account that cannot be: all of them are told at once."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem
from liantu.model.rate_units import compute_rate_factor
from liantu.model.rules import siting
from liantu.model.tables import conform_frame

LIBRARY = load_library()
PRICE = {"siting_place": "a", "item": "wage", "period": "2023", "typical": "6", "unit": "万元/人/年"}
RULES = (
    *(siting.check_siting_amounts, siting.check_siting_order, siting.check_siting_units, siting.check_siting_hours),
    *(siting.check_siting_repeats, siting.check_market_weights, siting.check_siting_ramps),
)


def find(table: str, *rows: dict[str, str]) -> list[Problem]:
    numbered = [{"id": str(number), **row} for number, row in enumerate(rows)]
    keys = dict.fromkeys(key for row in numbered for key in row)
    frame = conform_frame(table, pl.DataFrame(numbered, schema=dict.fromkeys(keys, pl.String)))
    tables = LIBRARY.replace(**{table: frame})
    return [problem for rule in RULES for problem in rule(tables)]


def say(problems: list[Problem]) -> list[str]:
    return [problem.message("en") for problem in problems]


def test_sound_rows_are_no_findings() -> None:
    hours = [{**PRICE, "item": "power", "unit": "元/kWh", "hours": text} for text in ("2920", "2920", "2920")]
    assert not find("place_prices", PRICE, *hours)
    markets = [{"zh": "m", "product": "lfp", "weight": text} for text in ("70", "30")]
    assert not find("outbound_markets", *markets)
    case = {"zh": "c", "product": "lfp", "amount": "2", "unit": "万吨/年", "ramp": "50；80;100"}
    assert not find("siting_cases", case)


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = find(
        "place_prices",
        {**PRICE, "typical": "-6"},
        {**PRICE, "period": "2022", "unit": "元/t"},
        {**PRICE, "item": "power", "unit": "元/kWh", "hours": "8000"},
        {**PRICE, "item": "material", "unit": "元/t"},
        {**PRICE, "item": "land", "unit": "元/亩", "low": "9", "typical": "6"},
        {**PRICE, "siting_place": "b"},
        {**PRICE, "siting_place": "b", "typical": "7"},
    )
    codes = {(problem.code, problem.row, problem.column) for problem in found}
    assert codes == {
        ("negative_number", 2, "typical"),
        ("siting_unit", 3, "unit"),
        ("siting_hours", 4, "hours"),
        ("siting_product", 5, "product"),
        ("low_typical_high", 6, "low"),
        ("siting_price_twice", 8, "period"),
    }


def test_messages_say_what_stands_there_and_what_to_do() -> None:
    found = find("place_prices", {**PRICE, "item": "power", "unit": "元/kWh", "hours": "8000"})
    assert "add up to 8000, not to 8760" in say(found)[0]
    assert "leave them blank for one price all year" in say(found)[0]
    found = find("outbound_markets", *({"zh": "m", "product": "lfp", "weight": text} for text in ("70", "40")))
    assert "add up to 110 %" in say(found)[0]
    found = find("siting_cases", {"zh": "c", "product": "lfp", "amount": "2", "unit": "GWh", "ramp": "50;120"})
    assert [problem.code for problem in found] == ["siting_unit", "siting_ramp"]


@pytest.mark.parametrize("field", ["distance", "rate_low", "handling_typical"])
def test_a_negative_route_is_refused(field: str) -> None:
    route = {"siting_place": "a", "direction": "inbound", "mode": "road", "period": "2023", field: "-1"}
    assert [problem.column for problem in find("freight_routes", route)] == [field]


@pytest.mark.parametrize(
    ("text", "target", "factor"),
    [("元/kW/月", "元/kW/年", 12.0), ("万元/MW/年", "元/kW/年", 10.0), ("元/kVA/月", "元/kW/年", 12.0)],
)
def test_a_rate_is_taken_to_another(text: str, target: str, factor: float) -> None:
    assert compute_rate_factor(LIBRARY.units, text, target) == pytest.approx(factor)


@pytest.mark.parametrize("text", ["元/t", "元/kW", "kW/元/年", "元/kW/月/月", "元/何"])
def test_what_measures_something_else_is_no_rate(text: str) -> None:
    assert compute_rate_factor(LIBRARY.units, text, "元/kW/年") is None


def test_no_rows_are_no_findings() -> None:
    assert [problem for rule in RULES for problem in rule(LIBRARY)] == []
