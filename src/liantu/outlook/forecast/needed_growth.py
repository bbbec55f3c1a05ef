"""The growth that a target needs, from a base that is known or from each base that is possible."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import polars as pl

from liantu.model.sampling import FloatArray
from liantu.model.units import FIRMS
from liantu.outlook.figures.published_figures import FLOWS
from liantu.outlook.forecast.series import Series

#: A base that nobody has published is tried from this part of the target on.
_FROM = 0.5
#: How many round numbers are tried at the least.
_FEWEST = 5
#: Of fewer firms than this no growth is told: one more of five is 20 %.
_FEW = 100


def compute_needed_growth(base: float | FloatArray, target: float, years: int) -> float | FloatArray:
    """The growth a year, in parts of one, that leads from a base to a target in so many years.

    >>> round(compute_needed_growth(2500.0, 4000.0, 4), 4)
    0.1247
    """
    return (target / base) ** (1 / years) - 1


def counts_few(value: float, unit: str | None) -> bool:
    """Whether a target is of so few firms that what is needed is told as a number and not as a growth.

    >>> counts_few(8.0, FIRMS[0]), counts_few(300.0, FIRMS[0]), counts_few(8.0, "%")
    (True, False, False)
    """
    return unit in FIRMS and value < _FEW


def list_possible_bases(target: float, least: float = 0.0, *, whole: bool = False) -> list[float]:
    """Round bases from half of a target up to it, none below ``least``, which is known already; with ``whole`` whole
    numbers alone, as firms are counted.

    >>> list_possible_bases(2100.0)
    [1200.0, 1400.0, 1600.0, 1800.0, 2000.0]
    >>> list_possible_bases(130.0, 84.92), list_possible_bases(1.0, whole=True)
    ([90.0, 100.0, 110.0, 120.0, 130.0], [0.0])
    """
    if whole and target <= _FEWEST:
        return [float(count) for count in range(math.ceil(least), math.ceil(target))]
    bases = round_levels(max(target * _FROM, least), target)
    return [base for base in bases if not whole or base.is_integer()]


def find_least_bases(targets: pl.DataFrame, series: Iterable[Series], base_year: int) -> dict[str, float]:
    """What a year has brought at the least, by target: of what only adds up the months known of the target's own scope,
    and of a target without scope those of any, since a part is not more than its whole."""
    found: dict[str, float] = {}
    for known_series in series:
        known = known_series.whole.get(base_year, known_series.so_far if known_series.year == base_year else None)
        if known is None or known_series.kind not in FLOWS:
            continue
        for target, *names, scope in targets.select("target", "subject", "indicator", "product", "scope").iter_rows():
            same = (known_series.key.subject, known_series.key.indicator, known_series.key.product) == (*names,)
            if same and scope in (None, known_series.key.scope):
                found[target] = max(known, found.get(target, 0.0))
    return found


def tabulate_bases(targets: pl.DataFrame, base_year: int, least: Mapping[str, float]) -> pl.DataFrame:
    """Targets (target, subject, indicator, scope, year, value, unit) by each possible base of a year, with what it
    would still need (``needed``) and the ``growth`` a year, in per cent, that would lead there; null of few firms.
    No base is below the ``least`` that is known of the target's."""
    columns = ("target", "subject", "indicator", "scope", "year", "value", "unit")
    rows = [
        (*row, base_year, base, value - base, None if few else growth)
        for row in targets.select(columns).iter_rows()
        for year, value, unit in [row[4:]]
        for few in [counts_few(value, unit)]
        for base in list_possible_bases(value, least.get(row[0], 0.0), whole=unit in FIRMS)
        for growth in [100 * float(compute_needed_growth(base, value, year - base_year)) if base else None]
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
