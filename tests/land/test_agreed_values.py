"""Agreed values of a project's land: judged at their stage, in their unit, on their line; unknown is to be verified."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.deliver.district import project, tables

from liantu.land.agreed_values import judge_agreed_values
from liantu.model.problems import Problem
from liantu.model.rules.land_agreements import check_agreed_indicators, check_agreement_units
from liantu.model.tables import Tables

DAY = date(2024, 6, 30)
REACHED = pl.DataFrame({"project": ["a"], "stage": ["operating"], "period": ["2024-01"]})


def agreed(
    value: str | None, unit: str = "万元/亩", comparator: str | None = "ge", **fields: str
) -> dict[str, str | None]:
    row = {"project": "a", "stage": "operating", "indicator": "output", "clause": "第四条", "basis": "ours", **fields}
    return {**row, "value": value, "unit": unit, "comparator": comparator}


def measured(value: str | None, unit: str = "万元/亩", **fields: str) -> dict[str, str | None]:
    row = {"project": "a", "stage": "operating", "indicator": "output", "period": "2024-03", "basis": "ours", **fields}
    return {**row, "value": value, "unit": unit}


def having(agreements: list[dict[str, str | None]], checks: list[dict[str, str | None]]) -> Tables:
    return tables(projects=[project("a")], land_agreements=agreements, land_checks=checks)


def told(agreement: dict[str, str | None], *checks: dict[str, str | None]) -> tuple[str | None, str | None]:
    rows = judge_agreed_values(having([agreement], [*checks]), REACHED, DAY)
    return rows.select("verdict", "reason").row(0)


@pytest.mark.parametrize(
    ("line", "comparator", "value", "verdict"),
    [
        ("600", "ge", "600", "met"),
        ("600", "gt", "600", "not_met"),
        ("600", "ge", "599.9", "not_met"),
        ("0.5", "le", "0.42", "met"),
        ("0.5", "lt", "0.5", "not_met"),
    ],
)
def test_a_value_is_held_to_its_line(line: str, comparator: str, value: str, verdict: str) -> None:
    assert told(agreed(line, comparator=comparator), measured(value)) == (verdict, None)


def test_units_are_converted() -> None:
    # 0.06 hundred million a mu are 600 ten-thousands a mu
    assert told(agreed("600"), measured("0.06", "亿元/亩")) == ("met", None)


def test_what_is_not_known_is_to_be_verified() -> None:
    assert told(agreed("600")) == ("to_verify", "value_unknown")
    assert told(agreed("600"), measured(None)) == ("to_verify", "value_unknown")
    assert told(agreed(None), measured("500")) == ("to_verify", "standard_unknown")
    assert told(agreed("600", comparator=None), measured("500")) == ("to_verify", "standard_unknown")


def test_a_stage_ahead_is_not_judged_and_a_later_check_does_not_count_yet() -> None:
    assert told(agreed("600", stage="full_output")) == (None, None)
    assert told(agreed("600"), measured("700", period="2024-09")) == ("to_verify", "value_unknown")


def say(problems: list[Problem]) -> list[str]:
    return [problem.message("zh_CN") for problem in problems]


def test_a_unit_of_another_kind_is_named() -> None:
    made = having([agreed("600", unit="万元")], [measured("600", unit="亩")])
    assert [(p.code, p.table, p.value) for p in check_agreement_units(made)] == [
        ("wrong_dimension", "land_agreements", "万元"),
        ("wrong_dimension", "land_checks", "亩"),
    ]


def test_a_check_of_what_nobody_agreed_is_named() -> None:
    made = having([agreed("600", stage="completed")], [measured("600")])
    (message,) = say(check_agreed_indicators(made))
    assert "项目“a”核验了“亩均产出”，约定中没有这一项" in message
    assert "请先在标准地约定中登记约定值和条款" in message
    assert check_agreed_indicators(having([agreed("600")], [measured("600")])) == []
