"""Which factor moves an output: first and total variance-based indices, with the error of a bootstrap.

Saltelli and others, Computer Physics Communications 181 (2010): the first index by their estimator, the total one by
Jansen's, from a base sample A, a second one B, and for each factor A with that factor alone from B: N(d+2) runs.
What sampling makes impossible, such as an index below zero, is marked and shown as it came out: it says how large the
error is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from liantu.outlook.index.inputs import Matrix


class VarianceIndices(NamedTuple):
    """Factors × outputs: the two indices, and the standard errors of both; NaN where an output never varies."""

    first: Matrix
    total: Matrix
    first_error: Matrix
    total_error: Matrix

    @property
    def impossible(self) -> NDArray[np.bool_]:
        """Where an estimate lies outside 0 to 1, or the total lies below the first."""
        outside = (self.first < 0) | (self.first > 1) | (self.total < 0) | (self.total > 1)
        return np.asarray(outside | (self.total < self.first))


def estimate_indices(base: Matrix, second: Matrix, crossed: Matrix, resamples: int, seed: int) -> VarianceIndices:
    """Indices of outputs. ``base`` and ``second`` are N × outputs, ``crossed`` is factors × N × outputs.

    ``crossed[i]`` is the output of the base sample with factor i from the second.

    >>> rng = np.random.default_rng(1)
    >>> a, b = rng.random((2, 4000, 2))
    >>> model = lambda x: (3 * x[:, 0] + x[:, 1])[:, None]
    >>> swapped = [np.where(np.arange(2) == i, b, a) for i in range(2)]
    >>> found = estimate_indices(model(a), model(b), np.stack([model(x) for x in swapped]), 100, 1)
    >>> found.total.ravel().round(1).tolist()
    [0.9, 0.1]
    """
    centre = np.concatenate([base[None], second[None], crossed]).mean(axis=(0, 1))  # a smaller error of the first index
    a, b, crossed = base - centre, second - centre, crossed - centre
    runs = len(a)
    spread = np.concatenate([a + b, a**2 + b**2], axis=1)
    first_terms = b * (crossed - a)
    total_terms = (a - crossed) ** 2 / 2
    counts = np.vstack([np.ones(runs), _draw_counts(runs, resamples, seed)])
    sums = counts @ spread / (2 * runs)
    outputs = a.shape[1]
    variance = sums[:, outputs:] - sums[:, :outputs] ** 2
    varies = np.ptp(np.concatenate([base, second]), axis=0) > 0
    variance = np.where(varies & (variance > 0), variance, np.nan)
    first = np.einsum("sn,fno->sfo", counts, first_terms, optimize=True) / runs / variance[:, None]
    total = np.einsum("sn,fno->sfo", counts, total_terms, optimize=True) / runs / variance[:, None]
    return VarianceIndices(
        first[0], total[0], np.asarray(first[1:].std(axis=0, ddof=1)), np.asarray(total[1:].std(axis=0, ddof=1))
    )


def _draw_counts(runs: int, resamples: int, seed: int) -> Matrix:
    """How often each run stands in each resample."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(runs, np.full(runs, 1 / runs), size=resamples).astype(float)
