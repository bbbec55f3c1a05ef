"""How the growth of one year may hang together with that of another: four forms a yearly series can have.

Each is the correlation between yearly growth (differences of logarithms) at unit variance of a year's shock. Nobody can
tell them apart from four points, so a forecast weighs all of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray

#: How much of a year's surplus of growth the next year still has, where growth persists.
PERSISTENCE = 0.7
#: Variance that the usual growth gains a year, where it drifts, in parts of a year's shock.
DRIFTING = 0.2


class AnnualForm(NamedTuple):
    """A form with its weight before the series has said anything."""

    name: str
    weight: float


FORMS = (
    AnnualForm("walk", 0.15),
    AnnualForm("trend", 0.25),
    AnnualForm("persistent", 0.4),
    AnnualForm("drifting", 0.2),
)


def correlate_growth(name: str, years: int) -> FloatArray:
    """The correlation of growth between years (years x years).

    ``walk``: every year has its own shock, which stays. ``trend``: a shock is gone a year later, so growth turns back.
    ``persistent``: growth above the usual goes on for a while. ``drifting``: the usual growth itself moves.

    >>> correlate_growth("trend", 3).tolist()
    [[1.0, -0.5, 0.0], [-0.5, 1.0, -0.5], [0.0, -0.5, 1.0]]
    """
    number = np.arange(years)
    apart_by = np.abs(number[:, None] - number[None])
    if name == "trend":
        return np.where(apart_by == 0, 1.0, np.where(apart_by == 1, -0.5, 0.0))
    if name == "persistent":
        return np.asarray(PERSISTENCE**apart_by, float)
    unit = np.eye(years)
    return unit + DRIFTING * np.minimum(number[:, None], number[None]) if name == "drifting" else unit
