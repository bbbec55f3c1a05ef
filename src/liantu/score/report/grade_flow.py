"""How firms move between grades from year to year, counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import polars as pl


def count_grade_flow(history: pl.DataFrame, grades: Sequence[str], years: Sequence[int]) -> pl.DataFrame:
    """The firms that went from a grade of one year to a grade of the next of ``years``.

    ``history`` has firm, year, grade; ``grades`` are those of the scheme, the best first. Every firm of any of the
    years counts in each: a firm that has no row or no grade in a year stands there without a grade.
    Columns: year, next_year, grade, next_grade (null: no grade), firms, move (up, same, down; null where a grade is
    missing), ordered by year, then from the best to the worst, without a grade last.

    >>> rows = {"firm": ["a", "b", "a"], "year": [2021, 2021, 2022], "grade": ["B", "A", "A"]}
    >>> count_grade_flow(pl.DataFrame(rows), ["A", "B"], [2021, 2022]).select("grade", "next_grade", "move").rows()
    [('A', None, None), ('B', 'A', 'up')]
    """
    place = {grade: number for number, grade in enumerate(grades)}
    inside = history.filter(pl.col("year").is_in(list(years)))
    firms = inside.select("firm").unique(maintain_order=True)
    placed = inside.select("firm", "year", pl.col("grade").replace_strict(place, default=None, return_dtype=pl.Int64))
    parts = [_count_between(firms, placed, *pair) for pair in pairwise(years)]
    if not parts:
        return pl.DataFrame(schema=_SCHEMA)
    named = {number: grade for grade, number in place.items()}
    return pl.concat(parts).with_columns(
        pl.when(pl.col("next_grade") < pl.col("grade"))
        .then(pl.lit("up"))
        .when(pl.col("next_grade") > pl.col("grade"))
        .then(pl.lit("down"))
        .when(pl.col("next_grade") == pl.col("grade"))
        .then(pl.lit("same"))
        .alias("move"),
        *(pl.col(name).replace_strict(named, default=None, return_dtype=pl.String) for name in ("grade", "next_grade")),
    )


_SCHEMA = {
    "year": pl.Int64,
    "next_year": pl.Int64,
    "grade": pl.String,
    "next_grade": pl.String,
    "firms": pl.UInt32,
    "move": pl.String,
}


def _count_between(firms: pl.DataFrame, placed: pl.DataFrame, year: int, next_year: int) -> pl.DataFrame:
    """Places of both years, counted."""
    before, after = (placed.filter(pl.col("year") == each).select("firm", "grade") for each in (year, next_year))
    both = firms.join(before, on="firm", how="left").join(after.rename({"grade": "next_grade"}), on="firm", how="left")
    counted = both.group_by("grade", "next_grade").agg(pl.len().alias("firms"))
    counted = counted.sort("grade", "next_grade", nulls_last=True)
    years = [pl.lit(value, pl.Int64).alias(name) for name, value in (("year", year), ("next_year", next_year))]
    return counted.select(*years, "grade", "next_grade", "firms")
