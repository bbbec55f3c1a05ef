"""Several subjects added up draw by draw, and sums that would count twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import liantu
from liantu.model.problems import Problems
from liantu.outlook.forecast.draw_sums import add_draws, align_draws

YUNXI = Path(__file__).parents[3] / "districts" / "yunxi"


@pytest.mark.parametrize("subjects", [["yunxi", "c-battery"], ["c-battery", "c-metal"]])
def test_what_overlaps_is_not_added_up(subjects: list[str]) -> None:
    with pytest.raises(Problems) as raised:
        liantu.open(YUNXI).outlook.add_up(subjects, "industrial-output", "规上")
    assert [problem.code for problem in raised.value.problems] == ["sum_overlaps"]


@pytest.mark.parametrize("together", [0.0, 0.2, 0.7])
def test_parts_move_together_so_far_and_each_stays_what_it_was(together: float) -> None:
    """Two normal parts of size 1 and 2: their sum has variance 1 + 4 + 2 · 1 · 2 · the correlation."""
    parts = np.random.default_rng(3).normal(0, [[[1.0]], [[2.0]]], (2, 1, 40_000))
    moved = align_draws(parts, together, np.random.default_rng(4))
    assert np.corrcoef(moved[:, 0])[0, 1] == pytest.approx(together, abs=0.02)
    assert np.array_equal(np.sort(moved), np.sort(parts))
    total = add_draws(parts, together, np.random.default_rng(4))
    assert total.var() == pytest.approx(5 + 4 * together, rel=0.03)
