"""Complexity against two published packages, and where they say nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cluster import published

from liantu.cluster.complexity import compute_complexity
from liantu.cluster.relatedness import compute_density, compute_outlook_gain, compute_proximity
from liantu.cluster.specialisation import compute_location_quotients, find_presence

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def made_up() -> np.ndarray:
    return find_presence(compute_location_quotients(published.VALUES.astype(float)))


def test_equals_both_packages() -> None:
    shown = compute_complexity(made_up())
    np.testing.assert_allclose(shown.eci, published.ECI, atol=2e-9)
    np.testing.assert_allclose(shown.pci, published.PCI, atol=2e-9)
    own = (shown.pci - shown.pci.mean()) / shown.pci.std()
    np.testing.assert_allclose(-own, published.OWN_SCALE_PCI, atol=2e-9)


def test_relatedness_equals_both_packages() -> None:
    presence = made_up()
    proximity = compute_proximity(presence)
    np.testing.assert_allclose(compute_density(presence, proximity)[0], published.DENSITY, atol=2e-9)
    others = proximity - np.eye(len(proximity))
    np.testing.assert_allclose(compute_density(presence, others)[0], published.OTHERS_DENSITY, atol=2e-9)


def read_matrix(frame: pl.DataFrame) -> np.ndarray:
    return frame.drop("region").fill_null(0.0).to_numpy().astype(float)


def check(frame: pl.DataFrame, expected: dict[str, float]) -> None:
    shown = compute_complexity(find_presence(compute_location_quotients(read_matrix(frame))))
    found = dict(zip(frame["region"].cast(pl.String), shown.eci, strict=True))
    assert {name: pytest.approx(found[name], abs=2e-9) for name in expected} == expected


@pytest.mark.skipif(not DATA.is_dir(), reason="the published tables are not beside the checkout")
def test_world_trade() -> None:
    rows = pl.read_csv(DATA / "world-trade-country-product" / "world_trade_avg_1998_2000.csv", infer_schema=False)
    wide = rows.with_columns(pl.col("value").cast(pl.Float64)).pivot("product", index="country", values="value")
    check(wide.rename({"country": "region"}), published.WORLD)


@pytest.mark.skipif(not DATA.is_dir(), reason="the published tables are not beside the checkout")
def test_municipalities_of_mexico() -> None:
    path = DATA / "mexico-municipality-industry" / "vaprom_2019.csv"
    check(pl.read_csv(path, infer_schema_length=None).rename({"Row Labels": "region"}), published.MEXICO)


def test_a_region_is_the_mean_of_its_industries() -> None:
    presence = made_up()
    shown = compute_complexity(presence)
    np.testing.assert_allclose(shown.eci, presence @ shown.pci / presence.sum(1), atol=1e-12)


def test_an_empty_region_and_an_empty_industry_have_no_index() -> None:
    presence = np.pad(made_up(), ((0, 1), (0, 1)))
    shown, whole = compute_complexity(presence), compute_complexity(made_up())
    assert np.isnan(shown.eci[-1])
    assert np.isnan(shown.pci[-1])
    assert (shown.region_blocks[-1], shown.industry_blocks[-1]) == (-1, -1)
    np.testing.assert_allclose(shown.eci[:-1], whole.eci, atol=1e-9)


def test_parts_that_nothing_connects_are_said_and_not_ranked_together() -> None:
    part = made_up()
    presence = np.zeros((part.shape[0] + 2, part.shape[1] + 2), dtype=bool)
    presence[:-2, :-2] = part
    presence[-2:, -2:] = [[True, True], [True, False]]
    shown = compute_complexity(presence)
    assert shown.region_blocks.tolist() == [0] * len(part) + [1, 1]
    assert np.isnan(shown.eci[-2:]).all()
    np.testing.assert_allclose(shown.eci[:-2], compute_complexity(part).eci, atol=1e-9)


def test_regions_that_are_all_alike_have_no_order() -> None:
    shown = compute_complexity(np.ones((3, 4), dtype=bool))
    assert np.isnan(shown.eci).all()
    assert shown.gap == 0


def test_a_large_table_is_solved_as_a_small_one() -> None:
    draws = np.random.default_rng(1)
    presence = draws.random((90, 70)) < draws.beta(2, 4, (90, 1))
    presence[:, 0] = presence[0] = True
    shown = compute_complexity(presence)
    diversity, ubiquity = presence.sum(1), presence.sum(0)
    walk = (presence / diversity[:, None]) @ (presence.T / ubiquity[:, None])
    values, vectors = np.linalg.eig(walk)
    order = np.argsort(-values.real)
    second = vectors[:, order[1]].real
    expected = (second - second.mean()) / second.std()
    expected *= np.sign(np.corrcoef(expected, diversity)[0, 1])
    np.testing.assert_allclose(shown.eci, expected, atol=1e-7)
    assert shown.gap == pytest.approx((values.real[order[1]] - values.real[order[2]]), abs=1e-9)


@given(st.integers(0, 50))
@settings(max_examples=15, deadline=None)
def test_order_of_rows_and_unit_of_money_change_nothing(seed: int) -> None:
    draws = np.random.default_rng(seed)
    values = draws.lognormal(0, 1.5, (9, 11))
    rows, columns = draws.permutation(9), draws.permutation(11)
    shown = compute_complexity(find_presence(compute_location_quotients(values)))
    other = compute_complexity(find_presence(compute_location_quotients(values[rows][:, columns] * 8)))
    if shown.gap < 1e-6 or np.isnan(shown.eci).any():
        return
    np.testing.assert_allclose(other.eci, shown.eci[rows], atol=1e-6)
    np.testing.assert_allclose(other.pci, shown.pci[columns], atol=1e-6)


@given(st.integers(0, 50))
@settings(max_examples=15, deadline=None)
def test_density_lies_between_nothing_and_all(seed: int) -> None:
    presence = np.random.default_rng(seed).random((7, 9)) < 0.4
    density = compute_density(presence, compute_proximity(presence))
    present = presence.any(0)
    assert (density[:, present] >= 0).all()
    assert (density[:, present] <= 1 + 1e-12).all()
    assert np.isnan(density[:, ~present]).all()


def test_outlook_gain_by_hand() -> None:
    # Two industries; the first region has both, the second only the first: the second industry would open itself up.
    presence = np.array([[True, True], [True, False]])
    gain = compute_outlook_gain(presence, compute_proximity(presence), np.array([-1.0, 2.0]))
    np.testing.assert_allclose(gain, [[0, 0], [0, 1 / 1.5 * 2]])
