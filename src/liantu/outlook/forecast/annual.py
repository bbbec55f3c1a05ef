"""Forecasts of yearly series of three to some twenty points: a random walk whose drift and shocks are uncertain.

Growth is a difference of logarithms. Its usual size (the drift), the size of a year's shock and how long a shock lasts
(``annual_forms``) are not known; all three are weighed by what the series says and by the reference class. For one size
of shock and one form all is normal, so the conditional distribution is exact (Rasmussen and Williams, Gaussian
Processes, 2006, eq. 2.19); a grid of both is averaged by its likelihood.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.annual_forms import FORMS, correlate_growth
from liantu.outlook.forecast.reference_class import ReferenceClass

DRAWS = 1000
#: Sizes of shock on the grid, and how many standard deviations of the reference class they span to each side.
SIZES, SPAN = 9, 2.5
#: Fewer points than this say nothing of growth.
FEWEST = 3


class GrowthGrid(NamedTuple):
    """Every size of shock and form (grid): ``weights`` (series x grid), ``means`` (grid x series x years), ``roots``,
    the Cholesky factor of the spread (grid x years x years). Growth is summed from the last point."""

    weights: FloatArray
    means: FloatArray
    roots: FloatArray


def draw_years(
    values: FloatArray, horizon: int, reference: ReferenceClass, random: np.random.Generator, draws: int = DRAWS
) -> FloatArray:
    """Draws (series x horizon x draws) of the years after the last; ``values`` are series x years, all above zero."""
    logarithms = np.log(values)
    grid = weigh_growth(np.diff(logarithms), horizon, reference)
    count = len(values)
    shares = (np.arange(draws) + random.random((count, 1))) / draws
    chosen = (shares[:, :, None] > np.cumsum(grid.weights, axis=1)[:, None, :-1]).sum(axis=2)
    normal = random.standard_normal((count, draws, horizon))
    growth = grid.means[chosen, np.arange(count)[:, None]] + np.einsum("sdij,sdj->sdi", grid.roots[chosen], normal)
    paths = logarithms[:, -1:, None] + growth.transpose(0, 2, 1)
    return np.asarray(np.exp(_shuffle(paths, random)))


def weigh_growth(growth: FloatArray, horizon: int, reference: ReferenceClass) -> GrowthGrid:
    """What is to be expected of growth after ``growth`` (series x years), for each size of shock and form."""
    count, years = growth.shape
    drift, drift_spread = reference.drift
    median, spread = reference.shock
    steps = np.linspace(-SPAN, SPAN, SIZES)
    prior = np.exp(-(steps**2) / 2)
    surplus = growth - drift
    sums = np.tril(np.ones((horizon, horizon)))
    scores, means, roots = [], [], []
    for form in FORMS:
        shape = correlate_growth(form.name, years + horizon)
        for size, weight in zip(median * np.exp(spread * steps), prior / prior.sum(), strict=True):
            spreads = size**2 * shape + drift_spread**2
            past, between = spreads[:years, :years], spreads[years:, :years]
            root = np.linalg.cholesky(past)
            whitened = np.linalg.solve(root, surplus.T)
            scores.append(np.log(form.weight * weight) - np.log(np.diag(root)).sum() - (whitened**2).sum(axis=0) / 2)
            gain = np.linalg.solve(past, between.T).T
            left = spreads[years:, years:] - gain @ between.T
            means.append((surplus @ gain.T + drift) @ sums.T)
            roots.append(np.linalg.cholesky(sums @ left @ sums.T))
    likely = np.array(scores).T.reshape(count, -1)
    likely = np.exp(likely - likely.max(axis=1, keepdims=True))
    return GrowthGrid(likely / likely.sum(axis=1, keepdims=True), np.array(means), np.array(roots))


def _shuffle(paths: FloatArray, random: np.random.Generator) -> FloatArray:
    """Whole paths in random order, so that draws of two series with one number have nothing in common."""
    order = np.argsort(random.random((len(paths), paths.shape[2])), axis=1)
    return np.take_along_axis(paths, order[:, None, :], axis=2)
