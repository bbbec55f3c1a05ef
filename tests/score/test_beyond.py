"""Figures a run cannot be made of."""

from __future__ import annotations

from math import inf, nan

import pytest
from tests.score.making import firms

from liantu.score.beyond import beyond


@pytest.mark.parametrize("figure", [inf, -inf, nan, 1e300, -1e16, 1e-300])
def test_a_figure_no_firm_has_is_told_with_firm_and_field(figure: float) -> None:
    (told,) = beyond(firms(land=[1.0, 2.0], tax=[3.0, figure]), ["land", "tax", "energy"])
    assert told.message("en").startswith(f"number_size: f2, column “tax”: “{figure}” is too large or too small")


def test_zero_missing_and_refunds_are_figures() -> None:
    assert beyond(firms(land=[1.0, 0.0, 1e-9], tax=[-3.0, None, 1e15]), ["land", "tax"]) == []
    assert beyond(firms(land=[1.0]), []) == []
