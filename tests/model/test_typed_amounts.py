"""Numbers that somebody typed: each that is none is a problem under the name of its field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from liantu.model.problems import Problem
from liantu.model.typed_amounts import read_amount, read_amount_in_unit
from liantu.model.units import Units


@pytest.mark.parametrize(
    ("text", "options", "value", "code"),
    [
        ("", {}, None, ""),
        (None, {}, None, ""),
        (" 12.5 ", {}, 12.5, ""),
        ("abc", {}, None, "text_number"),
        ("nan", {}, None, "text_number"),
        ("1e400", {}, None, "text_number"),
        ("3亩", {}, None, "text_number"),
        ("-5", {}, None, "negative_number"),
        ("-5", {"signed": True}, -5.0, ""),
        ("0", {"above": True}, None, "not_above_zero"),
        ("0", {}, 0.0, ""),
    ],
)
def test_only_numbers_in_their_bounds_are_taken(
    text: str | None, options: dict[str, bool], value: float | None, code: str
) -> None:
    wrong: list[Problem] = []
    assert read_amount(text, "Land", wrong, **options) == value
    assert [(problem.code, problem.file) for problem in wrong] == ([(code, "Land")] if code else [])


def test_an_amount_in_any_unit_of_its_kind() -> None:
    units = Units({"mu": ("area", Decimal(1)), "ha": ("area", Decimal(15)), "t": ("mass", Decimal(1))})
    wrong: list[Problem] = []
    assert read_amount_in_unit("2 ha", "--land", "mu", units, wrong) == 30
    assert read_amount_in_unit("2", "--land", "mu", units, wrong) == 2
    assert read_amount_in_unit("-2", "--tax", "mu", units, wrong, signed=True) == -2
    assert not wrong
    for text in ("x", "2 zorkmid", "2 t", "-2 ha"):
        assert read_amount_in_unit(text, "--land", "mu", units, wrong) is None
    assert [(problem.code, problem.column, problem.value) for problem in wrong] == [
        ("text_number", "--land", "x"),
        ("unknown_unit", "--land", "zorkmid"),
        ("wrong_dimension", "--land", "t"),
        ("negative_number", "--land", "-2 ha"),
    ]
