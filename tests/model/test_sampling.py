"""Draws of coefficients: reproducible, within bounds, of the right shape."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.model.sampling import compute_percentiles, derive_draw_keys, draw_triangular

LOW, TYPICAL, HIGH = (np.array(v) for v in ([0.0, 1, 2, 5, 3], [1.0, 1, 2.5, 5, 4], [4.0, 2, 2.5, 5, 5]))


def test_a_seed_gives_the_same_draws_and_another_seed_others() -> None:
    one = draw_triangular(LOW, TYPICAL, HIGH, 1000, seed=1)
    assert (one == draw_triangular(LOW, TYPICAL, HIGH, 1000, seed=1)).all()
    assert (one[0] != draw_triangular(LOW, TYPICAL, HIGH, 1000, seed=2)[0]).mean() > 0.99


def test_draws_have_the_mean_spread_and_percentiles_of_the_triangle() -> None:
    draws = draw_triangular(LOW, TYPICAL, HIGH, 50_000, seed=7).astype(float)
    assert draws.mean(axis=1) == pytest.approx((LOW + TYPICAL + HIGH) / 3, rel=0.01)
    spread = (LOW**2 + TYPICAL**2 + HIGH**2 - LOW * TYPICAL - LOW * HIGH - TYPICAL * HIGH) / 18
    assert draws.var(axis=1) == pytest.approx(spread, rel=0.03, abs=1e-9)
    assert compute_percentiles(draws[:1])[0] == pytest.approx(
        [np.sqrt(0.4), 4 - np.sqrt(6), 4 - np.sqrt(1.2)], rel=0.02
    )


def test_coefficients_are_drawn_independently() -> None:
    flat = np.zeros(200), np.full(200, 0.5), np.ones(200)
    related = np.corrcoef(draw_triangular(*flat, 5000, seed=1))
    assert np.abs(related - np.eye(200)).max() < 0.08
    columns = np.corrcoef(draw_triangular(np.zeros(5000), np.full(5000, 0.5), np.ones(5000), 100, seed=1).T)
    assert np.abs(columns - np.eye(100)).max() < 0.08


def test_a_coefficient_keeps_its_draws_when_others_come_and_go() -> None:
    names = ["A/x/input", "B/y/input", "C/z/input", "D/z/utility", "E/w/input"]
    every = draw_triangular(LOW, TYPICAL, HIGH, 100, 3, derive_draw_keys(names))
    some = [4, 0, 2]
    few = draw_triangular(LOW[some], TYPICAL[some], HIGH[some], 100, 3, derive_draw_keys([names[i] for i in some]))
    assert (few == every[some]).all()


SIZES = st.floats(0, 1e6, width=32)


@given(st.lists(st.tuples(SIZES, SIZES, SIZES), min_size=1, max_size=20), st.integers(0, 2**32))
def test_draws_stay_between_low_and_high(rows: list[tuple[float, ...]], seed: int) -> None:
    low, typical, high = np.sort(np.array(rows), axis=1).T
    draws = draw_triangular(low, typical, high, 50, seed)
    assert (draws >= low[:, None]).all()
    assert (draws <= high[:, None]).all()


def test_percentiles_agree_with_the_usual_definition() -> None:
    draws = np.random.default_rng(1).random((30, 101))
    assert compute_percentiles(draws) == pytest.approx(np.percentile(draws, (10, 50, 90), axis=1).T)
    assert compute_percentiles(draws[:, :1]) == pytest.approx(np.repeat(draws[:, :1], 3, axis=1))


def test_no_coefficients_and_no_draws() -> None:
    nothing = np.zeros(0)
    assert draw_triangular(nothing, nothing, nothing, 10, 1).shape == (0, 10)
    assert draw_triangular(LOW, TYPICAL, HIGH, 0, 1).shape == (5, 0)


@pytest.mark.parametrize(
    ("numbers", "share", "expected"),
    [
        ([0, 10], 25, 2.5),
        ([10, 0, 1, 2], 50, 1.5),  # between the second and the third of four
        ([4, 1, 2, 3, 0], 90, 3.6),
        ([0, 0, 10], 75, 5),
        ([7], 90, 7),
    ],
)
def test_a_percentile_between_two_numbers(numbers: list[float], share: float, expected: float) -> None:
    assert compute_percentiles(np.array([numbers], float), (share,)).tolist() == [[pytest.approx(expected)]]
