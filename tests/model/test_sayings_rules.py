"""Credit codes and limits of places: what is wrong with them, and what is not."""

from __future__ import annotations

import pytest
from tools.made_up_district.sayings import make_credit_code

from liantu.model.contradictions import find_contradictions
from liantu.model.credit_codes import is_credit_code
from liantu.model.rules.firm_codes import check_credit_codes
from liantu.model.rules.first_times import check_first_times
from liantu.model.rules.place_limits import check_limit_sums, check_limit_units

from .small import Row, tables
from .test_rules import told

OWN = "91350100M000100Y43"  # the standard's own example


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ([OWN, None, None], []),
        ([OWN[:-1] + "4"], [("credit_code_digit", 2, "credit_code", OWN[:-1] + "4")]),
        (["91350100M000100Y"], [("credit_code_digit", 2, "credit_code", "91350100M000100Y")]),
        ([None, OWN, OWN], [("credit_code_twice", 4, "credit_code", OWN)]),
    ],
    ids=str,
)
def test_credit_codes(codes: list[str | None], found: list[tuple[str, int, str, str]]) -> None:
    rows: list[Row] = [{"id": f"f{n}", "zh": f"f{n}", "credit_code": code} for n, code in enumerate(codes)]
    assert told(check_credit_codes(tables(firms=rows))) == found


def test_two_digits_changed_places_are_seen() -> None:
    code = make_credit_code(12)
    assert is_credit_code(code)
    swapped = [code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(17)]
    assert not any(is_credit_code(other) for other in swapped if other != code)


def limit(measure: str, amount: str | None, unit: str | None = "亩", **fields: str) -> Row:
    row: Row = {"place": "park", "resource": "land", "measure": measure, "period": "2023", "amount": amount}
    return row | {"unit": unit} | fields


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([limit("total", "6000"), limit("free", "850")], []),
        ([limit("total", "6000"), limit("free", "6000")], []),
        ([limit("total", "6000"), limit("free", "6001")], [("limit_exceeded", 3, "amount", "6001 亩")]),
        ([limit("used", "401", "公顷"), limit("total", "6000")], [("limit_exceeded", 2, "amount", "401 公顷")]),
        ([limit("used", "399", "公顷"), limit("total", "6000")], []),
        ([limit("total", "6000", comparator="gt"), limit("free", "6001")], []),
        ([limit("total", "6000"), limit("free", "6001", comparator="le")], []),
        ([limit("total", "6000"), limit("free", "6001", period="2024")], []),
        ([limit("total", "6000"), limit("free", "6001", place="other")], []),
        ([limit("total", None, None), limit("free", "1")], []),
    ],
    ids=str,
)
def test_no_more_is_used_or_free_than_there_is(rows: list[Row], found: list[tuple[str, int, str, str]]) -> None:
    assert told(check_limit_sums(tables(place_limits=rows))) == found


@pytest.mark.parametrize(
    ("resource", "unit", "right"),
    [("land", "亩", True), ("land", "t", False), ("energy", "tce", True), ("energy", "MW", False),
     ("electricity", "MVA", True), ("electricity", "kWh", False), ("steam", "t/h", True), ("steam", "万t/年", True),
     ("water", "万m3/天", True), ("sewage", "万t/日", True), ("sewage", "亩", False)],
)  # fmt: skip
def test_each_resource_has_its_units(resource: str, unit: str, right: bool) -> None:
    found = told(check_limit_units(tables(place_limits=[limit("free", "1", unit, resource=resource)])))
    assert found == ([] if right else [("wrong_dimension", 2, "unit", unit)])


def output(value: str, period: str, first_time: str | None = None, **fields: str) -> Row:
    row: Row = {"id": f"{value} {period}", "subject": "town", "indicator": "output", "status": "actual"}
    row |= {"period": period, "comparator": "gt", "value": value, "unit": "亿元", "first_time": first_time}
    return row | fields


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([output("1000", "2023", "yes"), output("990", "2022")], []),
        ([output("1000", "2023", "yes"), output("1000", "2022")], [("not_first_time", 2, "first_time", "1000 亿元")]),
        ([output("10010000", "2022", unit="万元"), output("1000", "2023", "yes")],
         [("not_first_time", 3, "first_time", "1000 亿元")]),
        ([output("1000", "2023", "yes"), output("1100", "2022", comparator="lt")], []),
        ([output("1000", "2023", "yes"), output("1100", "2024")], []),
        ([output("1000", "2023", "yes"), output("1100", "2022", subject="other")], []),
        ([output("1000", "2023"), output("1000", "2022")], []),
    ],
    ids=str,
)  # fmt: skip
def test_a_first_time_is_the_first(rows: list[Row], found: list[tuple[str, int, str, str]]) -> None:
    assert told(check_first_times(tables(observations=rows))) == found


def test_production_of_two_products_is_no_contradiction() -> None:
    rows = [output("5", "2023", product="bread", comparator="eq"), output("6", "2023", product="cake", comparator="eq")]
    assert find_contradictions(tables(observations=rows)).is_empty()
    assert find_contradictions(tables(observations=[row | {"product": "bread"} for row in rows])).height == 2
