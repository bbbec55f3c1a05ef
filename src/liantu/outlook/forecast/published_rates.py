"""Growth and shares as they were published of a year, by which targets of growth are judged.

A rate is printed as an indicator of its own (战略性新兴产业产值增速), or beside the level of the indicator whose growth
it is (``growth_of``). Of both the latest print counts; none is ever reckoned from levels.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables
from liantu.outlook.figures.published_figures import AT_LEAST, EXACT, KEY, list_figures
from liantu.outlook.forecast.series import SeriesKey

_CELL = (*KEY, "year")
_COLUMNS = (*_CELL, "rate", "half", "vintage", "printed", "beside", "row")


class PublishedRate(NamedTuple):
    """A rate of a year in per cent, when it was printed, whether it stood beside a level, and whether it is only known
    to be at least, or more than, that."""

    value: float
    vintage: str | None
    beside_level: bool
    is_floor: bool
    is_more: bool


def find_rates(tables: Tables, as_of: date, known_at: date | None = None) -> dict[tuple[SeriesKey, int], PublishedRate]:
    """The latest published rate of each series in per cent by year, of one print the exact one; none later than
    ``as_of``, none printed after ``known_at``."""
    comparators = tables["observations"].with_row_index("row").select("row", pl.col("comparator").alias("says"))
    found = []
    for kinds in (AT_LEAST, EXACT):
        rates = list_rates(list_figures(tables, as_of, known_at, kinds), tables["indicators"])
        found.append(rates.join(comparators, on="row", how="left", maintain_order="left"))
    every = pl.concat(found).sort("printed", maintain_order=True, nulls_last=False)
    # Growth beside a level of which a floor is published is itself exact.
    is_floor = pl.col("says").is_in(AT_LEAST) & ~pl.col("beside")
    latest = every.with_columns(is_floor.alias("is_floor"), (is_floor & (pl.col("says") == "gt")).alias("is_more"))
    latest = latest.unique(_CELL, keep="last", maintain_order=True)
    return {
        (SeriesKey(*row[:4]), row[4]): PublishedRate(*row[5:])
        for row in latest.select(*_CELL, "rate", "vintage", "beside", "is_floor", "is_more").iter_rows()
    }


def find_differing_rates(figures: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """Growth beside a level that is not that of its own indicator in the same print, beyond what rounding leaves open:
    row, rate and other."""
    rates = list_rates(figures, indicators)
    same_print = [*_CELL, "printed"]
    direct = rates.filter(~pl.col("beside")).unique(same_print, keep="last", maintain_order=True)
    other = direct.select(*same_print, pl.col("rate").alias("other"), pl.col("half").alias("other_half"))
    found = rates.filter("beside").join(other, on=same_print, nulls_equal=True, maintain_order="left")
    rounding = pl.col("half") + pl.col("other_half") + 1e-9
    return found.filter((pl.col("rate") - pl.col("other")).abs() > rounding).select("row", "rate", "other")


def list_rates(figures: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """Every published rate of a whole year under the indicator of the rate, in order of print; of one print that of its
    own indicator stands last. A share, or what is of a day, counts at the end of its year too. Of a growth whose prices
    are said, only such at the same prices are taken."""
    is_of_day = (pl.col("start") == 12) & ((pl.col("kind") == "share") | (pl.col("nature") == "stock"))
    of_year = pl.col("end") == 12, (pl.col("start") == 1) | is_of_day.fill_null(value=False)
    printed = add_period_days(figures.select("vintage"), "vintage")["day"].alias("printed")
    whole = figures.with_columns(printed).filter(*of_year)
    rates = pl.lit(value=False).alias("beside"), pl.col("value").alias("rate")
    direct = whole.filter(pl.col("unit") == "%", "stated")
    growth = indicators.select(
        pl.col("id").alias("growth"),
        pl.col("growth_of").alias("indicator"),
        pl.coalesce("growth_price_basis", "price_basis").alias("wanted_prices"),
    ).drop_nulls("indicator")
    on_year_before = pl.col("growth_base").fill_null("year_before") == "year_before"
    beside = (
        whole.filter(pl.col("published_growth").is_not_null(), on_year_before)
        .join(growth, on="indicator", maintain_order="left")
        .filter((pl.col("wanted_prices") == pl.col("growth_price_basis")).fill_null(value=True))
        .drop("half")
        .with_columns(
            pl.col("growth").alias("indicator"),
            pl.col("published_growth").alias("rate"),
            pl.col("growth_half").alias("half"),
            pl.lit(value=True).alias("beside"),
        )
    )
    every = pl.concat([beside.select(_COLUMNS), direct.with_columns(rates).select(_COLUMNS)])
    return every.sort("printed", maintain_order=True, nulls_last=False)
