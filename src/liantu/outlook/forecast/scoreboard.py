"""Forecasts and their scores under the column names of the hubverse, so that its tools read them.

``model_id``, ``reference_date``, ``target``, ``horizon``, ``location``, ``target_end_date``, ``output_type``,
``output_type_id`` and ``value`` are its names for a forecast; ``oracle_value`` is what came. ``vintage`` is ours: the
print that the forecast was made of.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

import numpy as np
import polars as pl

from liantu.outlook.forecast.backtest import PastForecast
from liantu.outlook.forecast.scores import score_crps
from liantu.outlook.forecast.series import Series

QUANTILES = (0.1, 0.5, 0.9)
_SCHEMA = {
    "model_id": pl.String,
    "reference_date": pl.Date,
    "target": pl.String,
    "horizon": pl.Int64,
    "location": pl.String,
    "target_end_date": pl.Date,
    "output_type": pl.String,
    "output_type_id": pl.String,
    "value": pl.Float64,
    "oracle_value": pl.Float64,
    "crps": pl.Float64,
    "vintage": pl.String,
}

_BOARD = {"model_id": pl.String, "horizon": pl.Int64, "forecasts": pl.Int64} | dict.fromkeys(
    ("coverage_80", "width_80", "crps", "crps_relative", "interval_coverage_80", "ae_median"), pl.Float64
)


def list_outputs(series: Series, past: Iterable[PastForecast]) -> pl.DataFrame:
    """The quantiles of each past forecast, a row each; ``horizon`` is in years, 0 for the year begun."""
    target = " ".join(part for part in (series.key.indicator, series.key.product, series.key.scope) if part)
    rows = [
        (
            forecast.model,
            _find_reference_date(series, forecast),
            target,
            forecast.year - forecast.origin - (1 if forecast.known else 0),
            series.key.subject,
            date(forecast.year, 12, 31),
            "quantile",
            str(share),
            float(np.quantile(forecast.draws, share)),
            forecast.actual,
            _score(forecast),
            series.vintage,
        )
        for forecast in past
        for share in QUANTILES
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def empty_outputs() -> pl.DataFrame:
    """The table of ``list_outputs`` without a row."""
    return pl.DataFrame(schema=_SCHEMA)


def rank_models(outputs: pl.DataFrame) -> pl.DataFrame:
    """The scoreboard: model_id, horizon, forecasts, coverage_80 and width_80 (null for a rule that gives one number),
    crps and crps_relative, that of the rule which repeats last year being 1.

    ``interval_coverage_80`` (a part of one) and ``ae_median`` (in the unit of each target, so that only one target is
    to be averaged) are the names that the hubverse's own scores bear.
    """
    keys = ["model_id", "location", "target", "reference_date", "target_end_date", "horizon"]
    if outputs.is_empty():
        return pl.DataFrame(schema=_BOARD)
    wide = outputs.pivot("output_type_id", index=[*keys, "oracle_value", "crps"], values="value")
    low, high, came = pl.col("0.1"), pl.col("0.9"), pl.col("oracle_value")
    ranged = high > low
    simple = wide.filter(pl.col("model_id") == "last_year").select(*keys[1:], pl.col("crps").alias("simple"))
    scored = wide.join(simple, on=keys[1:], how="left")
    return (
        scored.group_by("model_id", "horizon")
        .agg(
            pl.len().cast(pl.Int64).alias("forecasts"),
            (came.is_between(low, high).filter(ranged).mean() * 100).alias("coverage_80"),
            ((high - low) / came).filter(ranged).mean().mul(100).alias("width_80"),
            (pl.col("crps") / came).mean().mul(100).alias("crps"),
            (pl.col("crps").sum() / pl.col("simple").sum()).alias("crps_relative"),
            came.is_between(low, high).filter(ranged).mean().alias("interval_coverage_80"),
            (pl.col("0.5") - came).abs().mean().alias("ae_median"),
        )
        .sort("horizon", "crps")
    )


def _score(forecast: PastForecast) -> float:
    if len(forecast.draws) == 1:  # of one number the score is its distance
        return abs(float(forecast.draws[0]) - forecast.actual)
    return float(score_crps(forecast.draws, np.array(forecast.actual)))


def _find_reference_date(series: Series, forecast: PastForecast) -> date:
    """The end of the last period that was known."""
    if not forecast.known:
        return date(forecast.origin, 12, 31)
    month = 3 * forecast.known if series.cells == 4 else forecast.known + 1
    return date(forecast.year, month, monthrange(forecast.year, month)[1])
