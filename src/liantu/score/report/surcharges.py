"""What a grade costs: a surcharge by grade and by how many years running a firm has had it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class PriceRule:
    """A surcharge by grade: for the first year, the second, …; the last one holds for all later years. In CNY/kWh."""

    id: str
    rates: Mapping[str, Sequence[float]]


def count_consecutive_years(history: pl.DataFrame, year: int) -> pl.DataFrame:
    """For how many years running, up to ``year``, each firm has had the grade of that year: firm, grade, years.

    ``history``: firm, year, grade. A year without a grade, or without a row, ends the count. Nothing is remembered: a
    corrected old grade is counted anew.
    """
    rows = history.filter(pl.col("year") <= year).unique(["firm", "year"], keep="last", maintain_order=True)
    now = rows.filter(pl.col("year") == year).drop_nulls("grade").select("firm", "grade")
    same = rows.join(now, on=["firm", "grade"]).sort("firm", "year", descending=[False, True])
    running = same.with_columns((year - pl.col("year") - pl.int_range(pl.len()).over("firm")).alias("gap"))
    years = running.filter(pl.col("gap") == 0).group_by("firm").agg(pl.len().cast(pl.Int64).alias("years"))
    return now.join(years, on="firm", maintain_order="left")


def compute_surcharges(
    history: pl.DataFrame, year: int, rule: PriceRule, electricity: pl.DataFrame, others: pl.DataFrame | None = None
) -> pl.DataFrame:
    """What each firm of a priced grade pays more: firm, grade, years, rate (CNY/kWh), amount (10⁴ CNY), other, counts.

    ``electricity``: firm, electricity (10⁴ kWh; unknown stays unknown). ``others``: firm, rate: surcharges of other
    rules; where several apply only the highest counts, and ``counts`` says whether it is this one.
    """
    rates = pl.DataFrame(
        [(grade, index + 1, float(rate)) for grade, list_ in rule.rates.items() for index, rate in enumerate(list_)],
        schema={"grade": pl.String, "step": pl.Int64, "own": pl.Float64},
        orient="row",
    )
    last = rates.group_by("grade").agg(pl.col("step").max().alias("last"))
    other = others.group_by("firm").agg(pl.col("rate").max().alias("other")) if others is not None else _no_others()
    return (
        count_consecutive_years(history, year)
        .join(last, on="grade", how="inner", maintain_order="left")  # a grade without a price is left out
        .with_columns(pl.min_horizontal("years", "last").alias("step"))
        .join(rates, on=["grade", "step"], maintain_order="left")
        .join(other, on="firm", how="left", maintain_order="left")
        .join(electricity.select("firm", "electricity"), on="firm", how="left", maintain_order="left")
        .with_columns(
            pl.max_horizontal("own", "other").alias("rate"),
            (pl.col("other").is_null() | (pl.col("own") >= pl.col("other"))).alias("counts"),
        )
        .with_columns((pl.col("rate") * pl.col("electricity")).alias("amount"))
        .select("firm", "grade", "years", "rate", "amount", "other", "counts")
    )


def _no_others() -> pl.DataFrame:
    return pl.DataFrame(schema={"firm": pl.String, "other": pl.Float64})
