"""The forecasts of a district as a table: a row a series and year, or a row that says why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import polars as pl

from liantu.outlook.forecast.forecast_series import SeriesForecast
from liantu.outlook.forecast.series import Series
from liantu.outlook.forecast.series_points import KEY

#: P10, P50 and P90.
SHARES = (0.1, 0.5, 0.9)
_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(KEY, pl.String),
    "unit": pl.String,
    "year": pl.Int64,
    "low": pl.Float64,
    "typical": pl.Float64,
    "high": pl.Float64,
    "so_far": pl.Float64,
    "through": pl.Int64,
    "method": pl.String,
    "supposed": pl.Boolean,
    "reason": pl.String,
    "years_known": pl.Int64,
    "reference_date": pl.Date,
    "vintage": pl.String,
    "observations": pl.List(pl.String),
}


def list_forecasts(forecasts: Iterable[tuple[Series, SeriesForecast]], reference_date: date) -> pl.DataFrame:
    """A row a series and year drawn, with P10, P50 and P90 and the date and vintage it was made of.

    A series of which nothing is drawn has one row without figures and its ``reason``; one drawn for the year begun
    only has the reason beside that.
    """
    rows: list[tuple[object, ...]] = []
    for series, forecast in forecasts:
        known = (len(series.yearly), reference_date, series.vintage, list(series.observations))
        for drawn in forecast.years:
            part = (series.so_far, series.through) if drawn.year == series.year else (None, None)
            ranges = [float(value) for value in np.quantile(drawn.draws, SHARES)]
            found = (*ranges, *part, drawn.method, drawn.supposed, forecast.reason)
            rows.append((*series.key, series.unit, drawn.year, *found, *known))
        if not forecast.years:
            blank = (None, None, None, None, series.so_far, series.through or None, None, None, forecast.reason)
            rows.append((*series.key, series.unit, *blank, *known))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")
