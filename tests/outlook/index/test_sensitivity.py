"""Sensitivity: the estimators against SALib and Ishigami's closed form, the design, the intervals of ranks."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.outlook.index.making import asem

from liantu.model.problems import Problems
from liantu.outlook.index.inputs import Matrix
from liantu.outlook.index.replicates import compute_ranks
from liantu.outlook.index.run import compute_index, replay
from liantu.outlook.index.sensitivity import (
    Sensitivity,
    SensitivityDesign,
    _draw_inputs,
    measure_sensitivity,
    read_factors,
)
from liantu.outlook.index.variance_indices import VarianceIndices, estimate_indices

NAMES = ["normalise=min_max|rank|z_score", "treat.values=1|3|5"]


def factors(*texts: str) -> SensitivityDesign:
    return SensitivityDesign(read_factors(asem().scheme, texts), samples=128, resamples=100, seed=5)


@pytest.fixture(scope="module")
def measured() -> Sensitivity:
    return measure_sensitivity(asem(), factors(*NAMES))


def ishigami(x: Matrix) -> Matrix:
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))[:, None]


def sample_ishigami(samples: int) -> tuple[Matrix, Matrix, Matrix]:
    a, b = np.random.default_rng(7).uniform(-np.pi, np.pi, (2, samples, 3))
    crossed = np.stack([ishigami(np.where(np.arange(3) == place, b, a)) for place in range(3)])
    return ishigami(a), ishigami(b), crossed


def test_ishigami_has_its_closed_form_within_the_error() -> None:
    """First indices 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437 (a = 7, b = 0.1)."""
    found = estimate_indices(*sample_ishigami(20_000), 100, 1)
    for estimate, error, truth in (
        (found.first, found.first_error, [0.3139, 0.4424, 0.0]),
        (found.total, found.total_error, [0.5576, 0.4424, 0.2437]),
    ):
        assert (np.abs(estimate[:, 0] - truth) < 3 * error[:, 0]).all()
        assert (error < 0.02).all()


def by_salib(base: Matrix, second: Matrix, crossed: Matrix) -> dict[str, Any]:
    """The indices of SALib of the same runs: it takes A, the crossed runs and B of each sample in turn."""
    sobol = pytest.importorskip("SALib.analyze.sobol", reason="SALib is in the test extra: pip install -e .[test]")
    outputs = np.stack([base, *crossed, second], axis=1).ravel()
    count = len(crossed)
    problem = {"num_vars": count, "names": [str(n) for n in range(count)], "bounds": [[0, 1]] * count}
    return dict(sobol.analyze(problem, outputs, calc_second_order=False, num_resamples=300, seed=1))


def check_against_salib(found: VarianceIndices, oracle: dict[str, Any], output: int) -> None:
    assert found.first[:, output] == pytest.approx(oracle["S1"], abs=1e-9)
    assert found.total[:, output] == pytest.approx(oracle["ST"], abs=1e-9)
    # SALib's interval is 1.96 standard errors of its own resamples
    assert found.first_error[:, output] == pytest.approx(oracle["S1_conf"] / 1.96, rel=0.35)
    assert found.total_error[:, output] == pytest.approx(oracle["ST_conf"] / 1.96, rel=0.35)


def test_the_estimators_are_those_of_salib_on_ishigami() -> None:
    base, second, crossed = sample_ishigami(1024)
    oracle = by_salib(base[:, 0], second[:, 0], crossed[:, :, 0])
    check_against_salib(estimate_indices(base, second, crossed, 300, 2), oracle, 0)


def test_the_estimators_are_those_of_salib_on_an_index() -> None:
    run, design = asem(), factors(*NAMES)
    ranks = compute_ranks(run, design.factors, *_draw_inputs(run, design))
    shift = np.abs(ranks - run.ranks[run.plan.top]).mean(axis=1)
    size = design.samples
    base, second, crossed = shift[:size], shift[size : 2 * size], shift[2 * size :].reshape(3, size)
    oracle = by_salib(base, second, crossed)
    found = measure_sensitivity(run, design).shift
    assert found["first"].to_list() == pytest.approx(oracle["S1"].tolist(), abs=1e-9)
    assert found["total"].to_list() == pytest.approx(oracle["ST"].tolist(), abs=1e-9)


def test_a_replicate_is_the_run_made_again(measured: Sensitivity) -> None:
    """The ranks of a replicate with the scheme's own weights are those of ``replay`` with its choices."""
    run, design = asem(), factors(*NAMES)
    picks = np.array([[0, 2], [1, 0], [2, 1]])
    ranks = compute_ranks(run, design.factors, picks, np.tile(run.weights, (3, 1)))
    for row, texts in enumerate([(), ("normalise=rank", "treat.values=1"), ("normalise=z_score", "treat.values=3")]):
        again = replay(run, texts)
        assert ranks[row].tolist() == again.ranks[again.plan.top].tolist()


