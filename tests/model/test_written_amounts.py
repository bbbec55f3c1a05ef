"""Amounts as people write them."""

from __future__ import annotations

import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.written_amounts import WrittenAmount, read_written_amount


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("1000", "t", WrittenAmount("1000", "t")),
        ("30万", "吨", WrittenAmount("300000", "吨")),
        ("many", "t", WrittenAmount("many", "t", "no_number")),
        ("1000", "", WrittenAmount("1000", "", "no_unit")),
        ("1000", "furlong", WrittenAmount("1000", "furlong", "unknown_unit")),
    ],
)
def test_an_amount_is_read_with_its_unit(text: str, unit: str, found: WrittenAmount) -> None:
    assert read_written_amount(text, unit, load_library().units) == found
