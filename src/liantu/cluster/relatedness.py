"""Which industries stand near those that a region has (Hidalgo, Klinger, Barabási and Hausmann 2007)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Presence = NDArray[np.bool_]


def compute_proximity(presence: Presence) -> Matrix:
    """How often two industries stand in one region: the smaller of the two conditional probabilities, 0 to 1.

    Industry by industry; the diagonal is 1. An industry that no region has is near nothing: NaN in its row and column.

    >>> compute_proximity(np.array([[1, 1], [1, 0]], dtype=bool)).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    # Counts of regions are whole numbers far below 2²⁴: single precision holds them exactly and is twice as fast.
    links = presence.astype(np.float32)
    together = (links.T @ links).astype(np.float64)
    ubiquity = np.diagonal(together).copy()
    np.divide(1.0, ubiquity, out=ubiquity, where=ubiquity > 0)
    ubiquity[ubiquity == 0] = np.nan
    # The larger ubiquity divides, so the smaller of the two reciprocals multiplies.
    together *= np.minimum(ubiquity[:, None], ubiquity)
    return together


def compute_density(presence: Presence, proximity: Matrix) -> Matrix:
    """How much of what stands near an industry a region has: region by industry, 0 to 1.

    The sum of the proximities of present industries over the sum of all. NaN for an industry near nothing.

    >>> pair = np.array([[1, 1], [1, 0]], dtype=bool)
    >>> compute_density(pair, compute_proximity(pair)).round(4).tolist()
    [[1.0, 1.0], [0.6667, 0.3333]]
    """
    near = _fill(proximity)
    with np.errstate(divide="ignore", invalid="ignore"):
        density = presence.astype(np.float64) @ near
        density /= near.sum(0)
    return np.asarray(density, dtype=np.float64)


def compute_outlook_gain(presence: Presence, proximity: Matrix, pci: Vector) -> Matrix:
    """What an industry that a region lacks would open up there: the complexity outlook gain, region by industry.

    Σₖ φⱼₖ / Σₗφₖₗ · (1 − Mₖ) · PCIₖ over the industries k that are absent, for each absent industry j; zero where
    it is present. Industries without a PCI open up nothing.
    """
    near = _fill(proximity)
    totals = near.sum(1)
    weight = np.divide(np.nan_to_num(pci), totals, out=np.zeros_like(totals), where=totals > 0)
    absent = (~presence).astype(np.float64)
    return np.asarray(absent * (absent @ (near * weight[:, None])), dtype=np.float64)


def _fill(proximity: Matrix) -> Matrix:
    return np.nan_to_num(proximity, nan=0.0) if np.isnan(proximity).any() else proximity
