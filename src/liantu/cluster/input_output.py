"""Leontief's open model: what a final demand needs, what supply drives, and what falls without one industry.

Sources: Miller and Blair, Input–Output Analysis, 2nd edition 2009, chapters 2, 12.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]


def compute_coefficients(flows: Matrix, output: Vector) -> Matrix:
    """A = Z x̂⁻¹: what one unit of the buyer (column) takes of each seller (row). An industry without output takes 0.

    >>> compute_coefficients(np.array([[150.0, 500.0], [200.0, 100.0]]), np.array([1000.0, 2000.0])).tolist()
    [[0.15, 0.25], [0.2, 0.05]]
    """
    _check(flows, output)
    return np.divide(flows, output, out=np.zeros_like(flows), where=output > 0)


def compute_allocations(flows: Matrix, output: Vector) -> Matrix:
    """B = x̂⁻¹ Z, Ghosh's: what one unit of the seller (row) gives to each buyer (column)."""
    _check(flows, output)
    return np.divide(flows, output[:, None], out=np.zeros_like(flows), where=output[:, None] > 0)


def invert_leontief(coefficients: Matrix) -> Matrix:
    """L = (I − A)⁻¹; column j is what one unit of final demand for j needs of every industry.

    Raises ValueError when the system cannot work: an industry uses up as much as it makes.

    >>> invert_leontief(np.array([[0.15, 0.25], [0.2, 0.05]])).round(4).tolist()
    [[1.2541, 0.33], [0.264, 1.1221]]
    """
    size = len(coefficients)
    if size and np.abs(np.linalg.eigvals(coefficients)).max() > 1 - 1e-12:
        raise ValueError("the industries use up at least as much as they make: no final demand can be met")
    return np.asarray(np.linalg.solve(np.eye(size) - coefficients, np.eye(size)), dtype=np.float64)


def compute_linkages(coefficients: Matrix, allocations: Matrix) -> tuple[Vector, Vector]:
    """Backward linkage (column sums of L) and forward linkage (row sums of Ghosh's inverse), both with mean 1."""
    backward = invert_leontief(coefficients).sum(0)
    forward = invert_leontief(allocations).sum(1)
    return backward / backward.mean(), forward / forward.mean()


def extract_industries(coefficients: Matrix, output: Vector) -> Vector:
    """How much of all output falls when an industry is taken out entirely, one number an industry.

    The hypothetical extraction in closed form: Σᵢ Lᵢⱼ · xⱼ / Lⱼⱼ. It is a static loss at full adjustment, the
    industry's own output included.

    >>> extract_industries(np.array([[0.15, 0.25], [0.2, 0.05]]), np.array([1000.0, 2000.0])).round(2).tolist()
    [1210.53, 2588.24]
    """
    inverse = invert_leontief(coefficients)
    return np.asarray(inverse.sum(0) * output / np.diagonal(inverse), dtype=np.float64)


def _check(flows: Matrix, output: Vector) -> None:
    if flows.ndim != 2 or flows.shape[0] != flows.shape[1] or output.shape != (len(flows),):
        raise ValueError(f"flows {flows.shape} and output {output.shape} do not name the same industries")
    if not np.isfinite(flows).all() or (flows < 0).any() or not np.isfinite(output).all() or (output < 0).any():
        raise ValueError("a flow or an output is missing or negative")
