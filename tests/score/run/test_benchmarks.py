"""What firms are held against, and what an item makes of a value that is zero or below; worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.score.making import TAX, firms, item, one_item, run, scheme


def taxed(*tax: float) -> Any:
    return firms(land=[1.0] * len(tax), tax=list(tax))


@pytest.mark.parametrize(
    ("trim", "mean"),
    [
        (0.2, 4),  # a fifth of seven is 1.4: one firm at each end is left out, (1 + 2 + 3 + 4 + 10) / 5
        (0.28, 4),  # 1.96: still one
        (0.29, 3),  # 2.03: two, (2 + 3 + 4) / 3
    ],
)
def test_a_trimmed_mean_leaves_out_whole_firms_only(trim: float, mean: float) -> None:
    plan = one_item(benchmark={"rule": "trimmed_mean", "trim": trim})
    assert run(taxed(0, 1, 2, 3, 4, 10, 90), plan).benchmarks["value"].to_list() == [mean]


@pytest.mark.parametrize(
    ("parts", "direction", "points"),
    [
        # 60 points at the low end of 0, 100 at the high end of 10: zero is a value like any other
        ({"family": "base_target", "benchmark": {"rule": "fixed", "low": 0, "high": 10}}, "more", [0, 60, 80]),
        # twice the weight less the value against 10: 2 - 0 and 2 - 0.5
        ({"family": "reverse", "benchmark": {"rule": "fixed", "value": 10}}, "less", [0, 200, 150]),
    ],
)
def test_only_a_value_below_zero_counts_as_below_zero(
    parts: dict[str, Any], direction: str, points: list[float]
) -> None:
    group = {"given": ["规上"], "items": [{**item(), "negative": "zero", **parts}]}
    plan = scheme(indicators={"tax_per_mu": {**TAX, "direction": direction}}, groups={"规上": group})
    assert run(taxed(-1, 0, 5), plan).points["tax_per_mu"].to_list() == points
