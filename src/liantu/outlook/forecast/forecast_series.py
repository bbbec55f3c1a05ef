"""The years of one series as draws: the year begun from what it has brought, later ones from the growth of years."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.annual import DRAWS, FEWEST, draw_years
from liantu.outlook.forecast.likely_range import LikelyRange
from liantu.outlook.forecast.reference_class import ReferenceClass
from liantu.outlook.forecast.seasonal import draw_periods
from liantu.outlook.forecast.seasonal_forms import FULL_YEARS
from liantu.outlook.forecast.series import Series
from liantu.outlook.forecast.year_share import draw_year

SEED = 20231231
#: Further ahead nothing is drawn.
FURTHEST = 10


class Suppositions(NamedTuple):
    """What is supposed of a series: what comparable ones do, and which share of its year is usually through by now."""

    reference: ReferenceClass
    usual_share: LikelyRange | None = None
    share_is_ours: bool = True


class YearDraws(NamedTuple):
    """Draws of one year. ``method`` is a code of ``forecast_method``; ``supposed`` says that nothing but a supposition
    of ours leads from what is known to the year."""

    year: int
    method: str
    supposed: bool
    draws: FloatArray


class SeriesForecast(NamedTuple):
    """The years drawn, and the code of ``forecast_reason`` where none, or none beyond the year begun, could be."""

    years: tuple[YearDraws, ...]
    reason: str | None

    def find_year(self, year: int) -> YearDraws | None:
        """The draws of a year, or None."""
        return next((drawn for drawn in self.years if drawn.year == year), None)


def forecast_series(series: Series, until: int, supposed: Suppositions, draws: int = DRAWS) -> SeriesForecast:
    """Every year after the last whole one up to ``until``. The draws depend on the series and on nothing else."""
    if reason := find_obstacle(series):
        return SeriesForecast((), reason)
    random = np.random.default_rng([SEED, zlib.crc32("/".join(part or "" for part in series.key).encode())])
    begun = draw_year_begun(series, supposed, random, draws)
    found = [begun] if begun else []
    if not _carries_on(series, begun):
        return SeriesForecast((*found,), "too_few_points")
    last = begun.year if begun else series.years[-1]
    horizon = min(until - last, FURTHEST)
    if horizon <= 0:
        return SeriesForecast((*found,), None)
    history = np.append(series.yearly, np.median(begun.draws)) if begun else series.yearly
    paths = draw_years(history[None], horizon, supposed.reference, random, draws)[0]
    if begun:
        paths = paths / history[-1] * begun.draws
    later = [
        YearDraws(last + 1 + ahead, "annual", bool(begun and begun.supposed), paths[ahead]) for ahead in range(horizon)
    ]
    return SeriesForecast((*found, *later), None)


def _carries_on(series: Series, begun: YearDraws | None) -> bool:
    """Whether enough years are known, and the year begun follows on the last of them."""
    return len(series.yearly) >= FEWEST and (begun is None or begun.year == series.years[-1] + 1)


def find_obstacle(series: Series) -> str | None:
    """Why nothing can be drawn of a series: a code of ``forecast_reason``."""
    if any(problem.code == "series_mixed_units" for problem in series.problems):
        return "mixed_units"
    if series.kind == "share" or series.unit == "%":
        return "rate"
    values = np.concatenate([series.yearly, series.periods, [1.0 if series.so_far is None else series.so_far]])
    return "not_positive" if (values <= 0).any() else None


def draw_year_begun(
    series: Series, supposed: Suppositions, random: np.random.Generator, draws: int
) -> YearDraws | None:
    """The year begun: from three full years of months or quarters by seasonal forms, before that by its usual share."""
    if series.year is None or series.so_far is None:
        return None
    left = series.periods_left
    if series.full_years >= FULL_YEARS and left:
        paths = draw_periods(series.periods[None], left, series.cells, random, draws)[0]
        return YearDraws(series.year, "seasonal", False, series.so_far + paths.sum(axis=0))
    if supposed.usual_share is None and len(series.shares) < 2:
        return None
    drawn = draw_year(series.so_far, series.shares, supposed.usual_share, random, draws)
    return YearDraws(series.year, "share", supposed.share_is_ours and not len(series.shares), drawn)
