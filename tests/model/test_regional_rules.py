"""A table of regions by industry: amounts, units that count what is measured, and no industry within another."""

from __future__ import annotations

import pytest

from liantu.model.rules.regional_industries import (
    check_industries_twice,
    check_nested_industries,
    check_regional_amounts,
    check_regional_units,
)

from .small import tables

Cells = dict[str, str | None]


def row(**cells: str | None) -> Cells:
    usual = {"region": "a", "industry": "26", "measure": "persons", "period": "2023", "value": "5", "unit": "人"}
    return {**usual, **cells}


def find_messages(*rows: Cells) -> list[str]:
    given = tables(regional_industries=[*rows], places=[{"id": "a", "zh": "甲区", "basis": "ours"}])
    checks = (check_regional_amounts, check_regional_units, check_nested_industries, check_industries_twice)
    return [problem.message("en") for check in checks for problem in check(given)]


def test_what_is_right_passes() -> None:
    rows = [row(), row(region="b", unit="万人"), row(measure="firms", unit="户"), row(measure="firms", unit="家")]
    rows.append(row(region="c", industry="C26"))
    assert find_messages(*rows, row(industry="27"), row(industry="2614", period="2018")) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ([row(value="-5")], "row 2, column “value”: “-5” is negative"),
        ([row(unit="亿元")], "row 2, column “unit”: “亿元” does not measure the same thing as “人”"),
        ([row(measure="exports", unit="亿元"), row(measure="exports", unit="亿美元", region="b")], "“亿美元” does not"),
        ([row(), row(region="b", industry="2614")], "“2614” and “26” lie one within the other"),
        ([row(), row(industry="27"), row(industry="C2710")], "“C2710” and “27” lie one within the other"),
        ([row(), row(industry="27"), row(industry="C26")], "“C26” is that of row 2 (“26”) of the same region"),
        ([row(), row(region="甲区")], "row 3, column “industry”: the industry “26” is that of row 2"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(wrong: list[Cells], words: str) -> None:
    (message,) = find_messages(*wrong)
    assert words in message
