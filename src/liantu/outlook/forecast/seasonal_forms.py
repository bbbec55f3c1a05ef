"""Seasonal and trend forms of exponential smoothing, run side by side over many series.

Additive in logarithms, with a level, a damped trend or a steady drift, and a season (Hyndman, Koehler, Ord and Snyder,
Forecasting with Exponential Smoothing, 2008, ch. 2). The smoothing parameters are a fixed grid: every form has as many
unknowns, so the sum of squared one-step errors alone says how likely each is, and nothing is searched for.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray

#: Full years that seasonal forms need, and from which the first level, slope and season are taken.
FULL_YEARS = 3
DAMPING = 0.93
_LEVELS = (0.03, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
_SEASONS = (0.02, 0.08, 0.2, 0.4)
_TRENDS = ((0.1, 0.03), (0.1, 0.12), (0.3, 0.03), (0.3, 0.12), (0.6, 0.03), (0.6, 0.12))
#: How much of the mean growth of the past a form without trend goes on with.
_DRIFT = 0.9


class Forms(NamedTuple):
    """Parameters of every form (forms x 1): of level, trend and season; ``steady`` is 1 where there is no trend."""

    level: FloatArray
    trend: FloatArray
    season: FloatArray
    steady: FloatArray


class FilterState(NamedTuple):
    """After the last point, for every form and series: level, slope, drift a step, season (cells x forms x series; the
    cell of a period is its number modulo the season), the variance of one period's shock, how likely each form is."""

    level: FloatArray
    slope: FloatArray
    drift: FloatArray
    season: FloatArray
    variance: FloatArray
    weights: FloatArray


def list_forms() -> Forms:
    """Every form of the grid."""
    plain = [(level, 0.0, season, 1.0) for level, season in product(_LEVELS, _SEASONS)]
    trending = [(level, trend, season, 0.0) for (level, trend), season in product(_TRENDS, _SEASONS[1:3])]
    columns = np.array(plain + trending).T[:, :, None]
    return Forms(*columns)


def filter_series(logarithms: FloatArray, cells: int, forms: Forms) -> FilterState:
    """Run every form over series (periods x series) of ``cells`` periods a year, three full years or more.

    ``weights`` are how likely each form is by its errors; those of the first year count for nothing, since the season
    was taken from it too.
    """
    periods, _count = logarithms.shape
    level, slope, drift, season = _begin(logarithms, cells, forms)
    squares = np.zeros_like(level)
    for number in range(periods):
        cell = season[number % cells]
        slope *= DAMPING
        level += slope
        level += drift
        error = logarithms[number] - level
        error -= cell
        if number >= cells:
            squares += error * error
        step = forms.level * error
        level += step
        slope += forms.trend * step
        error -= step
        cell += forms.season * error
    counted = periods - cells
    scores = -0.5 * counted * np.log(np.maximum(squares, 1e-300))
    weights = np.exp(scores - scores.max(axis=0))
    # Of the squares within the years that the season was taken from, the season has already taken its third.
    free = counted - (FULL_YEARS - 1) * cells / FULL_YEARS - 1
    variance = squares / free
    return FilterState(level, slope, drift, season, variance, weights / weights.sum(axis=0))


def _begin(logarithms: FloatArray, cells: int, forms: Forms) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Level, slope, drift and season before the first point, from the first three years."""
    periods, count = logarithms.shape
    span = FULL_YEARS * cells
    years = logarithms[:span].reshape(FULL_YEARS, cells, count)
    slope = (years[-1].mean(axis=0) - years[0].mean(axis=0)) / (span - cells)
    middle = np.arange(span)[:, None] - (span - 1) / 2
    season = (logarithms[:span] - slope * middle).reshape(FULL_YEARS, cells, count).mean(axis=0)
    mean = season.mean(axis=0)
    size = (len(forms.level), count)
    growth = (logarithms[cells:].sum(axis=0) - logarithms[:-cells].sum(axis=0)) / (periods - cells) / cells
    return (
        np.broadcast_to(mean - slope * (span + 1) / 2, size).copy(),
        np.asarray((1 - forms.steady) * slope / DAMPING),
        np.asarray(forms.steady * growth * _DRIFT),
        np.repeat((season - mean)[:, None], size[0], axis=1),
    )
