"""Observations as points of series: subject, indicator, scope and product, with what part of which year each covers."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.tables import Tables
from liantu.outlook.figures.published_figures import KEY, list_figures

__all__ = ["KEY", "list_points"]


def list_points(tables: Tables, as_of: date, known_at: date | None = None) -> pl.DataFrame:
    """The actual values of whole months within one year, by series and time, none later than ``as_of`` and none with
    a vintage after ``known_at``.

    Columns: the key, observation, year, start, end (months), value (in ``unit``, the indicator's, or that of its first
    figure where it has none), unit, kind, flow (whether parts add up), vintage, row (of the table). Of what was printed
    several times the latest print counts. A value only known to be above or below something is no point. A subject that
    continues another has its points too. Levels at constant prices are points only of a series that has none at current
    ones.
    """
    figures = list_figures(tables, as_of, known_at).filter(pl.col("stated"))
    at_current = (pl.col("price_basis") != "constant").fill_null(value=True)
    return (
        figures.filter(at_current | ~at_current.any().over(KEY))
        .select(*KEY, "observation", "year", "start", "end", "value", "unit", "kind", "flow", "vintage", "row")
        .unique([*KEY, "year", "start", "end"], keep="last", maintain_order=True)
        .sort(*KEY, "year", "end", "start")
    )
