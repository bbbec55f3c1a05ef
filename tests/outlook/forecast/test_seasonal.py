"""Months and quarters from three full years on: ranges that hold, better than last year's figures."""

from __future__ import annotations

import numpy as np
import pytest

from liantu.outlook.forecast.scores import measure_coverage, scale_errors
from liantu.outlook.forecast.seasonal import draw_periods, predict_periods

from .simulated import simulate_periods


@pytest.mark.parametrize(("years", "cells"), [(3, 4), (3, 11), (5, 4), (8, 12)])
def test_eight_in_ten_hold(years: int, cells: int) -> None:
    values = simulate_periods(500, years + 1, cells, seed=15)
    past, came = values[:, :-cells], values[:, -cells:]
    found = predict_periods(past, cells, cells)
    assert 0.75 <= measure_coverage(found.low, found.high, came) <= 0.85


def test_the_middle_is_better_than_last_year() -> None:
    values = simulate_periods(400, 7, 12, seed=15)
    past, came = values[:, :-12], values[:, -12:]
    ours = scale_errors(predict_periods(past, 12, 12).typical, came, past, 12).mean()
    assert ours < 0.8 * scale_errors(past[:, -12:], came, past, 12).mean()


def test_draws_have_the_ranges_and_a_year_of_them_holds() -> None:
    values = simulate_periods(150, 5, 4, seed=15)
    past, came = values[:, :-4], values[:, -4:]
    drawn, ranges = draw_periods(past, 4, 4, np.random.default_rng(1), 300), predict_periods(past, 4, 4)
    low, high = np.quantile(drawn, (0.1, 0.9), axis=2)
    assert np.log(low / ranges.low).mean() == pytest.approx(0, abs=0.02)
    assert np.log(high / ranges.high).mean() == pytest.approx(0, abs=0.02)
    low, high = np.quantile(drawn.sum(axis=1), (0.1, 0.9), axis=1)
    assert 0.73 <= measure_coverage(low, high, came.sum(axis=1)) <= 0.88


def test_a_plain_season_with_growth_goes_on() -> None:
    season = np.array([1.7, 1.0, 0.9, 1.4])
    values = (100 * np.tile(season, 6) * 1.02 ** np.arange(24))[None]
    going_on = 100 * season * 1.02 ** np.arange(24, 28)
    found = predict_periods(values, 4, 4)
    assert found.typical[0] == pytest.approx(going_on, rel=0.03)
    assert found.high[0, 0] / found.low[0, 0] < 1.05


def test_series_are_forecast_by_themselves() -> None:
    values = simulate_periods(200, 4, 4, seed=15)
    together, alone = predict_periods(values, 4, 4), predict_periods(values[150:151], 4, 4)
    assert together.typical[150] == pytest.approx(alone.typical[0], rel=1e-9)
