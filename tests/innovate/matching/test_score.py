"""The points of a pair, against figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from liantu.innovate.matching import read_rules
from liantu.innovate.matching.score import FACTORS, score_factors

RULES = replace(
    read_rules(date(2026, 12, 1)),
    **{"object_share": 0.5, "floor": 0.02, "indicators": 0.6, "opposite": 0.5},
    **{"value": 1.0, "method": 0.0, "unknown_value": 0.4},
)
#: Object and property give √(0.64 × 0.25) = 0.4; an unknown value (1 + 0.4) / 2 = 0.7 of it.
PAIR = {"object": 0.64, "property": 0.25, "named": 0.0, "function": 1.0}


@pytest.mark.parametrize(
    ("factors", "points"),
    [
        ({}, 28),
        ({"named": 1.0}, 47),  # 0.25 + 0.75 × 0.6 = 0.7 of the property; √(0.64 × 0.7) × 0.7
        ({"measured": 1.0}, 47),
        ({"direction": 0.0}, 14),
        ({"value": 1.0}, 40),
        ({"value": 0.0}, 20),
        ({"function": 0.5}, 14),
        ({"property": 0.0}, 8),  # the floor: √(0.64 × 0.02) × 0.7
    ],
)
def test_points_are_those_worked_out_by_hand(factors: dict[str, float], points: int) -> None:
    row = pl.DataFrame([PAIR | factors], schema=dict.fromkeys(FACTORS, pl.Float64))
    assert row.select(points=score_factors(RULES))["points"].item() == points
