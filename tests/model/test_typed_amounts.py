"""Numbers that somebody typed: each that is none is a problem under the name of its field."""

from __future__ import annotations

import pytest

from liantu.model.problems import Problem
from liantu.model.typed_amounts import read_amount


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
