"""Entry test of a planned project: by hand, with every way in which it cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.small import product, tables

from liantu.land.entry_test import PlannedProject, build_entry_terms, conclude_entry, judge_entry, read_planned_project
from liantu.model.tables import Tables

DAY = date(2024, 6, 30)
PLAN = PlannedProject(land=50, investment=20000, output=40000, tax=1000, energy=8000, place="east", industry="2613")


def standard(indicator: str, value: str | None, unit: str | None, comparator: str | None = "ge", **fields: str):
    row = {"id": f"{indicator}-{fields.get('place', '')}{value}", "indicator": indicator, "basis": "ours"}
    return {**row, "value": value, "unit": unit, "comparator": comparator, "clause": "第三条", **fields}


def having(*standards: dict[str, str]) -> Tables:
    places = [{"id": "county", "zh": "县"}, {"id": "east", "zh": "东", "parent": "county"}, {"id": "west", "zh": "西"}]
    products = [product("cell"), product("lfp", broader="cell")]
    return tables(places=places, products=products, land_standards=[*standards])


def told(rows: pl.DataFrame, indicator: str) -> list[tuple[str, str | None]]:
    return rows.filter(pl.col("indicator") == indicator).select("verdict", "reason").rows()


def test_values_by_hand() -> None:
    rows = judge_entry(having(), PLAN, DAY)
    assert rows.select("indicator", "value", "unit").rows() == [
        ("investment", 400, "万元/亩"),
        ("output", 800, "万元/亩"),
        ("tax", 20, "万元/亩"),
        ("energy", 0.2, "tce/万元"),
    ]
    terms = build_entry_terms(PLAN).filter(pl.col("indicator") == "energy")
    assert terms.select("role", "item", "amount", "unit").rows() == [
        ("over", "energy", 8000, "tce"),
        ("under", "output", 40000, "万元"),
    ]


def test_without_a_standard_nothing_is_met() -> None:
    rows = judge_entry(having(), PLAN, DAY)
    assert set(rows.select("verdict", "reason").rows()) == {("to_verify", "no_standard")}
    assert conclude_entry(rows) == "to_verify"


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "verdict"),
    [
        ("400", "万元/亩", "ge", "met"),
        ("400", "万元/亩", "gt", "not_met"),
        ("401", "万元/亩", "ge", "not_met"),
        ("400", "万元/亩", "le", "met"),
        ("400", "万元/亩", "lt", "not_met"),
        ("6000", "元/m2", "ge", "met"),  # 400 万元 / (10000/15) m²
        ("0.6", "亿元/公顷", "ge", "met"),
        ("0.61", "亿元/公顷", "ge", "not_met"),
    ],
)
def test_a_line_and_its_units(value: str, unit: str, comparator: str, verdict: str) -> None:
    rows = judge_entry(having(standard("investment", value, unit, comparator)), PLAN, DAY)
    assert told(rows, "investment") == [(verdict, None)]
    assert rows.filter(pl.col("indicator") == "investment")["clause"].item() == "第三条"


@pytest.mark.parametrize(
    ("change", "row", "reason"),
    [
        ({}, standard("tax", None, "万元/亩"), "standard_unknown"),
        ({}, standard("tax", "20", "万元/亩", None), "standard_unknown"),
        ({}, standard("tax", "20", "万元/亩", "about"), "standard_unknown"),
        ({"tax": None}, standard("tax", "20", "万元/亩"), "value_unknown"),
        ({"land": None}, standard("tax", "20", "万元/亩"), "value_unknown"),
        ({"land": 0.0}, standard("tax", "20", "万元/亩"), "value_unknown"),
        ({}, standard("tax", "20", "万元/亩", place="west"), "no_standard"),
        ({"place": None}, standard("tax", "20", "万元/亩", place="east"), "no_standard"),
        ({}, standard("tax", "20", "万元/亩", industry="27"), "no_standard"),
        ({"industry": None}, standard("tax", "20", "万元/亩", industry="26"), "no_standard"),
        ({}, standard("tax", "20", "万元/亩", product="cell"), "no_standard"),
        ({}, standard("tax", "20", "万元/亩", valid="..2023"), "no_standard"),
        ({}, standard("tax", "20", "万元/亩", valid="2025.."), "no_standard"),
    ],
)
def test_what_cannot_be_told_is_to_be_verified(change: dict[str, object], row: dict[str, str], reason: str) -> None:
    rows = judge_entry(having(row), replace(PLAN, **change), DAY)
    assert told(rows, "tax") == [("to_verify", reason)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"place": "east"},
        {"place": "county"},
        {"industry": "26"},
        {"industry": "C2613"},
        {"product": "cell"},
        {"valid": "2024"},
        {"valid": "2020.."},
    ],
)
def test_standards_of_what_the_plan_belongs_to_apply(fields: dict[str, str]) -> None:
    rows = judge_entry(having(standard("tax", "20", "万元/亩", **fields)), replace(PLAN, product="lfp"), DAY)
    assert told(rows, "tax") == [("met", None)]


def test_every_clause_counts() -> None:
    both = standard("tax", "15", "万元/亩"), standard("tax", "25", "万元/亩", place="east")
    rows = judge_entry(having(*both), PLAN, DAY)
    assert told(rows, "tax") == [("met", None), ("not_met", None)]
    assert conclude_entry(rows) == "not_met"


def test_all_met() -> None:
    every = [standard(i, "1", "万元/亩") for i in ("investment", "output", "tax")]
    rows = judge_entry(having(*every, standard("energy", "300", "kgce/万元", "le")), PLAN, DAY)
    assert conclude_entry(rows) == "met"


def test_the_plan_of_a_project() -> None:
    row = {"land": "50", "fixed_investment": "2", "output": "4", "tax": "1000", "energy": "8000"}
    row |= {"place": "east", "industry": "2613", "contract_money": "9"}
    assert read_planned_project(having(), row) == PLAN
    assert read_planned_project(having(), {"contract_money": "9"}) == PlannedProject()


@given(st.floats(0.1, 1e5), st.floats(0.1, 1e5), st.floats(0.1, 1e4))
def test_more_tax_never_fails_a_standard_that_less_meets(tax: float, more: float, land: float) -> None:
    given = having(standard("tax", "20", "万元/亩"))
    first = told(judge_entry(given, PlannedProject(land=land, tax=tax), DAY), "tax")
    second = told(judge_entry(given, PlannedProject(land=land, tax=tax + more), DAY), "tax")
    assert first != [("met", None)] or second == first
