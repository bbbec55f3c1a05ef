"""How few members make up most of a total. A result about firms passes disclosure control before it is shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def compute_herfindahl(values: Vector) -> float:
    """The Herfindahl–Hirschman index HHI of amounts, from 1/n to 1 (multiply by 10,000 for the other scale).

    NaN when the total is zero, or there is no amount. Raises ValueError when an amount is negative or missing.

    >>> compute_herfindahl(np.array([50.0, 30.0, 20.0]))
    0.38
    """
    shares = _find_shares(values)
    return float(np.round(shares @ shares, 15))


def compute_concentration_ratio(values: Vector, count: int) -> float:
    """CRn: the share of the ``count`` largest amounts in the total, from 0 to 1.

    NaN when the total is zero. Raises ValueError when an amount is negative or missing, or ``count`` is below 1.

    >>> compute_concentration_ratio(np.array([50.0, 30.0, 20.0]), 2)
    0.8
    """
    if count < 1:
        raise ValueError(f"the number of members is {count}; it must be at least 1")
    shares = np.sort(_find_shares(values))[::-1]
    return float(np.round(shares[:count].sum(), 15))


def _find_shares(values: Vector) -> Vector:
    if not np.isfinite(values).all() or (values < 0).any():
        raise ValueError("an amount is negative or missing")
    total = values.sum()
    return values / total if total else np.full(max(values.shape[0], 1), np.nan)