def test_units_that_a_choice_leaves_out_are_not_compared() -> None:
    """Without imputation five units have no rank: the shift of such a run is that of the other 46."""
    run = asem()
    design = SensitivityDesign(read_factors(run.scheme, ["impute=group_mean|none"]), None, 16, 20)
    found = measure_sensitivity(run, design)
    screened = asem("impute=none")
    rank = dict(zip(screened.data.units, screened.ranks[screened.plan.top], strict=True))
    nominal = dict(zip(run.data.units, run.ranks[run.plan.top], strict=True))
    shift = np.mean([abs(rank[unit] - nominal[unit]) for unit in rank])
    picks, _ = _draw_inputs(run, design)
    assert found.mean_shift == pytest.approx(shift * picks[:32].mean())
    left_out = set(found.units.filter(pl.col("total").is_null())["unit"])
    assert left_out >= {"BGD", "BRN", "KHM", "LAO", "MMR"}
    assert len(left_out) < 51


def test_the_design_has_n_times_d_plus_two_runs(measured: Sensitivity) -> None:
    assert measured.design.names == ("normalise", "treat.values", "weights")
    assert measured.design.runs == 128 * 5
    picks, weights = _draw_inputs(asem(), measured.design)
    assert picks.shape == (640, 2)
    assert weights is not None
    assert weights.shape == (640, 60)
    size = 128
    blocks = [slice(k * size, (k + 1) * size) for k in range(5)]
    a, b, first, second, third = ((picks[block], weights[block]) for block in blocks)
    assert (first[0][:, 0] == b[0][:, 0]).all()
    assert (first[0][:, 1] == a[0][:, 1]).all()
    assert (first[1] == a[1]).all()
    assert (second[0][:, 1] == b[0][:, 1]).all()
    assert (third[0] == a[0]).all()
    assert (third[1] == b[1]).all()


def test_weights_are_drawn_around_those_of_the_scheme_with_one_concentration() -> None:
    """Shares within a parent of k parts: mean w, variance w(1−w) ÷ (concentration·k + 1)."""
    run = asem()
    design = SensitivityDesign((), concentration=20, samples=20_000)
    _, weights = _draw_inputs(run, design)
    assert weights is not None
    pillar = next(node for node in run.plan.nodes if node.id == "Physical")
    own = weights[:20_000, pillar.parts]
    shares = own / own.sum(axis=1, keepdims=True)
    assert shares.mean(axis=0) == pytest.approx(np.full(8, 1 / 8), abs=0.002)
    assert shares.var(axis=0) == pytest.approx(np.full(8, 1 / 8 * 7 / 8 / (20 * 8 + 1)), rel=0.05)


def test_weights_that_differ_are_drawn_by_their_shares_whatever_their_unit() -> None:
    """Stated as 30 and 10: means 3/10 and 1/10, and the concentration is still 20 times the number of parts."""
    given = asem()
    pillar = next(node for node in given.plan.nodes if node.id == "Physical")
    stated = {given.plan.ids[place]: 10.0 for place in pillar.parts} | {given.plan.ids[pillar.parts[0]]: 30.0}
    run = compute_index(given.inputs, given.scheme.with_weights(stated))
    _, weights = _draw_inputs(run, SensitivityDesign((), concentration=20, samples=20_000))
    assert weights is not None
    own = weights[:20_000, pillar.parts]
    shares = own / own.sum(axis=1, keepdims=True)
    means = np.array([0.3] + [0.1] * 7)
    assert shares.mean(axis=0) == pytest.approx(means, abs=0.002)
    assert shares.var(axis=0) == pytest.approx(means * (1 - means) / (20 * 8 + 1), rel=0.05)


def test_intervals_are_those_of_the_independent_runs_alone(measured: Sensitivity) -> None:
    """Runs that share all but one factor with another would count its choices twice."""
    run = asem()
    picks, weights = _draw_inputs(run, measured.design)
    ranks = compute_ranks(run, measured.design.factors, picks, weights)[:256]
    assert measured.ranks["mean"].to_list() == pytest.approx(ranks.mean(axis=0).tolist())
    assert measured.ranks["high"].to_list() == pytest.approx(np.percentile(ranks, 95, axis=0).tolist())


