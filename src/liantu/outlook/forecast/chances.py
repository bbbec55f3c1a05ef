"""How likely a forecast is to reach a level, for the reader who goes one step down."""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.needed_growth import round_levels

#: Levels lie between these percentiles of the draws.
_EDGES = (0.05, 0.95)


def list_chances(draws: FloatArray, levels: tuple[float, ...] = ()) -> pl.DataFrame:
    """The chance of at least each level, in per cent to the nearest five: level, at_least.

    Levels are round numbers over the middle nine tenths of the draws, and those that are named beside them.

    >>> list_chances(np.linspace(90, 110, 1001), (99.0,)).filter(level=99.0)["at_least"].item()
    55
    """
    low, high = (float(edge) for edge in np.quantile(draws, _EDGES))
    tried = sorted({*round_levels(low, high), *levels})
    chances = [5 * round(20 * float((draws >= level).mean())) for level in tried]
    return pl.DataFrame({"level": tried, "at_least": chances}, schema={"level": pl.Float64, "at_least": pl.Int64})
