"""Firm by firm: who grows, falls, stands still, is not compared or sent no return, and what it had expected."""

from __future__ import annotations

import polars as pl

from liantu.model.reporting_months import YEAR, number_months
from liantu.outlook.dispatch.terms import MONTH, OUTPUT, SO_FAR

#: What a firm's month is, in the order of lists.
COURSES = ("growing", "falling", "level", "stopped", "not_compared", "not_returned")
_PERCENT = 100.0


def list_firms(terms: pl.DataFrame, returns: pl.DataFrame, number: int) -> pl.DataFrame:
    """The firms of a month, largest contribution first, with those that returned earlier in the year and not now.

    Columns: firm, industry, park, course (one of ``COURSES``), month_amount, month_growth, month_contribution,
    so_far_amount, so_far_growth, so_far_contribution, expected (by the firm itself, the month before), surprise (what
    came less that, in per cent of it), next_output, origin.
    """
    output = terms.filter(measure=OUTPUT)
    month, so_far = (_rate_firms(output.filter(pl.col("at") == number, span=span), span) for span in (MONTH, SO_FAR))
    forecasts = _number_rows(returns)
    expected = forecasts.filter(pl.col("at") == number - 1).select("firm", pl.col("next_output").alias("expected"))
    coming = forecasts.filter(pl.col("at") == number).select("firm", "next_output")
    silent = _list_silent(output, number)
    joined = pl.concat([month, silent], how="diagonal")
    for other in (so_far.drop("industry", "park", "state", "origin"), expected, coming):
        joined = joined.join(other, on="firm", how="left", maintain_order="left")
    surprise = pl.when(pl.col("expected") > 0).then(_PERCENT * (pl.col("month_amount") / pl.col("expected") - 1))
    return (
        joined.with_columns(_name_course(), surprise.alias("surprise"))
        .select(
            *("firm", "industry", "park", "course", "month_amount", "month_growth", "month_contribution"),
            *("so_far_amount", "so_far_growth", "so_far_contribution", "expected", "surprise", "next_output", "origin"),
        )
        .sort(-pl.col("month_contribution"), "firm", nulls_last=True, maintain_order=True)
    )


def count_courses(firms: pl.DataFrame) -> dict[str, int]:
    """How many firms are in each course, and how many returned (``returned``)."""
    counted = dict(firms["course"].value_counts().iter_rows())
    found = {course: int(counted.get(course, 0)) for course in COURSES}
    return {"returned": firms.height - found["not_returned"], **found}


def compare_forecasts(firms: pl.DataFrame) -> pl.DataFrame:
    """What firms had expected of the month beside what came, of those that said both; and what they expect next.

    One row: firms, expected, came, difference, surprise (per cent), next_firms, next_output; null where nobody said.
    """
    both = firms.filter(pl.col("expected").is_not_null(), pl.col("month_amount").is_not_null())
    coming = firms["next_output"].drop_nulls()
    expected, came = (float(both[name].sum()) if both.height else None for name in ("expected", "month_amount"))
    difference = None if expected is None or came is None else came - expected
    numbers = {
        "expected": expected,
        "came": came,
        "difference": difference,
        "surprise": _PERCENT * difference / expected if expected and difference is not None else None,
        "next_output": coming.sum() if len(coming) else None,
    }
    frame = pl.DataFrame(numbers, schema=dict.fromkeys(numbers, pl.Float64))
    return frame.with_columns(pl.lit(both.height).alias("firms"), pl.lit(len(coming)).alias("next_firms")).select(
        "firms", "expected", "came", "difference", "surprise", "next_firms", "next_output"
    )


def _rate_firms(terms: pl.DataFrame, span: str) -> pl.DataFrame:
    """The firms of one span with growth and contribution to the whole."""
    base = terms.filter(pl.col("increment").is_not_null())["before"].sum()
    growth = pl.when(pl.col("before") > 0).then(_PERCENT * pl.col("increment") / pl.col("before"))
    contribution = pl.lit(None, pl.Float64) if not base else _PERCENT * pl.col("increment") / base
    return terms.select(
        *("firm", "industry", "park", "state", "origin"),
        pl.col("amount").alias(f"{span}_amount"),
        growth.alias(f"{span}_growth"),
        contribution.alias(f"{span}_contribution"),
    )


def _list_silent(output: pl.DataFrame, number: int) -> pl.DataFrame:
    """Firms that returned in an earlier month of the year, or in the month before, and not in this one."""
    first = min(number - number % YEAR, number - 1)
    earlier = output.filter(pl.col("at").is_between(first, number - 1), span=MONTH)
    now = output.filter(pl.col("at") == number, span=MONTH)
    silent = earlier.join(now, on="firm", how="anti").unique("firm", keep="last", maintain_order=True)
    return silent.select("firm", "industry", "park", pl.lit("not_returned").alias("state"))


def _name_course() -> pl.Expr:
    step = pl.col("month_contribution")
    return (
        pl.when(pl.col("state") == "not_returned")
        .then(pl.lit("not_returned"))
        .when(pl.col("state") == "stopped")
        .then(pl.lit("stopped"))
        .when(step.is_null())
        .then(pl.lit("not_compared"))
        .when(step > 0)
        .then(pl.lit("growing"))
        .when(step < 0)
        .then(pl.lit("falling"))
        .otherwise(pl.lit("level"))
        .alias("course")
    )


def _number_rows(returns: pl.DataFrame) -> pl.DataFrame:
    return returns.select("firm", number_months(pl.col("month")).alias("at"), pl.col("next_output").cast(pl.Float64))
