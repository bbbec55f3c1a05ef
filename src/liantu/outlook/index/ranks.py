"""Ranks of rows, each among those of its time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from liantu.outlook.index.inputs import Matrix

#: Scores alike to so many decimals share a rank: they differ by the order of adding alone.
_DECIMALS = 9


def rank_scores(scores: Matrix, times: Sequence[str]) -> Matrix:
    """As ``rank_rows``, of scores that were added up."""
    return rank_rows(np.round(scores, _DECIMALS), times)


def rank_rows(values: Matrix, times: Sequence[str]) -> Matrix:
    """The rank of each row among those of its time, sets × rows: 1 is the highest, equals share the better; NaN none.

    >>> rank_rows(np.array([[3.0, 5.0, 3.0, np.nan]]), ["a"] * 4).tolist()
    [[2.0, 1.0, 2.0, nan]]
    """
    ranks = np.full(values.shape, np.nan)
    names = np.array(times)
    for time in np.unique(names):
        rows = np.flatnonzero(names == time)
        fallen = -values[:, rows]
        order = np.argsort(fallen, axis=1, kind="stable")
        in_order = np.take_along_axis(fallen, order, axis=1)
        first = np.ones(in_order.shape, dtype=bool)
        first[:, 1:] = in_order[:, 1:] != in_order[:, :-1]
        place = np.maximum.accumulate(np.where(first, np.arange(1.0, len(rows) + 1), 0.0), axis=1)
        back = np.empty_like(place)
        np.put_along_axis(back, order, place, axis=1)
        ranks[:, rows] = np.where(np.isnan(fallen), np.nan, back)
    return ranks
