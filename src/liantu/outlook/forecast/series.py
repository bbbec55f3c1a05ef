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


class _Period(NamedTuple):
    """The value of some months of a year, as a point (``list_points``) or as a single period; ``flow``, ``row``,
    ``observation`` and ``vintage`` are those of a point."""

    year: int
    start: int
    end: int
    value: float
    flow: bool | None = None
    row: int = 0
    observation: str = ""
    vintage: str | None = None


def assemble_series(points: pl.DataFrame, single: pl.DataFrame) -> Iterator[Series]:
    """Every series of points (``list_points``) with its single periods (``list_single_periods``)."""
    of_series: dict[SeriesKey, list[_Period]] = {}
    for *names, year, start, end, value in single.select(*KEY, "year", "start", "end", "value").iter_rows():
        if value is not None:
            of_series.setdefault(SeriesKey(*names), []).append(_Period(year, start, end, value))
    columns = ("year", "start", "end", "value", "flow", "row", "observation", "vintage")
    known: dict[SeriesKey, list[_Period]] = {}
    heads: dict[SeriesKey, tuple[str, str | None, bool]] = {}
    unread: dict[SeriesKey, int] = {}
    # A series has some dozens of points: read row by row, all of them take less than a frame of one.
    for unit, kind, *cells in points.select("unit", "kind", *KEY, *columns).iter_rows():
        key, point = SeriesKey(*cells[: len(KEY)]), _Period(*cells[len(KEY) :])
        heads.setdefault(key, (unit, kind, bool(point.flow)))
        found = known.setdefault(key, [])
        if point.value is None:
            unread.setdefault(key, point.row)
        else:
            found.append(point)
    for key, (unit, kind, flow) in heads.items():
        problems = (
            [Problem("series_mixed_units", "observations", _FILE, unread[key] + 2, "unit", key.indicator)]
            if key in unread
            else []
        )
        yield _assemble(key, (unit, kind, flow), known[key], of_series.get(key, []), problems)


def _assemble(
    key: SeriesKey,
    head: tuple[str, str | None, bool],
    points: list[_Period],
    single: list[_Period],
    problems: list[Problem],
) -> Series:
    whole = _read_years(points, single)
    years, yearly, gaps = _take_unbroken(whole)
    cells, first_year, periods = _take_periods(single)
    year, through, so_far, shares = _read_present_year(points, whole, (cells, first_year, periods))
    latest = max(points, key=lambda point: (point.year, point.end, point.start), default=None)
    return Series(
        key=key,
        unit=head[0],
        kind=head[1],
        flow=head[2],
        years=years,
        yearly=yearly,
        cells=cells,
        first_year=first_year,
        periods=periods,
        year=year,
        through=through,
        so_far=so_far,
        shares=shares,
        latest=(latest.year, latest.value) if latest else None,
        latest_month=latest.end if latest else 0,
        whole=whole,
        vintage=max((point.vintage for point in points if point.vintage is not None), default=None),
        observations=tuple(point.observation for point in points),
        problems=(*problems, *(_name_gap(key, gap, points) for gap in gaps)),
    )


def _read_years(points: list[_Period], single: list[_Period]) -> dict[int, float]:
    """The value of each whole year: printed, or the sum of its quarters; of what is no flow, its value in December."""
    printed = [point for point in points if point.end == 12 and (point.start == 1 or point.flow is False)]
    found = {point.year: point.value for point in sorted(printed, key=lambda point: -point.start)}
    quarters: dict[int, list[float]] = {}
    for period in single:
        if period.end - period.start == 2:
            quarters.setdefault(period.year, []).append(period.value)
    return {year: sum(values) for year, values in quarters.items() if len(values) == len(QUARTERS)} | found


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


def _take_periods(single: list[_Period]) -> tuple[int, int, FloatArray]:
    """The finest periods that reach as far as any: how many make a year, the first year, the values without a gap."""
    best: tuple[int, int, FloatArray] = (0, 0, np.empty(0))
    reach = -1
    for cells in (MONTHS, QUARTERS):
        numbers = {cell: number for number, cell in enumerate(cells)}
        found = {
            period.year * len(cells) + numbers[period.start, period.end]: period.value
            for period in single
            if (period.start, period.end) in numbers
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
    points: list[_Period], whole: dict[int, float], known: tuple[int, int, FloatArray]
) -> tuple[int | None, int, float | None, FloatArray]:
    """The year after the last whole one: which, through which month, what it has brought; and the share that the same
    months had in each earlier year. Read from its months or quarters where they reach as far as what was printed."""
    cells, first_year, periods = known
    begun = len(periods) % cells if cells else 0
    year, through = first_year + len(periods) // cells if begun else 0, 0
    if begun:
        through = (MONTHS if cells == len(MONTHS) else QUARTERS)[begun - 1][1]
    sums = [point for point in points if point.flow and point.start == 1]
    parts = [point for point in sums if point.year > max(whole, default=0)]
    last = max(parts, key=lambda point: (point.year, point.end), default=None)
    if last and (year, through) <= (last.year, last.end):
        return last.year, last.end, last.value, _compute_shares(sums, whole, last.end)
    if not begun or year in whole:
        return None, 0, None, np.empty(0)
    earlier = periods[:-begun].reshape(-1, cells)
    return year, through, float(periods[-begun:].sum()), earlier[:, :begun].sum(axis=1) / earlier.sum(axis=1)


def _compute_shares(sums: list[_Period], whole: dict[int, float], through: int) -> FloatArray:
    """The share that the months through one had in each year that is known as a whole."""
    same = [point for point in sums if point.end == through and whole.get(point.year)]
    shares = np.array([point.value / whole[point.year] for point in same])
    return shares[(shares > 0) & (shares < 1)]


def _name_gap(key: SeriesKey, missing: int, points: list[_Period]) -> Problem:
    """A year that is missing, at the first figure after it."""
    row = next(point.row for point in points if point.year > missing)
    slots = {"subject": key.subject, "indicator": key.indicator}
    return Problem("series_gap", "observations", _FILE, row + 2, "period", str(missing), slots)
