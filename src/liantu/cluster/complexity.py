"""The economic complexity index of regions and industries (Hidalgo and Hausmann 2009)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, eigsh

Vector = NDArray[np.float64]
Presence = NDArray[np.bool_]
#: Below this size the dense solver is as fast and needs no starting vector.
_DENSE = 64


@dataclass(frozen=True, slots=True)
class Complexity:
    """What the second eigenvector says, and what it cannot say.

    ``eci`` one number a region, ``pci`` one an industry, both in standard deviations of the regions, so that a
    region's index is the mean of its industries'. NaN where a region or an industry is empty or stands in another
    block than the largest. ``gap`` is the second eigenvalue less the third: near zero the order is arbitrary.
    ``region_blocks`` and ``industry_blocks`` number the parts that no industry connects (-1: empty); only the
    largest part (0) has an index, for across parts the eigenvector only says which part a region is in.
    """

    eci: Vector
    pci: Vector
    gap: float
    region_blocks: NDArray[np.int64]
    industry_blocks: NDArray[np.int64]


def compute_complexity(presence: Presence) -> Complexity:
    """The complexity of regions (rows) and industries (columns) from where industries are present.

    The eigenvector of the second largest eigenvalue of D⁻¹ M U⁻¹ Mᵀ, found through the symmetric matrix that has
    the same eigenvalues; its sign follows diversity. Standardised with the mean and the population deviation of the
    regions, for industries too (the rule of the Atlas of Economic Complexity).

    >>> shown = compute_complexity(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]], dtype=bool))
    >>> shown.eci.round(3).tolist()
    [1.225, 0.0, -1.225]
    """
    region_blocks, industry_blocks = _find_blocks(presence)
    rows, columns = np.flatnonzero(region_blocks == 0), np.flatnonzero(industry_blocks == 0)
    eci, pci = np.full(presence.shape[0], np.nan), np.full(presence.shape[1], np.nan)
    gap = np.nan
    if min(len(rows), len(columns)) > 1:
        eci[rows], pci[columns], gap = _solve(presence[rows][:, columns])
    return Complexity(eci, pci, gap, region_blocks, industry_blocks)


def _find_blocks(presence: Presence) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The connected part of every region and industry, the part of the largest number of regions first.

    From one region to its industries, to their regions and so on: each is looked at once.
    """
    regions = np.full(presence.shape[0], -1, dtype=np.int64)
    industries = np.full(presence.shape[1], -1, dtype=np.int64)
    parts = 0
    for first in np.flatnonzero(presence.any(1)):
        if regions[first] >= 0:
            continue
        reached = np.array([first])
        while len(reached):
            regions[reached] = parts
            columns = np.flatnonzero(presence[reached].any(0) & (industries < 0))
            industries[columns] = parts
            reached = np.flatnonzero(presence[:, columns].any(1) & (regions < 0))
        parts += 1
    order = np.argsort(-np.bincount(regions[regions >= 0], minlength=parts), kind="stable")
    numbers = np.append(np.argsort(order), -1)
    return numbers[regions], numbers[industries]


def _solve(presence: Presence) -> tuple[Vector, Vector, float]:
    links = _list_links(presence)
    diversity, ubiquity = links.sum(1), links.sum(0)
    narrow = links.shape[0] > links.shape[1]
    value, next_value, vector = (
        _find_second(links.T, ubiquity, diversity) if narrow else _find_second(links, diversity, ubiquity)
    )
    # The two sides differ by the eigenvalue: both on the scale on which a region is the mean of its industries.
    pci = vector / np.sqrt(ubiquity) if narrow else (links.T @ (vector / np.sqrt(diversity))) / ubiquity
    eci = (links @ pci) / diversity
    sign = 1.0 if np.dot(eci - eci.mean(), diversity - diversity.mean()) >= 0 else -1.0
    spread = eci.std()
    if not spread > 1e-12 * max(float(np.abs(eci).max()), 1e-300):
        return np.full(len(eci), np.nan), np.full(len(pci), np.nan), 0.0
    return sign * (eci - eci.mean()) / spread, sign * (pci - eci.mean()) / spread, float(value - next_value)


def _list_links(presence: Presence) -> csr_array:
    """The table as a sparse one, made from the places of its ones: a dense table of numbers would cost more time."""
    height, width = presence.shape
    counts = np.count_nonzero(presence, axis=1)
    places = np.flatnonzero(presence)
    columns = places - np.repeat(np.arange(height) * width, counts)
    ends = np.append(0, np.cumsum(counts))
    return csr_array((np.ones(len(places)), columns.astype(np.int32), ends.astype(np.int32)), shape=presence.shape)


def _find_second(links: csr_array, known: Vector, other: Vector) -> tuple[float, float, Vector]:
    """The second and third eigenvalues of K⁻½ M O⁻¹ Mᵀ K⁻½ and the vector of the second, of M, its row sums K and its
    column sums O; the first (1) is taken out."""
    size = len(known)
    root, across = np.sqrt(known), links.T
    first = root / np.sqrt(known.sum())

    def _multiply(vector: Vector) -> Vector:
        vector = np.asarray(vector).ravel()
        return np.asarray((links @ ((across @ (vector / root)) / other)) / root - first * (first @ vector))

    if size <= _DENSE:
        values, vectors = np.linalg.eigh(np.column_stack([_multiply(unit) for unit in np.eye(size)]))
    else:
        operator = LinearOperator((size, size), matvec=_multiply, dtype=np.float64)
        start = np.random.default_rng(0).standard_normal(size)
        values, vectors = eigsh(operator, k=2, which="LA", v0=start, tol=1e-12)
    return float(values[-1]), float(values[-2]), np.asarray(vectors[:, -1], dtype=np.float64)
