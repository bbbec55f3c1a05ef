"""How likely a forecast is to reach a level, for the reader who goes one step down."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.needed_growth import round_levels

#: Levels lie between these percentiles of the draws.
_EDGES = (0.05, 0.95)


def list_chances(draws: FloatArray, target: float, *, ceiling: bool = False) -> pl.DataFrame:
    """The chance of at least each level short of a target, in per cent to the nearest five: level, at_least, at_most.

    Levels are round numbers over the middle nine tenths of the draws, without the target and what lies beyond it
    (above, or below where the target is a ``ceiling``); where none is left, the one a step short of the target. Of a
    ceiling the chance is that of at most each level (``at_most``); the other column is null.

    >>> list_chances(np.linspace(90, 110, 1001), 99.0).rows()[-1]
    (98.0, 60, None)
    >>> list_chances(np.linspace(90, 110, 1001), 80.0).rows()
    [(78.0, 100, None)]
    >>> list_chances(np.linspace(90, 110, 1001), 99.0, ceiling=True).rows()[0]
    (100.0, None, 50)
    """
    low, high = (float(edge) for edge in np.quantile(draws, _EDGES))
    levels = round_levels(low, high)
    tried = [level for level in levels if (level > target if ceiling else level < target)]
    if not tried and len(levels) > 1:
        tried = [_step_short(target, levels[1] - levels[0], ceiling)]
    within = [(draws <= level) if ceiling else (draws >= level) for level in tried]
    chances = [5 * round(20 * float(part.mean())) for part in within]
    return pl.DataFrame(
        {"level": tried, "at_least": None if ceiling else chances, "at_most": chances if ceiling else None},
        schema={"level": pl.Float64, "at_least": pl.Int64, "at_most": pl.Int64},
    )


def _step_short(target: float, step: float, ceiling: bool) -> float:
    """The round number next to a target on the side that is easier to reach."""
    steps = math.floor(target / step + 1e-9) + 1 if ceiling else math.ceil(target / step - 1e-9) - 1
    return round(steps * step, 12)
