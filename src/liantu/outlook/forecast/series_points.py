"""Observations as points of series: subject, indicator, scope and product, with what part of which year each covers."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables

#: What makes two observations points of one series.
KEY = ("subject", "indicator", "scope", "product")
#: Kinds of indicator that count what a period brings, so that its parts add up to it; money always does.
FLOWS = ("output", "value_added", "gdp", "sales", "investment", "tax", "production")
#: Comparators of a value that is meant as it stands.
EXACT = ("eq", "about")


def list_points(tables: Tables, as_of: date, known_at: date | None = None) -> pl.DataFrame:
    """The actual values of whole months within one year, by series and time, none later than ``as_of`` and none with
    a vintage after ``known_at``.

    Columns: the key, observation, year, start, end (months), value (in ``unit``, the indicator's, or that of its first
    figure where it has none), unit, kind, flow (whether parts add up), vintage. Of what was printed several times the
    latest print counts. A value only known to be above or below something is no point.
    """
    indicators = tables["indicators"].select(pl.col("id").alias("indicator"), "kind", pl.col("unit").alias("wanted"))
    rows = (
        add_period_days(tables.numbers("observations").with_row_index("row"))
        .filter(pl.col("status") == "actual", pl.col("comparator").is_in(EXACT), pl.col("value").is_not_null())
        .filter(pl.col("first").is_not_null(), pl.col("last") <= as_of, pl.col("last") == pl.col("last").dt.month_end())
        .filter(pl.col("first").dt.day() == 1, pl.col("first").dt.year() == pl.col("last").dt.year())
        .join(indicators, on="indicator", how="left", maintain_order="left")
        .with_columns(pl.coalesce("wanted", pl.col("unit").first().over(KEY)).alias("common"))
    )
    converted = [
        convert_to_product_unit(tables.units, *row) for row in rows.select("value", "unit", "common").iter_rows()
    ]
    money = [_is_money(tables, unit) for unit in rows["common"]]
    published = add_period_days(rows.select("row", "vintage"), "vintage").select("row", pl.col("day").alias("printed"))
    return (
        rows.with_columns(
            pl.Series("converted", converted, pl.Float64),
            (pl.col("kind").is_in(FLOWS) | pl.Series("money", money, pl.Boolean)).fill_null(value=False).alias("flow"),
        )
        .join(published, on="row", how="left", maintain_order="left")
        .filter(pl.col("printed").is_null() | (pl.col("printed") <= (known_at or date.max)))
        .sort("printed", "row", nulls_last=False)
        .select(
            *KEY,
            pl.col("id").alias("observation"),
            pl.col("first").dt.year().alias("year"),
            pl.col("first").dt.month().cast(pl.Int32).alias("start"),
            pl.col("last").dt.month().cast(pl.Int32).alias("end"),
            pl.col("converted").alias("value"),
            pl.col("common").alias("unit"),
            "kind",
            "flow",
            "vintage",
        )
        .unique([*KEY, "year", "start", "end"], keep="last", maintain_order=True)
        .sort(*KEY, "year", "end", "start")
    )


def _is_money(tables: Tables, unit: str | None) -> bool:
    found = tables.units.read(unit) if unit else None
    return found is not None and found.dimension == "money"
