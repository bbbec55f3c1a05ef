"""Seasonal and trend forms of exponential smoothing, run side by side over many series.

Additive in logarithms, with a level, a trend (damped or not) or a steady drift, and a season (Hyndman, Koehler, Ord and
Snyder, Forecasting with Exponential Smoothing, 2008, ch. 2). The smoothing parameters are a fixed grid: every form has
as many unknowns, so the sum of squared one-step errors alone says how likely each is, and nothing is searched for.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray

#: Full years that seasonal forms need, and from which the first level, slope and season are taken.
FULL_YEARS = 3
_LEVELS = (0.03, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
_DAMPINGS = (0.9, 1.0)
_SEASONS = (0.02, 0.08, 0.2, 0.4)
_TRENDS = ((0.1, 0.1), (0.3, 0.1), (0.6, 0.1), (0.6, 0.3), (0.9, 0.1), (0.9, 0.3), (0.9, 0.6))
#: How much of the mean growth of the past a form without trend goes on with.
_DRIFT = 0.9
#: How far the growth of years usually differs, and how many years' worth of knowledge that is.
_USUAL_SPREAD, _USUAL_WEIGHT = 0.03, 2


class Forms(NamedTuple):
    """Parameters of every form (forms x 1): of level, trend and season, and what a step leaves of the trend;
    ``steady`` is 1 where there is none."""

    level: FloatArray
    trend: FloatArray
    damping: FloatArray
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
    #: How far the drift of a step may lie from that of the past (series).
    unsure: FloatArray


def list_forms() -> Forms:
    """Every form of the grid."""
    plain = [(level, 0.0, 1.0, season, 1.0) for level, season in product(_LEVELS, _SEASONS)]
    trending = [
        (level, trend, damping, season, 0.0)
        for (level, trend), damping, season in product(_TRENDS, _DAMPINGS, _SEASONS[1:3])
    ]
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
        slope *= forms.damping
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
    return FilterState(
        level, slope, drift, season, variance, weights / weights.sum(axis=0), _doubt_growth(logarithms, cells)
    )


def _doubt_growth(logarithms: FloatArray, cells: int) -> FloatArray:
    """The standard error of the growth of a step, from how far the growth of years differs; few years say little of
    that, so a usual spread stands beside them."""
    years = len(logarithms) // cells
    means = logarithms[-years * cells :].reshape(years, cells, -1).mean(axis=1)
    growth = np.diff(means, axis=0)
    squares = ((growth - growth.mean(axis=0)) ** 2).sum(axis=0)
    spread = (_USUAL_WEIGHT * _USUAL_SPREAD**2 + squares) / (_USUAL_WEIGHT + years - 2)
    return np.asarray(np.sqrt(spread / (years - 1)) / cells)


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
        np.asarray((1 - forms.steady) * slope / forms.damping),
        np.asarray(forms.steady * growth * _DRIFT),
        np.repeat((season - mean)[:, None], size[0], axis=1),
    )
