"""Draws of several series added up: parts and whole agree draw by draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.forecast_series import SEED, SeriesForecast
from liantu.outlook.forecast.series import Series


def add_draws(parts: FloatArray, together: float, random: np.random.Generator) -> FloatArray:
    """The sum of parts (parts x horizon x draws), horizon x draws; each part keeps the draws it has.

    ``together`` is the correlation between parts: the draws of each, in the order of their last period, are put in the
    order of a normal number that the parts share so far (Iman and Conover, 1982). Draws are whole paths.
    """
    return np.asarray(align_draws(parts, together, random).sum(axis=0))


def align_draws(parts: FloatArray, together: float, random: np.random.Generator) -> FloatArray:
    """The parts with their paths in an order in which they move together."""
    count, _horizon, draws = parts.shape
    common = random.standard_normal(draws)
    mixed = np.sqrt(together) * common + np.sqrt(1 - together) * random.standard_normal((count, draws))
    places = mixed.argsort(axis=1).argsort(axis=1)
    order = np.take_along_axis(parts[:, -1].argsort(axis=1), places, axis=1)
    return np.take_along_axis(parts, order[:, None, :], axis=2)


def add_up_series(forecasts: Sequence[tuple[Series, SeriesForecast]], together: float) -> pl.DataFrame:
    """Series by year and their sum (``subject`` null): subject, year, low, typical, high, unit. Years that all have."""
    drawn = [{part.year: part.draws for part in forecast.years} for _series, forecast in forecasts]
    years = sorted(set.intersection(*(set(part) for part in drawn)))
    parts = np.array([[part[year] for year in years] for part in drawn])
    sums = add_draws(parts, together, np.random.default_rng(SEED)) if years else np.empty((0, 1))
    names = [*(series.key.subject for series, _forecast in forecasts), None]
    rows = [
        (name, year, *map(float, np.quantile(draws, (0.1, 0.5, 0.9))), forecasts[0][0].unit)
        for name, paths in zip(names, [*parts, sums], strict=True)
        for year, draws in zip(years, paths, strict=True)
    ]
    numbers = dict.fromkeys(("low", "typical", "high"), pl.Float64)
    schema = {"subject": pl.String, "year": pl.Int64, **numbers, "unit": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
