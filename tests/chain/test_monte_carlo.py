"""Draws of gaps and of what filling them induces, against the same drawn the long way."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from liantu.chain.monte_carlo import DemandTerms, draw_gaps
from liantu.chain.network import NamedNetwork, build_network
from liantu.chain.requirements import solve_requirement_draws
from liantu.model.sampling import Triangles, derive_draw_keys, draw_triangular

COEFFICIENTS = pl.DataFrame(
    [
        ("B1", "cell", "input", 1.0, 1.02, 1.05),  # not chosen: plants may use it, the network does not
        ("C1", "foil", "input", 0.5, 0.6, 0.9),
        ("C1", "power", "utility", 90.0, 100.0, 130.0),
        ("F1", "power", "utility", 7.0, 8.0, 9.0),
        ("P1", "foil", "input", 0.001, 0.002, 0.003),
    ],
    schema=["process", "input", "role", "low", "typical", "high"],
    orient="row",
)
CHOSEN = pl.DataFrame({"product": ["cell", "foil", "power"], "process": ["C1", "F1", "P1"]})


@pytest.fixture
def system() -> NamedNetwork:
    return build_network(COEFFICIENTS, CHOSEN)


def drawn(seed: int) -> tuple[Triangles, np.ndarray]:
    names = COEFFICIENTS.select(pl.concat_str("process", "input", "role", separator="/")).to_series()
    numbers = [COEFFICIENTS[c].to_numpy() for c in ("low", "typical", "high")]
    keys = derive_draw_keys(names)
    return Triangles.from_ranges(*numbers, seed, keys), draw_triangular(*numbers, 300, seed, keys)


def test_a_coefficient_has_one_draw_in_direct_and_induced_demand(system: NamedNetwork) -> None:
    triangles, draws = drawn(5)
    needs = DemandTerms(np.array([1, 0, 2]), np.array([1, 0, 2]), np.array([50.0, 20.0, 50.0]))  # cell, foil, power
    supply = np.array([0.0, 10.0, 5200.0])
    gap, induced = draw_gaps(triangles, needs, supply, 300, system.order, system.rows)
    by_hand = np.vstack([20 * draws[0], 50 * draws[1] - 10, np.maximum(50 * draws[2] - 5200, 0)])
    assert gap == pytest.approx(by_hand, rel=1e-5, abs=1e-2)
    total = solve_requirement_draws(system.order, gap, draws, system.rows)
    assert induced is not None
    assert induced == pytest.approx(total - gap, rel=1e-4, abs=1e-2)
    assert (system.draws(300, 5) == draws[system.rows]).all()


def test_without_an_order_only_gaps_are_drawn(system: NamedNetwork) -> None:
    triangles, _ = drawn(1)
    gap, induced = draw_gaps(triangles, DemandTerms(np.array([1]), np.array([1]), np.array([1.0])), np.zeros(3), 10)
    assert gap.shape == (3, 10)
    assert induced is None
    with pytest.raises(ValueError, match="rows of its links"):
        draw_gaps(triangles, DemandTerms(np.array([1]), np.array([1]), np.ones(1)), np.zeros(3), 10, system.order)