def test_impossible_estimates_are_shown_and_marked() -> None:
    """How many values may be set moves few ranks: its first index comes out below zero."""
    run = asem("normalise.low=1")
    texts = ["treat.values=1|2|3|4|5", "normalise=min_max|rank", "aggregate=arithmetic|geometric"]
    found = measure_sensitivity(run, SensitivityDesign(read_factors(run.scheme, texts), samples=200, seed=0)).shift
    wrong = found.filter(pl.col("impossible"))
    assert wrong["factor"].to_list() == ["treat.values"]
    first, error = wrong.select("first", "first_error").row(0)
    assert -3 * error < first < 0


def test_a_total_below_the_first_and_a_share_beyond_one_are_impossible() -> None:
    first, total = np.array([[0.5, 0.2, 1.1, -0.1]]), np.array([[0.4, 0.3, 1.2, 0.1]])
    found = VarianceIndices(first, total, np.zeros((1, 4)), np.zeros((1, 4)))
    assert found.impossible.tolist() == [[True, False, True, True]]


def test_each_units_rank_has_its_indices_and_one_that_never_moves_has_none(measured: Sensitivity) -> None:
    assert measured.units.height == 51 * 3
    fixed = measure_sensitivity(
        asem(), SensitivityDesign(read_factors(asem().scheme, ["treat.kurtosis=3.4|3.5"]), None, 8)
    )
    assert fixed.units["total"].null_count() == 51
    assert fixed.mean_shift == 0


def test_intervals_of_ranks_hold_the_rank_and_grow_with_freer_weights(measured: Sensitivity) -> None:
    ranks = measured.ranks
    assert (ranks["low"] <= ranks["median"]).all()
    assert (ranks["median"] <= ranks["high"]).all()
    assert ranks.filter(pl.col("unit") == "CHE").select("rank", "low", "high").row(0) == (1, 1.0, 1.0)
    widths = []
    for concentration in (1.0, 1000.0):
        design = SensitivityDesign((), concentration, 64, 10)
        frame = measure_sensitivity(asem(), design).ranks
        widths.append(float((frame["high"] - frame["low"]).mean()))  # type: ignore[arg-type]
    assert widths[0] > 4 * widths[1]


def test_one_seed_gives_one_answer(measured: Sensitivity) -> None:
    again = measure_sensitivity(asem(), factors(*NAMES))
    assert again.shift.equals(measured.shift)
    assert again.ranks.equals(measured.ranks)


def test_the_weights_of_the_scheme_are_a_factor_where_none_are_drawn() -> None:
    scheme = asem().scheme.with_weights({"Conn": 9.0})
    run = replay(asem(), [])
    design = SensitivityDesign(read_factors(scheme, ["weigh=stated|equal"]), None, 8)
    assert measure_sensitivity(run, design).mean_shift == 0  # stated weights are equal here
    with pytest.raises(Problems) as raised:
        measure_sensitivity(run, SensitivityDesign(design.factors, 20.0, 8))
    assert raised.value.problems[0].code == "index_weights_vary_twice"


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["normalise=min_max"], ["index_bad_factor"]),
        (["normalise=rank|rank"], ["index_bad_factor"]),
        (["normalise"], ["index_bad_factor"]),
        (["normalise=rank|best", "treat.values=1|-2"], ["index_unknown_method", "index_bad_parameter"]),
        (["normalise=rank|z_score", "normalise=rank|min_max"], ["index_factor_twice"]),
        (["sing=a|b"], ["index_unknown_step"]),
    ],
)
def test_factors_that_cannot_vary_are_named_all_at_once(texts: list[str], codes: list[str]) -> None:
    with pytest.raises(Problems) as raised:
        read_factors(asem().scheme, texts)
    assert [problem.code for problem in raised.value.problems] == codes


def test_nothing_that_varies_is_a_problem() -> None:
    with pytest.raises(Problems) as raised:
        measure_sensitivity(asem(), SensitivityDesign((), None))
    assert raised.value.problems[0].code == "index_nothing_varies"


def test_choices_that_cannot_go_together_are_named() -> None:
    """A scale that begins at zero has no geometric mean."""
    with pytest.raises(Problems) as raised:
        measure_sensitivity(asem(), factors("aggregate=arithmetic|geometric"))
    assert raised.value.problems[0].code == "index_geometric_positive"
