"""The terms of the monthly dispatch: of every firm, month and measure what it was, what it was a year before, the step.

All that is said of a month is a group-by of these rows. A firm whose same month is not known has no increment: it is
left out of growth and counted, and is never taken for zero.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from liantu.model.reporting_months import YEAR, number_months

MONTH, SO_FAR = "month", "so_far"
OUTPUT, POWER, ORDERS = "output", "power", "orders"


class _Fields(NamedTuple):
    """The fields of a return that hold a measure; ``adds``: whether its months make a year so far."""

    measure: str
    so_far: str | None
    so_far_before: str | None
    adds: bool


_MEASURES = (
    _Fields(OUTPUT, "output_so_far", "output_so_far_before", adds=True),
    _Fields(POWER, None, None, adds=True),
    _Fields(ORDERS, None, None, adds=False),
)
_SUMMED = ("amount", "before")


def list_terms(returns: pl.DataFrame, firms: pl.DataFrame) -> pl.DataFrame:
    """The terms of all months: at, firm, industry, park, state, measure, span, amount, before, increment, origin.

    ``returns`` are the rows of ``monthly_returns`` with numbers; ``firms`` has firm, year, industry and park. ``at`` is
    the running number of the month, ``span`` month or so_far; amounts in 万元, 万kWh. ``origin`` is where the level of
    the year before is from: stated with the return, earlier_return, or summed from months.

    >>> rows = {"firm": ["a"], "month": ["2023-11"], "state": [None], "output": [120.0], "output_before": [100.0]}
    >>> blank = dict.fromkeys(["output_so_far", "output_so_far_before", "power", "power_before", "orders"], [None])
    >>> returns = pl.DataFrame({**rows, **blank, "orders_before": [None]})
    >>> firms = pl.DataFrame({"firm": ["a"], "year": [2023], "industry": ["26"], "park": ["north"]})
    >>> found = list_terms(returns, firms).filter(measure="output", span="month")
    >>> found.select("industry", "amount", "before", "increment", "origin").rows()
    [('26', 120.0, 100.0, 20.0, 'stated')]
    """
    rows = returns.with_columns(number_months(pl.col("month")).alias("at")).drop_nulls("at")
    rows = rows.unique(["firm", "at"], keep="last", maintain_order=True).sort("firm", "at")
    parts = [part for fields in _MEASURES for part in _spread(rows, fields)]
    terms = pl.concat(parts).with_columns((pl.col("at") // YEAR).alias("year"))
    terms = terms.join(firms, on=["firm", "year"], how="left", maintain_order="left")
    return terms.with_columns((pl.col("amount") - pl.col("before")).alias("increment")).select(
        *("at", "firm", "industry", "park", "state", "measure", "span", "amount", "before", "increment", "origin")
    )


def _spread(rows: pl.DataFrame, fields: _Fields) -> list[pl.DataFrame]:
    """The terms of a measure, of the month and, where months add up, of the year so far."""
    month = _take_month(rows, fields.measure)
    return [month, _take_year(rows, month, fields)] if fields.adds else [month]


def _take_month(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The month; a same month of last year that is not stated is what the firm returned then."""
    then = rows.select("firm", pl.col("at") + YEAR, level_then=_number(measure))
    joined = rows.join(then, on=["firm", "at"], how="left", maintain_order="left")
    stated = _number(f"{measure}_before")
    is_stated, was_returned = stated.is_not_null(), pl.col("level_then").is_not_null()
    origin = pl.when(is_stated).then(pl.lit("stated")).when(was_returned).then(pl.lit("earlier_return"))
    return joined.select(
        *("at", "firm", "state"),
        pl.lit(measure).alias("measure"),
        pl.lit(MONTH).alias("span"),
        _number(measure).alias("amount"),
        pl.coalesce(stated, "level_then").alias("before"),
        origin.otherwise(None).cast(pl.String).alias("origin"),
    )


def _take_year(rows: pl.DataFrame, month: pl.DataFrame, fields: _Fields) -> pl.DataFrame:
    """The year so far: as it is stated, else the months added up where none of them is missing."""
    year = (pl.col("at") // YEAR).alias("year")
    group = ["firm", "year"]
    # In order of months within a firm and year; complete where as many are known as have passed.
    sums = month.with_columns(year).with_columns(
        pl.when(pl.col(name).is_not_null().cum_sum().over(group) == pl.col("at") % YEAR + 1)
        .then(pl.col(name).cum_sum().over(group))
        .alias(name)
        for name in _SUMMED
    )
    none = pl.lit(None, pl.Float64)
    amount = none if fields.so_far is None else _number(fields.so_far)
    before = none if fields.so_far_before is None else _number(fields.so_far_before)
    stated = rows.select("firm", "at", amount.alias("stated_amount"), before.alias("stated_before"))
    joined = sums.join(stated, on=["firm", "at"], how="left", maintain_order="left")
    is_stated, is_summed = pl.col("stated_before").is_not_null(), pl.col("before").is_not_null()
    origin = pl.when(is_stated).then(pl.lit("stated")).when(is_summed).then(pl.lit("summed"))
    return joined.select(
        *("at", "firm", "state", "measure"),
        pl.lit(SO_FAR).alias("span"),
        pl.coalesce("stated_amount", "amount").alias("amount"),
        pl.coalesce("stated_before", "before").alias("before"),
        origin.otherwise(None).cast(pl.String).alias("origin"),
    )


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64)
