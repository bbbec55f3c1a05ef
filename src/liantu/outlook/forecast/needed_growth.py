"""The growth that a target needs, from a base that is known or from each base that is possible."""

from __future__ import annotations

import math

import polars as pl

from liantu.model.sampling import FloatArray

#: A base that nobody has published is tried from this part of the target on.
_FROM = 0.5
#: How many round numbers are tried at the least.
_FEWEST = 5


def compute_needed_growth(base: float | FloatArray, target: float, years: int) -> float | FloatArray:
    """The growth a year, in parts of one, that leads from a base to a target in so many years.

    >>> round(compute_needed_growth(2500.0, 4000.0, 4), 4)
    0.1247
    """
    return (target / base) ** (1 / years) - 1


def list_possible_bases(target: float) -> list[float]:
    """Round bases from half of a target up to it.

    >>> list_possible_bases(2100.0)
    [1200.0, 1400.0, 1600.0, 1800.0, 2000.0]
    """
    return round_levels(target * _FROM, target)


def tabulate_bases(targets: pl.DataFrame, base_year: int) -> pl.DataFrame:
    """Targets (target, subject, indicator, scope, year, value, unit) by each possible base of a year, with what it
    would still need (``needed``) and the ``growth`` a year, in per cent, that would lead there."""
    columns = ("target", "subject", "indicator", "scope", "year", "value", "unit")
    rows = [
        (*row, base_year, base, value - base, 100 * float(compute_needed_growth(base, value, year - base_year)))
        for row in targets.select(columns).iter_rows()
        for year, value in [row[4:6]]
        for base in list_possible_bases(value)
    ]
    added = {"base_year": pl.Int64, **dict.fromkeys(("base", "needed", "growth"), pl.Float64)}
    schema: dict[str, pl.DataType | type[pl.DataType]] = {**targets.select(columns).schema, **added}
    return pl.DataFrame(rows, schema=schema, orient="row")


def round_levels(lowest: float, highest: float) -> list[float]:
    """Five round numbers or more within a range, by the largest step of 1, 2 or 5 that gives so many.

    >>> round_levels(5.0, 10.0)
    [5.0, 6.0, 7.0, 8.0, 9.0, 10.0]
    """
    if highest <= lowest:
        return [lowest]
    power = math.floor(math.log10(highest - lowest))
    steps = (digit * 10.0 ** (power + shift) for shift in (0, -1) for digit in (5, 2, 1))
    step = next(size for size in steps if _count(lowest, highest, size) >= _FEWEST)
    first = math.ceil(lowest / step - 1e-9)
    return [round((first + number) * step, 12) for number in range(_count(lowest, highest, step))]


def _count(lowest: float, highest: float, step: float) -> int:
    return math.floor(highest / step + 1e-9) - math.ceil(lowest / step - 1e-9) + 1
