"""Rolling origins: what would have been forecast at each earlier date, beside what came."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.annual import DRAWS, FEWEST, draw_years
from liantu.outlook.forecast.reference_class import ReferenceClass
from liantu.outlook.forecast.seasonal import draw_periods
from liantu.outlook.forecast.seasonal_forms import FULL_YEARS
from liantu.outlook.forecast.series import Series
from liantu.outlook.forecast.year_share import divide_by_share, repeat_last_year


class PastForecast(NamedTuple):
    """Draws of one year as they would have been made with the values up to an origin, and what came.

    ``origin`` is the last year, and ``known`` how many periods of the next one, that were known. A rule that gives one
    number has one draw.
    """

    model: str
    origin: int
    known: int
    year: int
    draws: FloatArray
    actual: float


def replay_origins(
    series: Series, reference: ReferenceClass, random: np.random.Generator, furthest: int = 3, draws: int = DRAWS
) -> list[PastForecast]:
    """Every forecast of a year that could have been made from the years, and from the periods, before it.

    The values are those of the last print; what an office knew on the day may have been another figure.
    """
    return [*_test_years(series, reference, random, furthest, draws), *_test_periods(series, random, draws)]


def _test_years(
    series: Series, reference: ReferenceClass, random: np.random.Generator, furthest: int, draws: int
) -> list[PastForecast]:
    found = []
    for known in range(FEWEST, len(series.yearly)):
        past, came = series.yearly[:known], series.yearly[known : known + furthest]
        paths = draw_years(past[None], len(came), reference, random, draws)[0]
        for ahead, actual in enumerate(came):
            head = (series.years[known - 1], 0, series.years[known + ahead])
            found += [
                PastForecast("annual", *head, paths[ahead], float(actual)),
                PastForecast("last_year", *head, past[-1:], float(actual)),
            ]
    return found


def _test_periods(series: Series, random: np.random.Generator, draws: int) -> list[PastForecast]:
    """The year from a quarter, a half and three quarters of its periods."""
    found = []
    cells = series.cells
    for full in range(FULL_YEARS, series.full_years):
        past = series.periods[: full * cells].reshape(full, cells)
        year = series.periods[full * cells : (full + 1) * cells]
        for known in sorted({cells // 4, cells // 2, 3 * cells // 4}):
            so_far = year[:known]
            begun = np.append(past.ravel(), so_far)[None]
            paths = draw_periods(begun, cells - known, cells, random, draws)[0]
            head, actual = (series.first_year + full - 1, known, series.first_year + full), float(year.sum())
            found += [
                PastForecast("seasonal", *head, so_far.sum() + paths.sum(axis=0), actual),
                PastForecast("last_year", *head, np.array([repeat_last_year(past[-1], so_far)]), actual),
                PastForecast("usual_share", *head, np.array([divide_by_share(past, so_far)]), actual),
            ]
    return found
