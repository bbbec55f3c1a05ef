"""Parts of a scheme by name, for page, paper and terminal."""

from __future__ import annotations

import pytest
from tests.score.making import SHARES, scheme

from liantu.score.scheme.grading_rules import BACKFILL
from liantu.wording.scheme_names import SchemeNames, half_texts, part_name

MADE = scheme(
    cutting={**SHARES, "grades": [{"grade": "A", "share": 20, "zh": "优先", "en": "promoted"}, {"grade": "B"}]},
    moves=[{"id": "veto", "zh": "一票否决", "en": "Veto", "effect": "to", "grade": "B", "fact": "accident"}],
)
ZH, EN = SchemeNames(MADE, "zh_CN"), SchemeNames(MADE, "en")


def test_a_part_has_the_name_of_the_language() -> None:
    assert (ZH.indicator("tax_per_mu"), EN.indicator("tax_per_mu")) == ("亩均税收", "Tax per mu")
    assert (ZH.adjustment("veto"), EN.adjustment("veto")) == ("一票否决", "Veto")
    assert (ZH.grade("A"), EN.grade("A"), EN.grade("B")) == ("A 优先", "A promoted", "B")


def test_a_name_in_one_language_serves_both() -> None:
    group = MADE.groups[0]
    assert part_name(group, "en") == part_name(group, "zh_CN") == "规上"


def test_what_the_scheme_does_not_have_stands_by_its_id() -> None:
    assert (EN.indicator("x"), EN.group("x"), EN.firm_class("x"), EN.adjustment("x")) == ("x",) * 4
    assert (EN.group(None), EN.firm_class(None), EN.grade(None)) == ("",) * 3


def test_what_adds_to_a_total_beside_indicators_has_a_name() -> None:
    assert ZH.indicators(["tax_per_mu", "rounding"]) == "亩均税收、总分取位"
    assert EN.adjustment(BACKFILL) == "filled a place"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("weight:tax_per_mu+", "亩均税收权重上调10%"),
        ("weight:tax_per_mu-", "亩均税收权重下调10%"),
        ("cap:off", "不封顶"),
        ("benchmark:median", "基准值改为中位数"),
    ],
)
def test_what_was_tried_is_said(key: str, words: str) -> None:
    assert ZH.variant(key) == words


def test_the_growth_of_a_ratio_names_both_ratios() -> None:
    growing = {"zh": "增长率", "numerator": ["tax"], "denominator": ["land"], "over": {"rule": "growth"}, "unit": "%"}
    made = scheme(indicators={"tax_per_mu": growing})
    above, below = half_texts(made.indicators["tax_per_mu"], made.fields, "zh_CN")
    assert above == "税收 ÷ 用地 − 前1年税收 ÷ 前1年用地"
    assert below == "前1年税收 ÷ 前1年用地"
    assert half_texts(MADE.indicators["tax_per_mu"], MADE.fields, "zh_CN") == ("税收", "用地")
