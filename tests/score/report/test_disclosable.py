"""Which benchmarks a firm may be told, worked out by hand: at least four firms, the two largest at most 85 per cent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest

from liantu.disclosure import DisclosureRules
from liantu.score.report.disclosable import add_benchmark_states, find_benchmark_states, redact_account

from ..making import firms, one_item, run

RULES = DisclosureRules(4, (2, 85.0), None, 10, 2, True)
EVEN = (5.0, 6.0, 7.0, 8.0)
RULED = (50.0, 40.0, 1.0, 1.0, 1.0, 1.0)  # 90 of 94 are two firms'


def state(
    taxes: Sequence[float],
    mean: str | None = "shown",
    value: float | None = 1.0,
    averaged: str | None = "shown",
    **item: Any,
) -> str:
    """The state of the benchmark of tax per mu among firms with one mu each; ``mean``, ``value``: the group's ratio of
    sums, ``averaged``: whether its mean of firms may be told."""
    found = run(firms(land=[1.0] * len(taxes), tax=taxes), one_item(**item))
    row = {"group": ["规上"], "indicator": ["tax_per_mu"], "value": [value], "state": [mean], "mean_state": [averaged]}
    return str(find_benchmark_states(found, "f1", [pl.DataFrame(row)] if mean else [], RULES)["benchmark_state"].item())


@pytest.mark.parametrize(
    ("taxes", "rule", "wanted"),
    [
        (EVEN[:2], {"rule": "fixed", "value": 10}, "shown"),
        (EVEN, {"rule": "mean"}, "shown"),
        (EVEN[:3], {"rule": "mean"}, "small"),
        (RULED, {"rule": "mean"}, "dominant"),
        ((*EVEN, 9.0), {"rule": "median"}, "small"),
        (EVEN, {"rule": "maximum"}, "small"),
        # One of six is left out at each end: four are left; of five, three.
        ((*EVEN, 9.0, 10.0), {"rule": "trimmed_mean", "trim": 0.2}, "shown"),
        ((*EVEN, 9.0), {"rule": "trimmed_mean", "trim": 0.2}, "small"),
    ],
)
def test_a_benchmark_is_told_by_who_makes_it(taxes: Sequence[float], rule: dict[str, Any], wanted: str) -> None:
    assert state(taxes, benchmark=rule) == wanted


def test_between_the_ends_both_are_firms_of_their_own() -> None:
    assert state(EVEN * 5, benchmark={"rule": "range"}, family="min_max") == "small"
    assert state(EVEN, benchmark={"rule": "fixed", "low": 1, "high": 9}, family="min_max") == "shown"


def test_a_ratio_of_sums_is_told_where_the_group_is() -> None:
    # By hand: (5 + 6 + 7 + 8) / 4 mu = 6.5, of four firms; the two largest have 15 of 26, 58 per cent.
    rule = {"rule": "sum_over_sum"}
    assert state(EVEN, value=6.5, benchmark=rule) == "shown"
    assert state(EVEN, mean="complement", value=6.5, benchmark=rule) == "complement"
    assert state(EVEN, mean="complement", value=None, benchmark=rule) == "complement"
    # The mean told is of the first three firms, 18 / 3 = 6: beside it, 6.5 × 4 − 6 × 3 = 8 would be the fourth's.
    assert state(EVEN, value=6.0, benchmark=rule) == "small"
    assert state(EVEN, mean="complement", value=6.0, benchmark=rule) == "small"
    # A mean that is closed for a value in it does not close the benchmark that is made of all values.
    assert state(EVEN, mean="closed", benchmark=rule) == "shown"
    assert state(EVEN, mean=None, benchmark=rule) == "closed"


def test_a_mean_is_told_where_its_sum_may_be() -> None:
    rule = {"rule": "mean", "times": 1.2}
    assert state(EVEN, benchmark=rule) == "shown"
    assert state(EVEN, averaged="differenced", benchmark=rule) == "differenced"
    assert state(EVEN, averaged=None, benchmark=rule) == "small"
    assert state(EVEN, mean="closed", averaged="differenced", benchmark=rule) == "shown"


def test_an_account_to_tell_has_no_hidden_step_and_no_more_than_two_decimals() -> None:
    found = run(firms(land=[3.0] * 4, tax=[1.0, 2.0, 4.0, 40.0]), one_item(benchmark={"rule": "median"}, cap=1.5))
    states = find_benchmark_states(found, "f4", [pl.DataFrame({"group": ["规上"]})], RULES)
    account = found.account("f4").with_columns(pl.col("step").cast(pl.String))
    steps = dict(account.select("step", "amount").iter_rows())
    wide = pl.DataFrame(
        {"indicator": "tax_per_mu", **{step: [steps.get(step)] for step in ("benchmark", "low", "high")}}
    )
    wide = wide.with_columns(uncapped=pl.lit(steps["uncapped"]), points=pl.lit(steps["points"]))
    told = dict(redact_account(account, add_benchmark_states(wide, states)).select("step", "amount").iter_rows())
    assert set(steps) - set(told) == {"benchmark", "uncapped"}
    assert told["points"] == steps["points"] == 150
