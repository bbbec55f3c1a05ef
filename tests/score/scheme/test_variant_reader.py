"""A variant as it was typed: what differs from the scheme is taken, what cannot be is a problem."""

from __future__ import annotations

import pytest
from tests.score.making import scheme

from liantu.score.scheme.variant_reader import read_variant

LABELS = {
    "weight.规上.tax_per_mu": "W of tax",
    "benchmark.规上.tax_per_mu": "B of tax",
    "weight": "W",
    "benchmark": "B",
    "rule": "R",
    "cap": "C",
}


def test_what_the_scheme_has_already_is_no_variant() -> None:
    variant, wrong = read_variant(
        scheme(), {"weight.规上.tax_per_mu": "100", "benchmark.规上.tax_per_mu": "10", "cap": ""}, LABELS
    )
    assert (bool(variant), wrong) == (False, [])


def test_what_differs_is_taken() -> None:
    texts = {"weight.规上.tax_per_mu": "80", "benchmark.规上.tax_per_mu": "12", "rule": "median", "cap": "1.5"}
    variant, wrong = read_variant(scheme(), texts, LABELS)
    place = ("规上", "tax_per_mu")
    assert (variant.weights, variant.benchmarks, variant.rule, variant.cap) == ({place: 80}, {place: 12}, "median", 1.5)
    assert wrong == []
    assert read_variant(scheme(), {"cap": "none"}, LABELS)[0].uncapped


@pytest.mark.parametrize(
    ("name", "text", "code", "field"),
    [
        ("weight.规上.tax_per_mu", "x", "text_number", "W of tax"),
        ("benchmark.规上.tax_per_mu", "0", "not_above_zero", "B of tax"),
        ("weight.规上.other", "5", "not_a_choice", "W"),
        ("benchmark.other.tax_per_mu", "5", "not_a_choice", "B"),
        ("rule", "fixed", "not_a_choice", "R"),
        ("cap", "-1", "not_above_zero", "C"),
    ],
)
def test_what_cannot_be_taken_bears_the_name_of_its_field(name: str, text: str, code: str, field: str) -> None:
    variant, (problem,) = read_variant(scheme(), {name: text}, LABELS)
    assert not variant
    assert (problem.code, problem.file) == (code, field)
