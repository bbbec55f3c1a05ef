"""How much more of an industry a region has than its size and the industry's size would give it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def compute_location_quotients(values: Matrix) -> Matrix:
    """The location quotient LQ of every region (row) and industry (column); of exports it is Balassa's RCA.

    LQ = (e_ij / e_j) / (e_i / e), all in the unit of ``values`` (persons, yuan). A region or an industry that has
    nothing has no quotient: NaN, not zero. The table must hold the whole reference economy, the region included.

    Raises ValueError when a value is negative or missing: what is not known is not zero.

    >>> compute_location_quotients(np.array([[30.0, 10.0], [30.0, 30.0]])).round(4).tolist()
    [[1.25, 0.625], [0.8333, 1.25]]
    """
    check_values(values)
    quotients = values * float(values.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        quotients /= values.sum(1, keepdims=True) * values.sum(0, keepdims=True)
    return np.asarray(quotients, dtype=np.float64)


def find_presence(quotients: Matrix, threshold: float = 1.0) -> NDArray[np.bool_]:
    """Where an industry counts as present in a region: its quotient is at least ``threshold``; none is absent.

    >>> find_presence(np.array([[1.0, 0.99, np.nan]])).tolist()
    [[True, False, False]]
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(quotients >= threshold)


def check_values(values: Matrix) -> None:
    """Raise ValueError when the table is no region × industry table of known amounts."""
    if values.ndim != 2 or not values.size:
        raise ValueError(f"a table of regions and industries has two dimensions, not the shape {values.shape}")
    # The smallest is not a number where any is not; no table of flags is made.
    lowest, highest = values.min(), values.max()
    if not (np.isfinite(lowest) and np.isfinite(highest)):
        raise ValueError("a cell is missing; fill it or leave its region or industry out")
    if lowest < 0:
        raise ValueError("a cell is negative")
