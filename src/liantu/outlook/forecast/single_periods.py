"""Single months and quarters of a series, stated or derived: most tables print the year so far.

January and February are one month: the Spring Festival moves between them, and they are reported together. A month by
subtraction holds what was revised of those before it, so it says that it is derived.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.outlook.figures.published_figures import FLOWS
from liantu.outlook.forecast.series_points import KEY

#: First and last months of the periods a year is cut into.
MONTHS = ((1, 2), *((month, month) for month in range(3, 13)))
QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_CELL = (*KEY, "year", "start", "end")


def list_single_periods(points: pl.DataFrame) -> pl.DataFrame:
    """Months (January and February as one) and quarters of flows: the key, year, start, end, value, origin.

    ``origin`` is ``stated`` or ``derived``: what was printed for a period by itself comes before a difference. Points
    are those of ``list_points``. Where a cumulative value falls that cannot, as of output, the difference is no month.
    """
    flows = points.filter(pl.col("flow"))
    stated = flows.select(*_CELL, "value", pl.lit("stated").alias("origin"))
    cells = _prefer_stated([stated, _leave_falls(subtract_cumulative(flows), flows)])
    months = _prefer_stated([cells, _add_up(cells, ((1, 1), (2, 2)), (1, 2))])
    sums = [
        _add_up(months, [cell for cell in MONTHS if start <= cell[0] <= end], (start, end)) for start, end in QUARTERS
    ]
    every = _prefer_stated([months, *sums])
    known = pl.DataFrame([*MONTHS, *QUARTERS], schema={"start": pl.Int32, "end": pl.Int32}, orient="row")
    return every.join(known, on=["start", "end"], how="semi").sort(*_CELL)


def subtract_cumulative(flows: pl.DataFrame) -> pl.DataFrame:
    """What each cumulative value adds to the one before it in its year, as a period of its own."""
    of_year = (*KEY, "year")
    sorted_sums = flows.filter(pl.col("start") == 1).sort(*of_year, "end")
    before = [pl.col(name).shift(1).over(of_year).alias(f"earlier_{name}") for name in ("end", "value")]
    return (
        sorted_sums.with_columns(before)
        .drop_nulls("earlier_end")
        .select(
            *of_year,
            (pl.col("earlier_end") + 1).alias("start"),
            "end",
            pl.col("value") - pl.col("earlier_value"),
            pl.lit("derived").alias("origin"),
        )
    )


def _leave_falls(differences: pl.DataFrame, flows: pl.DataFrame) -> pl.DataFrame:
    """The differences without those below zero of what is never below it: one of the two sums is wrong or revised."""
    never_below = flows.filter(pl.col("kind").is_in(FLOWS)).select(KEY).unique()
    falls = differences.filter(pl.col("value") < 0).join(never_below, on=KEY, how="semi", nulls_equal=True)
    return differences.join(falls, on=_CELL, how="anti", nulls_equal=True, maintain_order="left")


def find_differing_periods(points: pl.DataFrame) -> pl.DataFrame:
    """Periods printed by themselves that are not what the cumulative values leave: the cell, value, row, difference.

    A part in two hundred is rounding. What remains is a revision, or a mistake; nobody but the office can say.
    """
    flows = points.filter(pl.col("flow"))
    stated = flows.filter(pl.col("start") > 1).select(*_CELL, "value", "row")
    found = stated.join(subtract_cumulative(flows).rename({"value": "difference"}), on=_CELL, nulls_equal=True)
    return found.filter((pl.col("value") - pl.col("difference")).abs() > pl.col("value").abs() / 200)


def find_falling_sums(points: pl.DataFrame) -> pl.DataFrame:
    """Cumulative values below an earlier one of their year, of what cannot be below zero: the cell, value, row."""
    falls = subtract_cumulative(points.filter(pl.col("flow"), pl.col("value") >= 0)).filter(pl.col("value") < 0)
    keys = [*KEY, "year", "end"]
    whole = points.filter(pl.col("start") == 1)
    return whole.join(falls.select(keys), on=keys, how="semi", nulls_equal=True)


def _add_up(cells: pl.DataFrame, parts: Sequence[tuple[int, int]], whole: tuple[int, int]) -> pl.DataFrame:
    """The sum of parts where a year has all of them, as one period."""
    wanted_parts = pl.DataFrame([*parts], schema={"start": pl.Int32, "end": pl.Int32}, orient="row")
    of_year = (*KEY, "year")
    return (
        cells.join(wanted_parts, on=["start", "end"], how="semi")
        .group_by(of_year, maintain_order=True)
        .agg(pl.col("value").sum(), pl.len().alias("count"))
        .filter(pl.col("count") == wanted_parts.height)
        .select(
            *of_year,
            *(pl.lit(month, pl.Int32).alias(name) for name, month in zip(("start", "end"), whole, strict=True)),
            "value",
            pl.lit("derived").alias("origin"),
        )
    )


def _prefer_stated(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The periods of several frames, each once: of two the stated one, else the first."""
    together = pl.concat([frame.select(*_CELL, "value", "origin") for frame in frames])
    return together.sort(pl.col("origin") != "stated", maintain_order=True).unique(
        _CELL, keep="first", maintain_order=True
    )
