"""The year from the part of it that is known: so far ÷ the usual share of the year, with the spread of that share."""

from __future__ import annotations

import numpy as np

from liantu.model.sampling import FloatArray
from liantu.outlook.forecast.likely_range import NORMAL_P90, LikelyRange

#: How much of a range over districts is left within one: of its years, before they are known.
_WITHIN = 0.35
#: So many years' worth of knowledge stands behind that.
_PRIOR_YEARS = 4
#: A year is never beyond so many times what it has brought (a logarithm).
_LARGEST = 5.0


def draw_year(
    so_far: float, past_shares: FloatArray, usual: LikelyRange | None, random: np.random.Generator, draws: int
) -> FloatArray:
    """Draws of the whole year from what it has brought so far.

    ``past_shares`` are the shares that the same part had in earlier years; ``usual`` is the share as the reference
    class has it, None where it says nothing: then two earlier years are needed. Without earlier years the range is
    all there is, and the forecast is no better than it. With them the mean share is normal in logarithms around
    theirs, drawn towards the class as a mean of few is, with Student's t for what two or three say of a spread.
    """
    count = len(past_shares)
    if not count:
        if usual is None:
            raise ValueError("neither earlier years nor a usual share")
        return so_far / usual.draw(random.standard_normal(draws))
    ratios = np.log(1 / past_shares)
    if usual is None:
        if count < 2:
            raise ValueError("one earlier year says nothing of the spread")
        variance, freedom = float(ratios.var(ddof=1)), count - 1
        middle, error = float(ratios.mean()), variance / count
    else:
        between = float(np.log(usual.high / usual.low)) / (2 * NORMAL_P90)
        freedom = _PRIOR_YEARS + count - 1
        squares = float(((ratios - ratios.mean()) ** 2).sum())
        variance = (_PRIOR_YEARS * (_WITHIN * between) ** 2 + squares) / freedom
        precision = 1 / between**2 + count / variance
        middle = float((-np.log(usual.typical) / between**2 + ratios.sum() / variance) / precision)
        error = 1 / precision
    drawn = middle + np.sqrt(variance + error) * random.standard_t(freedom, draws)
    # the year is no less than what it has brought, and Student's t with one degree knows no bounds
    return np.asarray(so_far * np.exp(np.clip(drawn, 0.0, _LARGEST)))


def repeat_last_year(last: FloatArray, so_far: FloatArray) -> float:
    """The year by the seasonal naive rule: what is known, and last year's figures for what is not.

    >>> repeat_last_year(np.array([10.0, 20.0, 30.0, 40.0]), np.array([11.0, 22.0]))
    103.0
    """
    return float(so_far.sum() + last[len(so_far) :].sum())


def divide_by_share(past: FloatArray, so_far: FloatArray) -> float:
    """The year by the usual share: what is known, over the mean share of the same periods in past years.

    >>> divide_by_share(np.array([[10.0, 20.0, 30.0, 40.0]]), np.array([11.0, 22.0]))
    110.0
    """
    shares = past[:, : len(so_far)].sum(axis=1) / past.sum(axis=1)
    return float(so_far.sum() / shares.mean())
