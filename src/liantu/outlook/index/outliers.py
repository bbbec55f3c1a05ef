"""Treat: an indicator that is skewed by a few units is winsorised, and where that does not help put on a log scale.

Skewness and excess kurtosis are those of a sample (the forms of Excel's SKEW and KURT). An indicator is treated when
both reach their limits. One value after the other (with those equal to it) is set to the next, on the side of the skew,
as many as ``values`` says and not one more. Still skewed, that is undone and the logarithm of the original taken,
log(x − least + range ÷ 100), as in the COIN Tool of the European Commission's Joint Research Centre.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from liantu.outlook.index.inputs import Matrix
from liantu.outlook.index.records import CellMark, StepRecord
from liantu.outlook.index.scheme import IndexStep
from liantu.outlook.index.state import IndexState

_LEAST_VALUES = 4


def treat(state: IndexState, step: IndexStep) -> IndexState:
    """The values with skewed indicators treated, cell by cell marked; an indicator with fixed bounds stays as it is."""
    values, method = state.data.values, step.method or ""
    few = np.count_nonzero(~np.isnan(values), axis=0) < _LEAST_VALUES
    fixed = np.array([node.low is not None and node.high is not None for node in state.indicators])
    fails = _find_skewed(values, step) & ~fixed
    records = [_record(state, step, column, "skipped", "too_few_values") for column in np.flatnonzero(few)]
    records += [_record(state, step, column, "skipped", "fixed_bounds") for column in np.flatnonzero(fixed & ~few)]
    if not fails.any():
        return state.with_log([*records, StepRecord(step.name, method, "skipped", "nothing_to_do")])
    treated = winsorise(values, fails, step) if method != "log" else values
    logged = np.zeros_like(fails) if method == "winsorise" else fails & _find_skewed(treated, step)
    treated = np.where(logged, take_log(values), treated)
    marks = state.mark_cells("winsorised", treated, _differ(values, treated) & ~logged)
    marks += [CellMark("logged", "", "", state.indicators[column].id, None, None) for column in np.flatnonzero(logged)]
    still = np.flatnonzero(fails & _find_skewed(treated, step))
    records += [_record(state, step, column, "done", "still_skewed") for column in still]
    return state.with_values(treated).with_log(records, marks)


def measure_skew(values: Matrix) -> tuple[Matrix, Matrix]:
    """Skewness and excess kurtosis of each column without its blanks; NaN of too few values or of no spread.

    >>> skewness, kurtosis = measure_skew(np.array([[1.0], [2.0], [3.0], [10.0]]))
    >>> round(float(skewness[0]), 4), round(float(kurtosis[0]), 4)
    (1.7636, 3.228)
    """
    present = ~np.isnan(values)
    n = present.sum(axis=0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        centred = np.where(present, values - np.where(present, values, 0).sum(axis=0) / n, 0)
        squares, cubes, fourths = ((centred**power).sum(axis=0) for power in (2, 3, 4))
        skewness = np.sqrt(n * (n - 1)) / (n - 2) * np.sqrt(n) * cubes / squares**1.5
        ratio = n * fourths / squares**2
        kurtosis = ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    few = n < _LEAST_VALUES
    return np.where(few, np.nan, skewness), np.where(few, np.nan, kurtosis)


def winsorise(values: Matrix, columns: NDArray[np.bool_], step: IndexStep) -> Matrix:
    """Some columns with outermost values set to the next ones, until they are no longer skewed or enough is set."""
    limit = step.number("values") or 0.0
    treated, open_columns = values.copy(), columns.copy()
    while open_columns.any():
        skewness, _ = measure_skew(treated)
        sign = np.where(skewness >= 0, 1.0, -1.0)
        upright = np.where(open_columns, treated * sign, np.nan)
        with np.errstate(invalid="ignore"):
            outermost = upright == np.nanmax(np.where(open_columns, upright, 0.0), axis=0)
            following = np.where(outermost | np.isnan(upright), -np.inf, upright).max(axis=0)
        drawn_in = np.where(outermost & open_columns, following * sign, treated)
        allowed = open_columns & np.isfinite(following) & (_differ(values, drawn_in).sum(axis=0) <= limit)
        treated = np.where(allowed, drawn_in, treated)
        open_columns = allowed & _find_skewed(treated, step)
    return treated


def take_log(values: Matrix) -> Matrix:
    """log(x − least + range ÷ 100) of each column."""
    with np.errstate(invalid="ignore", divide="ignore"):
        least, greatest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
        return np.asarray(np.log(values - least + 0.01 * (greatest - least)))


def _find_skewed(values: Matrix, step: IndexStep) -> NDArray[np.bool_]:
    skewness, kurtosis = measure_skew(values)
    with np.errstate(invalid="ignore"):
        return np.asarray(
            (np.abs(skewness) >= (step.number("skewness") or 0.0)) & (kurtosis >= (step.number("kurtosis") or 0.0))
        )


def _differ(values: Matrix, others: Matrix) -> NDArray[np.bool_]:
    return np.asarray((values != others) & ~np.isnan(values))


def _record(state: IndexState, step: IndexStep, column: np.intp, became: str, reason: str) -> StepRecord:
    return StepRecord(step.name, step.method or "", became, reason, state.indicators[column].id)
