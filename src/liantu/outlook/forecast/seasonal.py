"""Forecasts of months and quarters from three full years on: an average of seasonal and trend forms."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.annual import DRAWS
from liantu.outlook.forecast.likely_range import NORMAL_P90
from liantu.outlook.forecast.seasonal_forms import FilterState, Forms, filter_series, list_forms

#: Series worked on together: what they touch stays in the cache.
TILE = 128


class PeriodRanges(NamedTuple):
    """P10, P50 and P90 of the periods after the last (series x horizon)."""

    low: FloatArray
    typical: FloatArray
    high: FloatArray


def predict_periods(values: FloatArray, horizon: int, cells: int) -> PeriodRanges:
    """Ranges of the next periods for many series (series x periods, above zero) of ``cells`` periods a year.

    The average of the forms is taken for normal in logarithms, with the spread within and between them.
    """
    forms = list_forms()
    typical, spread = np.empty((len(values), horizon)), np.empty((len(values), horizon))
    responses = np.cumsum(_respond(forms, horizon, cells) ** 2, axis=0)
    for first in range(0, len(values), TILE):
        block = slice(first, first + TILE)
        state = filter_series(np.log(values[block]).T.copy(), cells, forms)
        means = project_periods(forms, state, values.shape[1], horizon, cells)
        middle = (state.weights * means).sum(axis=1)
        within = state.variance * (1 + responses)
        typical[block] = middle.T
        within += (np.arange(1, horizon + 1)[:, None] * state.unsure)[:, None] ** 2
        spread[block] = np.sqrt((state.weights * (within + (means - middle[:, None]) ** 2)).sum(axis=1)).T
    margin = NORMAL_P90 * spread
    return PeriodRanges(np.exp(typical - margin), np.exp(typical), np.exp(typical + margin))


def project_periods(forms: Forms, state: FilterState, periods: int, horizon: int, cells: int) -> FloatArray:
    """What every form expects of the next periods, in logarithms (horizon x forms x series)."""
    level, slope = state.level.copy(), state.slope.copy()
    means = np.empty((horizon, *level.shape))
    for ahead in range(horizon):
        slope *= forms.damping
        level += slope + state.drift
        means[ahead] = level + state.season[(periods + ahead) % cells]
    return means


def draw_periods(
    values: FloatArray, horizon: int, cells: int, random: np.random.Generator, draws: int = DRAWS
) -> FloatArray:
    """Draws (series x horizon x draws) of the next periods: of each draw one form, and shocks of its size."""
    forms, (count, periods) = list_forms(), values.shape
    state = filter_series(np.log(values).T.copy(), cells, forms)
    means = project_periods(forms, state, periods, horizon, cells)
    shares = (np.arange(draws) + random.random((count, 1))) / draws
    chosen = (shares[:, :, None] > np.cumsum(state.weights.T, axis=1)[:, None, :-1]).sum(axis=2)
    chosen = random.permuted(chosen, axis=1)
    series = np.arange(count)[:, None]
    size = np.sqrt(state.variance)[chosen, series]
    shocks = size * random.standard_t(max(periods - cells - 2, 3), (horizon, count, draws))
    paths = np.empty((horizon, count, draws))
    responses = _respond(forms, horizon, cells)[:, :, 0]
    growth = state.unsure[:, None] * random.standard_normal((count, draws))
    for ahead in range(horizon):
        paths[ahead] = means[ahead][chosen, series] + shocks[ahead] + (ahead + 1) * growth
        for before in range(ahead):
            paths[ahead] += responses[ahead - before][chosen] * shocks[before]
    return np.asarray(np.exp(paths.transpose(1, 0, 2)))


def _respond(forms: Forms, horizon: int, cells: int) -> FloatArray:
    """How far a shock of one period moves a later one (horizon x forms x 1); 0 at its own, where it is whole."""
    ahead = np.arange(horizon)[:, None, None]
    damped = np.cumsum(np.where(ahead > 0, forms.damping**ahead, 0.0), axis=0)
    level = forms.level + forms.level * forms.trend * damped
    season = np.where(ahead % cells == 0, forms.season * (1 - forms.level), 0.0)
    return np.where(ahead == 0, 0.0, level + season)
