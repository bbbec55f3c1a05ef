"""Specialisation, concentration, shift and share against hand calculations and published tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liantu.cluster.concentration import compute_concentration_ratio, compute_herfindahl
from liantu.cluster.coupling_degree import compute_coupling_degree
from liantu.cluster.input_output import (
    compute_allocations,
    compute_coefficients,
    compute_linkages,
    extract_industries,
    invert_leontief,
)
from liantu.cluster.shift_share import decompose_change
from liantu.cluster.specialisation import compute_location_quotients

amounts = st.lists(st.floats(1, 1e6), min_size=4, max_size=4).map(np.array)

#: Miller and Blair, chapter 2: flows and output of two sectors.
FLOWS, OUTPUT = np.array([[150.0, 500.0], [200.0, 100.0]]), np.array([1000.0, 2000.0])


@given(st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_quotients_weighed_by_industries_make_one(seed: int) -> None:
    values = np.random.default_rng(seed).lognormal(0, 1, (4, 5))
    shares = values.sum(0) / values.sum()
    np.testing.assert_allclose(compute_location_quotients(values) @ shares, np.ones(4))


def test_a_region_without_anything_has_no_quotient() -> None:
    assert np.isnan(compute_location_quotients(np.array([[0.0, 0.0], [1.0, 1.0]]))[0]).all()


@pytest.mark.parametrize("cell", [np.nan, -1.0])
def test_a_missing_or_negative_cell_is_refused(cell: float) -> None:
    with pytest.raises(ValueError, match="a cell is"):
        compute_location_quotients(np.array([[cell, 1.0]]))
    with pytest.raises(ValueError, match="negative or missing"):
        compute_herfindahl(np.array([cell, 1.0]))


def test_concentration() -> None:
    values = np.array([10.0, 40.0, 30.0, 20.0])
    assert compute_herfindahl(values) == pytest.approx(0.01 + 0.16 + 0.09 + 0.04)
    assert compute_concentration_ratio(values, 3) == pytest.approx(0.9)
    assert compute_concentration_ratio(values, 9) == pytest.approx(1)
    assert np.isnan(compute_herfindahl(np.zeros(3)))
    with pytest.raises(ValueError, match="at least 1"):
        compute_concentration_ratio(values, 0)


@given(amounts, amounts, amounts, amounts)
@settings(max_examples=30, deadline=None)
def test_the_three_parts_are_the_change(before, after, reference_before, reference_after) -> None:  # type: ignore[no-untyped-def]
    parts = decompose_change(before, after, reference_before + before, reference_after + after)
    np.testing.assert_allclose(parts.share + parts.mix + parts.competitive, after - before, rtol=1e-9, atol=1e-3)


def test_an_industry_new_to_the_reference_is_the_regions_own() -> None:
    parts = decompose_change(
        np.array([0.0, 10.0]), np.array([5.0, 10.0]), np.array([0.0, 100.0]), np.array([5.0, 100.0])
    )
    assert parts.competitive.tolist() == [5.0, pytest.approx(0.5 - 0.5)]


def test_leontief_of_the_book() -> None:
    inverse = invert_leontief(compute_coefficients(FLOWS, OUTPUT))
    np.testing.assert_allclose(inverse, [[1.25412541, 0.330033], [0.2640264, 1.12211221]], atol=5e-9)
    np.testing.assert_allclose(inverse @ [350, 1700], OUTPUT)  # the final demand of the same chapter


def test_ghosh_is_leontief_seen_from_the_seller() -> None:
    leontief, ghosh = compute_coefficients(FLOWS, OUTPUT), compute_allocations(FLOWS, OUTPUT)
    np.testing.assert_allclose(ghosh, leontief * OUTPUT / OUTPUT[:, None])
    backward, forward = compute_linkages(leontief, ghosh)
    assert (backward.mean(), forward.mean()) == (pytest.approx(1), pytest.approx(1))


def test_extraction_equals_solving_without_the_industry() -> None:
    draws = np.random.default_rng(3)
    flows, final = draws.random((6, 6)), draws.random(6) * 5
    output = flows.sum(1) + final
    coefficients = compute_coefficients(flows, output)
    expected = []
    for industry in range(6):
        others = np.delete(np.arange(6), industry)
        reduced = coefficients[np.ix_(others, others)]
        expected.append(output.sum() - np.linalg.solve(np.eye(5) - reduced, final[others]).sum())
    np.testing.assert_allclose(extract_industries(coefficients, output), expected)


def test_industries_that_use_up_what_they_make_are_refused() -> None:
    with pytest.raises(ValueError, match="at least as much"):
        invert_leontief(np.array([[0.5, 0.6], [0.5, 0.4]]))


def test_coupling_of_published_scores() -> None:
    shown = compute_coupling_degree(np.array([[0.6, 0.4], [0.5, 0.5], [0.9, 0.1]]), np.array([0.5, 0.5]))
    np.testing.assert_allclose(shown.coupling.round(4), [0.9798, 1, 0.6])
    assert shown.coordination.round(4).tolist() == [0.6999, 0.7071, 0.5477]
    assert shown.grade.tolist() == [7, 8, 6]  # 初级, 中级, 勉强: upper bounds closed
    # Equal scores U give D = √U: 1 and 0.7 themselves close their grades, a little more than 0.7 opens the next.
    edges = compute_coupling_degree(np.array([[1.0, 1.0], [0.49, 0.49], [0.491, 0.491]]), np.array([0.5, 0.5]))
    assert edges.grade.tolist() == [10, 7, 8]
    assert shown.modified_coordination[0] == pytest.approx(0.6043, abs=5e-5)


@pytest.mark.parametrize(
    ("scores", "weights", "words"),
    [
        ([[0.5, 0.5]] * 2, [0.5, 0.5], "at least 3"),
        ([[0.5, 0.0]] * 3, [0.5, 0.5], "undefined"),
        ([[0.5, 1.1]] * 3, [0.5, 0.5], "undefined"),
        ([[0.5, 0.5]] * 3, [0.5, 0.6], "not to 1"),
        ([[0.5]] * 3, [1.0], "two or more"),
    ],
)
def test_scores_that_have_no_degree(scores: list[list[float]], weights: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        compute_coupling_degree(np.array(scores), np.array(weights))
