"""What of a region's change is the country's, its mix of industries, and its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ShiftShare:
    """One number an industry, in the unit of the amounts; the three add up to the change of each industry.

    ``share`` 份额分量: had the industry grown as the whole reference; ``mix`` 结构偏离: what the industry's growth in
    the reference adds; ``competitive`` 竞争力偏离: what the region's own growth adds to that.
    """

    share: Vector
    mix: Vector
    competitive: Vector


def decompose_change(before: Vector, after: Vector, reference_before: Vector, reference_after: Vector) -> ShiftShare:
    """Shift and share of one region, after Dunn 1960: Δ = e·G + e·(Gᵢ − G) + e·(gᵢ − Gᵢ).

    Amounts of one unit and one price basis, industry by industry; the reference includes the region. An industry that
    the reference did not have before has no growth: its whole change is the region's own.

    Raises ValueError when lengths differ, an amount is missing or negative, or the reference had nothing before.

    >>> parts = decompose_change(np.array([100.0, 50.0]), np.array([130.0, 45.0]),
    ...                          np.array([1000.0, 1000.0]), np.array([1200.0, 1000.0]))
    >>> parts.share.round(6).tolist(), parts.mix.round(6).tolist(), parts.competitive.round(6).tolist()
    ([10.0, 5.0], [10.0, -5.0], [10.0, -5.0])
    """
    amounts = (before, after, reference_before, reference_after)
    if len({amount.shape for amount in amounts}) != 1:
        raise ValueError("the four lists of amounts name different numbers of industries")
    if any(not np.isfinite(amount).all() or (amount < 0).any() for amount in amounts):
        raise ValueError("an amount is missing or negative")
    if not reference_before.sum() > 0:
        raise ValueError("the reference had nothing before: it has no growth")
    overall = reference_after.sum() / reference_before.sum() - 1
    was = reference_before > 0
    by_industry = np.full(before.shape, overall)
    np.divide(reference_after, reference_before, out=by_industry, where=was)
    by_industry[was] -= 1
    share = before * overall
    mix = before * (by_industry - overall)
    return ShiftShare(share, mix, after - before - share - mix)
