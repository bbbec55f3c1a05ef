"""A series as a forecast takes it: its years, its periods, and what the present year has brought so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import polars as pl

from liantu.model.problems import Problem
from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.series_points import KEY
from liantu.outlook.forecast.single_periods import MONTHS, QUARTERS

_FILE = "observations.csv"


class SeriesKey(NamedTuple):
    """What a series is of; scope and product are None where none is stated."""

    subject: str
    indicator: str
    scope: str | None
    product: str | None


@dataclass(frozen=True)
class Series:
    """One series up to a date, in one unit.

    ``yearly`` are the values of ``years``, which follow one another. ``periods`` are months (11 a year) or quarters,
    from the first of a year on and without a gap; ``cells`` of them make a year, 0 where none are known. ``so_far`` is
    what the year after the last whole one has brought through a month, ``shares`` are those that the same months had
    in earlier years. ``whole`` are all years that are known, those before a gap too. ``latest`` is year and value of
    the last point, whatever its months, ``latest_month`` that in which it ends.
    """

    key: SeriesKey
    unit: str
    kind: str | None
    flow: bool
    years: tuple[int, ...]
    yearly: FloatArray
    cells: int
    first_year: int
    periods: FloatArray
    year: int | None
    through: int
    so_far: float | None
    shares: FloatArray
    latest: tuple[int, float] | None
    latest_month: int
    whole: Mapping[int, float]
    vintage: str | None
    observations: tuple[str, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def full_years(self) -> int:
        """How many whole years of months or quarters are known, one after another."""
        return len(self.periods) // self.cells if self.cells else 0

    @property
    def periods_left(self) -> int:
        """How many months or quarters the year begun still has, 0 where they do not reach as far as what is known."""
        begun = len(self.periods) % self.cells if self.cells else 0
        if not begun or self.first_year + self.full_years != self.year:
            return 0
        reached = (MONTHS if self.cells == len(MONTHS) else QUARTERS)[begun - 1][1]
        return self.cells - begun if reached == self.through else 0


def assemble_series(points: pl.DataFrame, single: pl.DataFrame) -> Iterator[Series]:
    """Every series of points (``list_points``) with its single periods (``list_single_periods``)."""
    of_series = {tuple(key): part for key, part in single.partition_by(KEY, as_dict=True).items()}
    for key, part in points.partition_by(KEY, as_dict=True, maintain_order=True).items():
        yield _assemble(SeriesKey(*key), part, of_series.get(tuple(key), single.clear()))


def _assemble(key: SeriesKey, points: pl.DataFrame, single: pl.DataFrame) -> Series:
    head = points.row(0, named=True)
    unread = points.filter(pl.col("value").is_null())["row"]
    problems = [
        Problem("series_mixed_units", "observations", _FILE, int(row) + 2, "unit", key.indicator) for row in unread[:1]
    ]
    points, single = points.drop_nulls("value"), single.drop_nulls("value")
    whole = _read_years(points, single)
    years, yearly, gaps = _take_unbroken(whole)
    cells, first_year, periods = _take_periods(single)
    year, through, so_far, shares = _read_present_year(points, whole, (cells, first_year, periods))
    problems += [_name_gap(key, str(year), points) for year in gaps]
    return Series(
        key=key,
        unit=head["unit"],
        kind=head["kind"],
        flow=head["flow"],
        years=years,
        yearly=yearly,
        cells=cells,
        first_year=first_year,
        periods=periods,
        year=year,
        through=through,
        so_far=so_far,
        shares=shares,
        latest=_read_latest(points),
        latest_month=max(points.filter(pl.col("year") == pl.col("year").max())["end"], default=0),
        whole=whole,
        vintage=max(points["vintage"].drop_nulls(), default=None),
        observations=tuple(points["observation"]),
        problems=tuple(problems),
    )


def _read_years(points: pl.DataFrame, single: pl.DataFrame) -> dict[int, float]:
    """The value of each whole year: printed, or the sum of its quarters; of what is no flow, its value in December."""
    printed = points.filter(pl.col("end") == 12, (pl.col("start") == 1) | ~pl.col("flow")).sort(
        "start", descending=True
    )
    found = dict(printed.select("year", "value").iter_rows())
    quarters = single.filter(pl.col("end") - pl.col("start") == 2)
    sums = quarters.group_by("year").agg(pl.col("value").sum(), pl.len().alias("count")).filter(pl.col("count") == 4)
    return {**dict(sums.select("year", "value").iter_rows()), **found}


def _take_unbroken(whole: dict[int, float]) -> tuple[tuple[int, ...], FloatArray, list[int]]:
    """The last years that follow one another with their values, and the years missing before them."""
    if not whole:
        return (), np.empty(0), []
    last = first = max(whole)
    while first - 1 in whole:
        first -= 1
    years = tuple(range(first, last + 1))
    missing = sorted(set(range(min(whole), first)) - set(whole))
    return years, np.array([whole[year] for year in years]), missing


def _take_periods(single: pl.DataFrame) -> tuple[int, int, FloatArray]:
    """The finest periods that reach as far as any: how many make a year, the first year, the values without a gap."""
    best: tuple[int, int, FloatArray] = (0, 0, np.empty(0))
    reach = -1
    for cells in (MONTHS, QUARTERS):
        numbers = {cell: number for number, cell in enumerate(cells)}
        found = {
            year * len(cells) + numbers[start, end]: value
            for year, start, end, value in single.select("year", "start", "end", "value").iter_rows()
            if (start, end) in numbers
        }
        if not found:
            continue
        last = first = max(found)
        while first - 1 in found:
            first -= 1
        first += -first % len(cells)
        values = np.array([found[number] for number in range(first, last + 1)])
        end_month = 12 * (last // len(cells)) + cells[last % len(cells)][1]
        if len(values) and (end_month, len(values) // len(cells)) > (reach, len(best[2]) // max(best[0], 1)):
            best, reach = (len(cells), first // len(cells), values), end_month
    return best


def _read_present_year(
    points: pl.DataFrame, whole: dict[int, float], known: tuple[int, int, FloatArray]
) -> tuple[int | None, int, float | None, FloatArray]:
    """The year after the last whole one: which, through which month, what it has brought; and the share that the same
    months had in each earlier year. Read from its months or quarters where they reach as far as what was printed."""
    cells, first_year, periods = known
    begun = len(periods) % cells if cells else 0
    year, through = first_year + len(periods) // cells if begun else 0, 0
    if begun:
        through = (MONTHS if cells == len(MONTHS) else QUARTERS)[begun - 1][1]
    sums = points.filter(pl.col("flow"), pl.col("start") == 1)
    parts = sums.filter(pl.col("year") > max(whole, default=0)).sort("year", "end")
    if not parts.is_empty() and (year, through) <= parts.select("year", "end").row(-1):
        year, through, so_far = parts.select("year", "end", "value").row(-1)
        same = sums.filter(pl.col("end") == through).select("year", "value").iter_rows()
        shares = np.array([value / whole[past] for past, value in same if whole.get(past)])
        return year, through, so_far, shares[(shares > 0) & (shares < 1)]
    if not begun or year in whole:
        return None, 0, None, np.empty(0)
    earlier = periods[:-begun].reshape(-1, cells)
    return year, through, float(periods[-begun:].sum()), earlier[:, :begun].sum(axis=1) / earlier.sum(axis=1)


def _read_latest(points: pl.DataFrame) -> tuple[int, float] | None:
    """Year and value of the point that ends last."""
    ordered = points.sort("year", "end")
    return None if ordered.is_empty() else ordered.select("year", "value").row(-1)


def _name_gap(key: SeriesKey, missing: str, points: pl.DataFrame) -> Problem:
    """A year that is missing, at the first figure after it."""
    row = points.filter(pl.col("year") > int(missing))["row"][0]
    slots = {"subject": key.subject, "indicator": key.indicator}
    return Problem("series_gap", "observations", _FILE, int(row) + 2, "period", missing, slots)
