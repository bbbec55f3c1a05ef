"""What holds whatever the data are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.index.making import data, flat, step

from liantu.model.problems import Problems
from liantu.outlook.index.inputs import IndexData
from liantu.outlook.index.run import IndexRun, compute_index
from liantu.outlook.index.scheme import IndexScheme

USUAL = (
    step("impute", "mean"),
    step("screen", share=0.5),
    step("treat"),
    step("normalise", low=1, high=100),
    step("weigh"),
    step("aggregate"),
)


@st.composite
def samples(draw: st.DrawFn) -> IndexData:
    seed, units, indicators = draw(st.integers(0, 10_000)), draw(st.integers(4, 30)), draw(st.integers(2, 6))
    random = np.random.default_rng(seed)
    values = np.round(random.lognormal(1, draw(st.sampled_from([0.3, 2.0])), (units, indicators)), 3)
    values[random.random(values.shape) < draw(st.sampled_from([0.0, 0.1]))] = np.nan
    values[0] = values[1] = np.round(random.lognormal(1, 1, (2, indicators)), 3)[1]
    values[1] += 1
    return data({f"i{n}": column.tolist() for n, column in enumerate(values.T)})


def index(given: IndexData, *steps: object) -> IndexScheme:
    return flat([f"i{n}" for n in range(given.values.shape[1])], *USUAL)


def top(run: IndexRun) -> dict[str, tuple[float, float]]:
    """Score and rank of each unit."""
    place = run.plan.top
    return {
        unit: (float(run.node_scores[place, row]), float(run.ranks[place, row]))
        for row, unit in enumerate(run.data.units)
    }


def alike(run: IndexRun, other: IndexRun) -> None:
    found, expected = top(run), top(other)
    assert found.keys() == expected.keys()
    for unit, (score, rank) in found.items():
        assert score == pytest.approx(expected[unit][0], rel=1e-9, abs=1e-9, nan_ok=True)
        assert rank == pytest.approx(expected[unit][1], nan_ok=True)


@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(sample: IndexData, shuffler: object) -> None:
    order = np.random.default_rng(sample.size).permutation(sample.size)
    alike(compute_index(sample.select(order), index(sample)), compute_index(sample, index(sample)))


@given(samples())
def test_a_column_that_is_the_same_everywhere_changes_nothing_and_is_said(sample: IndexData) -> None:
    plain = index(sample)
    wide = replace(sample, values=np.column_stack([sample.values, np.full(sample.size, 7.0)]))
    scheme = flat([*(node.id for node in plain.indicators), "same"], *USUAL)
    run = compute_index(wide, replace(scheme, steps=tuple(s for s in scheme.steps if s.name != "screen")))
    alike(run, compute_index(sample, replace(plain, steps=tuple(s for s in plain.steps if s.name != "screen"))))
    assert ("skipped", "no_spread", "same") in {(line.state, line.reason, line.about) for line in run.records}


@given(samples(), st.floats(0.001, 1000))
def test_weights_times_a_number_are_the_same_weights(sample: IndexData, times: float) -> None:
    scheme = index(sample)
    weights = {node.id: float(1 + place) for place, node in enumerate(scheme.indicators)}
    scaled = {name: weight * times for name, weight in weights.items()}
    alike(
        compute_index(sample, scheme.with_weights(scaled)),
        compute_index(sample, scheme.with_weights(weights)),
    )


@given(samples(), st.floats(0.01, 100), st.floats(-1000, 1000))
def test_another_unit_of_measure_changes_nothing(sample: IndexData, times: float, plus: float) -> None:
    """Celsius or Fahrenheit, yuan or 10,000 yuan: bounds, skewness and ranks move along."""
    other = replace(sample, values=sample.values * times + plus)
    found, expected = top(compute_index(other, index(sample))), top(compute_index(sample, index(sample)))
    assert {unit: score for unit, (score, _) in found.items()} == pytest.approx(
        {unit: score for unit, (score, _) in expected.items()}, rel=1e-6, abs=1e-6, nan_ok=True
    )


@given(samples())
def test_a_geometric_mean_lies_below_the_arithmetic_and_needs_positives(sample: IndexData) -> None:
    scheme = index(sample)
    geometric = replace(scheme, steps=(*scheme.steps[:-1], step("aggregate", "geometric")))
    low, high = top(compute_index(sample, geometric)), top(compute_index(sample, scheme))
    assert all(low[unit][0] <= high[unit][0] + 1e-9 for unit in low)
    from_zero = replace(
        geometric, steps=tuple(step("normalise") if s.name == "normalise" else s for s in geometric.steps)
    )
    with pytest.raises(Problems) as raised:
        compute_index(sample, from_zero)
    assert raised.value.problems[0].code == "index_geometric_positive"


@given(samples())
def test_more_of_what_is_good_never_lowers_a_score(sample: IndexData) -> None:
    """With fixed bounds, unit by unit: the scale does not move with the sample."""
    scheme = flat([f"i{n}" for n in range(sample.values.shape[1])], *USUAL[3:])
    bound = replace(scheme, nodes=tuple(replace(n, low=0.0, high=1000.0) if n.parent else n for n in scheme.nodes))
    more = replace(sample, values=sample.values + 1)
    found, expected = top(compute_index(more, bound)), top(compute_index(sample, bound))
    assert all(found[unit][0] > score for unit, (score, _) in expected.items() if not np.isnan(score))
