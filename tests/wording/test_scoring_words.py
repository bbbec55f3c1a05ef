"""Formulas and benchmarks in words, and codes that the words share with the engine."""

from __future__ import annotations

import pytest
from tests.score.making import item, one_item, scheme

from liantu.score.run.run_difference import CAUSES
from liantu.score.scheme import grading_rules, indicators, provenance
from liantu.score.scheme.indicators import Benchmark
from liantu.wording import evaluation_codes as codes
from liantu.wording import translator
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scoring_words import adjustment_lines, benchmark_lines, benchmark_text, formula_lines, formula_text

EN = translator("en")


def text_of(**parts: object) -> str:
    return formula_text(one_item(**parts).groups[0].items[0], EN)


def test_a_formula_has_its_cap_and_floor() -> None:
    assert text_of(cap=1.5, floor=0) == "points = weight × value ÷ benchmark, 1.5 weights at most, 0 at least"
    between = text_of(family="efficacy", benchmark={"rule": "fixed", "low": 1, "high": 2})
    assert between.startswith("points = weight × [60 + 40 × (value − low) ÷ (high − low)] ÷ 100")


def test_steps_of_the_benchmark_are_told_as_its_multiples() -> None:
    steps = [{"times": 1.5, "points": 100}, {"times": 1, "points": 60}]
    made = one_item(family="steps", steps=steps, benchmark={"rule": "mean"})
    (given,) = made.groups[0].items
    assert formula_text(given, EN).startswith(
        "points = 100 from 1.5 times the benchmark, 60 from 1 times the benchmark"
    )
    assert "得分＝基准值的1.5倍及以上得100分" in formula_text(given, translator("zh_CN"))
    assert benchmark_lines([given], SchemeNames(made, "en"))[0][1].endswith("mean of the firms of its group.")


def test_a_benchmark_of_some_indicators_alone_says_of_which() -> None:
    tax = {"zh": "税", "en": "Tax", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"}
    items = [item("t", 60), {"indicator": "r", "weight": 40, "family": "rank"}]
    groups = {"规上": {"given": ["规上"], "items": items}}
    made = scheme(indicators={"t": tax, "r": {**tax, "en": "Rank"}}, groups=groups)
    ((_label, words),) = benchmark_lines(made.groups[0].items, SchemeNames(made, "en"))
    assert words == "Tax: set by the scheme."


@pytest.mark.parametrize(
    ("benchmark", "between", "words"),
    [
        (Benchmark("fixed", 10), False, "set by the scheme"),
        (Benchmark("mean", times=1.2), False, "mean of the firms of its group × 1.2"),
        (Benchmark("mean"), True, "lowest to highest value of the firms of its group"),
        (
            Benchmark("median", scope="all", previous=True),
            False,
            "median of the firms of all groups in the year before",
        ),
        (Benchmark(None), False, "to be verified"),
    ],
)
def test_a_benchmark_says_whose_values_make_it(benchmark: Benchmark, between: bool, words: str) -> None:
    assert benchmark_text(benchmark, EN, between=between) == words


def test_indicators_that_share_a_formula_stand_together() -> None:
    made = scheme()
    names = SchemeNames(made, "en")
    assert formula_lines(made.groups[0].items, names)[0][1].startswith("All indicators: points = ")
    assert benchmark_lines(made.groups[0].items, names) == [("Benchmarks", "All indicators: set by the scheme.")]
    assert formula_lines((), names) == benchmark_lines((), names) == []
    value = {"zh": "增", "en": "Value", "numerator": ["value_added"], "denominator": ["land"], "unit": "万元/亩"}
    tax = {**value, "zh": "税", "en": "Tax", "numerator": ["tax"]}
    items = [item("t", 60, cap=1.5), item("v", 40)]
    two = scheme(indicators={"t": tax, "v": value}, groups={"规上": {"given": ["规上"], "items": items}})
    ((_label, words),) = formula_lines(two.groups[0].items, SchemeNames(two, "en"))
    assert "Tax: points" in words
    assert "Value: points" in words


def test_a_grade_that_no_rule_moved_says_nothing() -> None:
    names = SchemeNames(scheme(), "en")
    assert adjustment_lines("A", "A", ["veto"], names) == adjustment_lines("A", "B", [], names) == []
    assert adjustment_lines("A", "B", ["veto"], names) == [("Grade moved", "A by its points, B after: veto.")]


def test_every_code_of_the_engine_has_a_word() -> None:
    assert set(codes.FAMILIES) == set(indicators.FAMILIES)
    assert set(codes.BETWEEN) == set(indicators.BETWEEN)
    assert set(codes.RULES) == set(indicators.RULES)
    assert tuple(codes.STATUS) == provenance.STATUSES
    assert tuple(codes.TREATMENTS) == grading_rules.TREATMENTS
    assert set(codes.CUTS) == set(grading_rules.CUTS)
    assert set(codes.EFFECTS) == set(grading_rules.EFFECTS)
    assert set(codes.CAUSES) == set(CAUSES)
