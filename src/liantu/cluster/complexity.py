"""The economic complexity index of regions and industries (Hidalgo and Hausmann 2009)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator, eigsh

Vector = NDArray[np.float64]
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


def compute_complexity(presence: NDArray[np.bool_]) -> Complexity:
    """The complexity of regions (rows) and industries (columns) from where industries are present.

    The eigenvector of the second largest eigenvalue of D⁻¹ M U⁻¹ Mᵀ, found through the symmetric matrix that has
    the same eigenvalues; its sign follows diversity. Standardised with the mean and the population deviation of the
    regions, for industries too (the rule of the Atlas of Economic Complexity).

    >>> shown = compute_complexity(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]], dtype=bool))
    >>> shown.eci.round(3).tolist()
    [1.225, 0.0, -1.225]
    """
    links = csr_array(presence.astype(np.float64))
    region_blocks, industry_blocks = _find_blocks(links)
    rows, columns = np.flatnonzero(region_blocks == 0), np.flatnonzero(industry_blocks == 0)
    eci, pci = np.full(links.shape[0], np.nan), np.full(links.shape[1], np.nan)
    gap = np.nan
    if min(len(rows), len(columns)) > 1:
        part = csr_array(links[rows][:, columns])
        eci[rows], pci[columns], gap = _solve(part)
    return Complexity(eci, pci, gap, region_blocks, industry_blocks)


def _find_blocks(links: csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The connected part of every region and industry, the part of the largest number of regions first."""
    height, width = links.shape
    rows, columns = links.nonzero()
    size = height + width
    graph = csr_array((np.ones(len(rows)), (rows, columns + height)), shape=(size, size))
    labels = connected_components(graph, directed=False)[1]
    filled = np.zeros(size, dtype=bool)
    filled[rows] = filled[columns + height] = True
    parts, counts = np.unique(labels[:height][filled[:height]], return_counts=True)
    order = np.full(labels.max() + 1 if size else 0, -1, dtype=np.int64)
    order[parts[np.argsort(-counts, kind="stable")]] = np.arange(len(parts))
    numbers = np.where(filled, order[labels], -1)
    return numbers[:height], numbers[height:]


def _solve(links: csr_array) -> tuple[Vector, Vector, float]:
    diversity, ubiquity = links.sum(1), links.sum(0)
    narrow = links.shape[0] > links.shape[1]
    scaled = csr_array(links / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)[None, :])
    side, known = (csr_array(scaled.T), ubiquity) if narrow else (scaled, diversity)
    value, next_value, vector = _find_second(side, np.sqrt(known / known.sum()))
    if narrow:
        pci = vector / np.sqrt(ubiquity)
        eci = (links @ pci) / diversity
    else:
        eci = vector / np.sqrt(diversity)
        pci = (links.T @ eci) / ubiquity
        # The two differ by the eigenvalue: both on the scale on which a region is the mean of its industries.
        eci = (links @ pci) / diversity
    sign = 1.0 if np.dot(eci - eci.mean(), diversity - diversity.mean()) >= 0 else -1.0
    spread = eci.std()
    if not spread > 1e-12 * max(float(np.abs(eci).max()), 1e-300):
        return np.full(len(eci), np.nan), np.full(len(pci), np.nan), 0.0
    return sign * (eci - eci.mean()) / spread, sign * (pci - eci.mean()) / spread, float(value - next_value)


def _find_second(side: csr_array, first: Vector) -> tuple[float, float, Vector]:
    """The second and third eigenvalues of side · sideᵀ and the vector of the second; the first (1) is taken out."""
    size = side.shape[0]
    across = csr_array(side.T)

    def _multiply(vector: Vector) -> Vector:
        vector = np.asarray(vector).ravel()
        return np.asarray(side @ (across @ vector) - first * (first @ vector))

    if size <= _DENSE:
        dense = (side @ across).toarray() - np.outer(first, first)
        values, vectors = np.linalg.eigh(dense)
    else:
        operator = LinearOperator((size, size), matvec=_multiply, dtype=np.float64)
        start = np.random.default_rng(0).standard_normal(size)
        values, vectors = eigsh(operator, k=2, which="LA", v0=start, tol=1e-12)
    return float(values[-1]), float(values[-2]), np.asarray(vectors[:, -1], dtype=np.float64)
