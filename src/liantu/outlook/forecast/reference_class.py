"""What series of comparable districts do: what is supposed of a series as far as it is too short to say itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from liantu.outlook.forecast.likely_range import NORMAL_P90, LikelyRange


@dataclass(frozen=True)
class ReferenceClass:
    """Growth a year and the standard deviation of yearly growth, in parts of one, as ranges of eight in ten.

    ``source`` is who says so; None marks a supposition of ours.
    """

    growth: LikelyRange
    volatility: LikelyRange
    source: str | None = None

    @property
    def drift(self) -> tuple[float, float]:
        """Mean and standard deviation of yearly growth as a difference of logarithms.

        >>> reference = ReferenceClass(LikelyRange(-0.02, 0.07, 0.16), LikelyRange(0.02, 0.055, 0.15))
        >>> [round(part, 4) for part in reference.drift]
        [0.0677, 0.0658]
        """
        low, typical, high = (float(np.log1p(part)) for part in self.growth)
        return typical, (high - low) / (2 * NORMAL_P90)

    @property
    def shock(self) -> tuple[float, float]:
        """Median of the volatility, and the standard deviation of its logarithm."""
        low, typical, high = self.volatility
        return typical, float(np.log(high / low)) / (2 * NORMAL_P90)
