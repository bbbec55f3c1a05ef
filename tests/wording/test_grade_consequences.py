"""What follows from a grade, in one sentence for page and paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liantu.wording.grade_consequences import GradePrice, grade_history_text, price_sentence, price_sentences

PRICE = GradePrice("Rule", confirmed=True, in_force=True, grade="D", years=3, rate=0.15, amount=11.52)


def test_money_is_in_the_unit_of_the_language() -> None:
    assert price_sentence(PRICE, "zh_CN").endswith(
        "连续3年为D等，每千瓦时加价0.15元，按本年度用电量计，加价11.52万元。"
    )
    assert price_sentence(PRICE, "en").endswith("on the electricity of the year 115,200 CNY.")


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (replace(PRICE, years=1), "grade D for 1 year, "),
        (replace(PRICE, amount=None), "on the electricity of the year: unknown"),
        (replace(PRICE, confirmed=False), "(whether in force: to be verified)."),
        (replace(PRICE, rate=None), "Rule: no surcharge for grade D."),
        (replace(PRICE, in_force=False), "Rule: no price rule was in force in that year."),
    ],
)
def test_what_is_not_so_is_said(price: GradePrice, words: str) -> None:
    assert words in price_sentence(price, "en")


def test_without_a_price_the_reason_is_said() -> None:
    assert price_sentences([], "en", has_rules=True) == [
        "The firm has no grade: the price rules of the scheme do not reach it."
    ]
    assert price_sentences([], "en", has_rules=False) == ["The scheme names no price rule: to be verified."]
    assert price_sentences([PRICE, PRICE], "en", has_rules=True) == [price_sentence(PRICE, "en")] * 2


def test_a_year_without_a_grade_stands_in_the_history() -> None:
    assert grade_history_text([(2021, "D"), (2022, None)], "zh_CN") == "2021年D，2022年未评定"
    assert grade_history_text([], "en") == ""
