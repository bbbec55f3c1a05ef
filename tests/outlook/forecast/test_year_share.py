"""The year from its known part: a supposed share is its own range, known shares count as they are many and alike."""

from __future__ import annotations

import numpy as np
import pytest

from liantu.outlook.forecast.likely_range import LikelyRange
from liantu.outlook.forecast.year_share import draw_year

USUAL = LikelyRange(0.21, 0.235, 0.26)


def ranges(so_far: float, past: list[float], usual: LikelyRange | None = USUAL) -> list[float]:
    drawn = draw_year(so_far, np.array(past), usual, np.random.default_rng(1), 20_000)
    return [float(part) for part in np.quantile(drawn, (0.1, 0.5, 0.9))]


def test_without_earlier_years_the_range_is_the_supposition_itself() -> None:
    assert ranges(100, []) == pytest.approx([100 / 0.26, 100 / 0.235, 100 / 0.21], rel=0.005)


def test_never_four_times_the_quarter() -> None:
    assert ranges(641.4, [])[1] > 4 * 641.4 * 1.05


def test_earlier_years_count_more_the_more_there_are() -> None:
    one, five = (ranges(100, [0.25] * count) for count in (1, 5))
    assert 100 / 0.25 < five[1] < one[1] < 100 / 0.235
    assert five[2] - five[0] < one[2] - one[0] < 100 / 0.21 - 100 / 0.26


def test_without_a_usual_share_two_years_say_it_with_their_spread() -> None:
    """Shares 0.24 and 0.26: mean logarithm, spread of two by Student's t with one degree (P90 at 3.078)."""
    logs = np.log([1 / 0.24, 1 / 0.26])
    spread = float(logs.std(ddof=1)) * np.sqrt(1 + 1 / 2) * 3.0777
    middle = float(logs.mean())
    expected = 100 * np.exp([middle - spread, middle, middle + spread])
    assert ranges(100, [0.24, 0.26], None) == pytest.approx(expected, rel=0.02)


def test_one_year_alone_or_nothing_is_refused() -> None:
    for past in ([], [0.25]):
        with pytest.raises(ValueError, match="year"):
            ranges(100, past, None)


def test_the_year_is_never_less_than_what_it_has_brought() -> None:
    assert draw_year(95, np.array([0.97, 0.99, 0.9]), None, np.random.default_rng(1), 5000).min() >= 95


def test_years_whose_share_moves_widen_the_range() -> None:
    steady, moving = (ranges(100, past) for past in ([0.24, 0.25, 0.26], [0.18, 0.25, 0.34]))
    assert moving[2] - moving[0] > 2 * (steady[2] - steady[0])
