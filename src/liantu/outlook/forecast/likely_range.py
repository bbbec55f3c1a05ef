"""A range that is said to hold eight times in ten, and what is drawn from it."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray

#: How many standard deviations of a normal distribution lie between its middle and its 90th percentile.
NORMAL_P90 = 1.2815515655446004


class LikelyRange(NamedTuple):
    """P10, P50 and P90 of a quantity."""

    low: float
    typical: float
    high: float

    @classmethod
    def from_percent(cls, low: float, typical: float, high: float) -> LikelyRange:
        """A range written in per cent, as parts of one."""
        return cls(low / 100, typical / 100, high / 100)

    def draw(self, normal: FloatArray) -> FloatArray:
        """Draws of a positive quantity from draws of a standard normal one: P10, P50 and P90 are the range's own.

        >>> LikelyRange(20, 25, 30).draw(np.array([-NORMAL_P90, 0, NORMAL_P90])).round(9).tolist()
        [20.0, 25.0, 30.0]
        """
        below, above = math.log(self.typical / self.low), math.log(self.high / self.typical)
        spread = np.where(normal < 0, below / NORMAL_P90, above / NORMAL_P90)
        return np.asarray(self.typical * np.exp(spread * normal))
