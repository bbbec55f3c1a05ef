"""How good forecasts were: coverage, width, CRPS, mean absolute scaled error."""

from __future__ import annotations

import numpy as np

from liantu.model.sampling import FloatArray


def score_crps(draws: FloatArray, actual: FloatArray) -> FloatArray:
    """The continuous ranked probability score of draws (... x draws) beside what came (...), in its unit; 0 is best.

    The mean distance of the draws from what came, less half the mean distance between two draws, the latter without
    bias (Gneiting and Raftery, 2007; Zamo and Naveau, 2018, the fair form).

    >>> float(score_crps(np.array([1.0, 3.0]), np.array(2.0)))
    0.0
    """
    count = draws.shape[-1]
    ranked = np.sort(draws, axis=-1)
    distance = np.abs(draws - actual[..., None]).mean(axis=-1)
    weights = 2 * np.arange(1, count + 1) - count - 1
    return np.asarray(distance - (ranked * weights).sum(axis=-1) / (count * (count - 1)))


def measure_coverage(low: FloatArray, high: FloatArray, actual: FloatArray) -> float:
    """The share of what came that lay within its range."""
    return float(((actual >= low) & (actual <= high)).mean())


def scale_errors(forecast: FloatArray, actual: FloatArray, past: FloatArray, cells: int) -> FloatArray:
    """The mean absolute scaled error of each series (series x periods): its error over that of last year's figures
    within its past (Hyndman and Koehler, 2006).

    >>> past, came = np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[6.0]])
    >>> float(scale_errors(np.array([[4.0]]), came, past, 1)[0])
    2.0
    """
    usual = np.abs(past[:, cells:] - past[:, :-cells]).mean(axis=1)
    return np.asarray(np.abs(forecast - actual).mean(axis=1) / usual)
