"""Ranks and grades of totals: shares, lines or two stages, with their rounding and ties. Matrices of firms × runs.

One run is a column, so that a thousand re-weightings are cut as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from liantu.score.scheme import Cutting

Matrix = NDArray[np.float64]
Codes = NDArray[np.int64]
#: Totals that differ by less are the same: what is left of adding in another order or another currency.
_SAME = 9
_ROUNDING = {"floor": ROUND_FLOOR, "ceil": ROUND_CEILING, "half_up": ROUND_HALF_UP}


def places(total: Matrix, ties: str = "better", then: tuple[Matrix, ...] = ()) -> Codes:
    """The place of each firm in each run, best first, from 1.

    Ties are first looked at by ``then``; what is still alike shares the better or the worse place, or keeps its order.
    """
    keys = [_rounded_runs(one) for one in (total, *then)]
    firms = total.shape[0]
    order = _order(keys, ties)
    position = np.arange(1, firms + 1, dtype=np.int64)
    shared = np.broadcast_to(position, order.shape)
    if ties != "order" and firms:
        first = np.ones(order.shape, dtype=bool)
        first[:, 1:] = False
        for key in keys:
            ordered = np.take_along_axis(key, order, axis=1)
            first[:, 1:] |= ordered[:, 1:] != ordered[:, :-1]
        if ties == "better":
            shared = np.maximum.accumulate(np.where(first, position, 0), axis=1)
        else:
            last = np.ones(order.shape, dtype=bool)
            last[:, :-1] = first[:, 1:]
            shared = np.minimum.accumulate(np.where(last, position, firms)[:, ::-1], axis=1)[:, ::-1]
    result = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(result, order, shared, axis=1)
    return result.T


def cut(total: Matrix, by: Mapping[str, Matrix], cutting: Cutting) -> Codes:
    """The grade of each firm of one pool in each run, as its place in ``cutting.grades``.

    ``by`` holds the points of the indicators that ties or stages look at.
    """
    if cutting.rule == "scores":
        return _by_score(total, cutting)
    if cutting.rule == "stages":
        return _by_stages(total, by, cutting)
    then = tuple(by[name] for name in cutting.tie_break)
    place = places(total, cutting.ties, then)
    lines = np.array(lowest_places(cutting, total.shape[0])[:-1], dtype=np.int64)
    return np.searchsorted(lines, place, side="left").astype(np.int64)


def lowest_places(cutting: Cutting, firms: int) -> list[int]:
    """The last place of each grade when so many firms are graded."""
    shares = [Decimal(str(line.share)) for line in cutting.grades if line.share is not None][: len(cutting.grades) - 1]
    modes = [line.rounding or cutting.rounding for line in cutting.grades]
    places, taken, share = [], 0, Decimal(0)
    for one, mode in zip(shares, modes, strict=False):
        share += one
        exact = taken + one * firms / 100 if cutting.counts == "each" else share * firms / 100
        taken = min(max(_rounded(exact, mode), taken), firms)
        places.append(taken)
    return [*places, firms]


def _rounded(exact: Decimal, mode: str) -> int:
    return int(exact.to_integral_value(_ROUNDING[mode]))


def _by_score(total: Matrix, cutting: Cutting) -> Codes:
    rounded = np.round(total, _SAME)
    lines = [line.score for line in cutting.grades if line.score is not None]
    grades = np.zeros(total.shape, dtype=np.int64)
    for line in lines:
        grades += rounded < line if cutting.boundary == "inclusive" else rounded <= line
    return grades


def _by_stages(total: Matrix, by: Mapping[str, Matrix], cutting: Cutting) -> Codes:
    """From an end of the ranking, some firms by other points; the rest is the grade that no stage gives."""
    names = [line.grade for line in cutting.grades]
    rest = next(at for at, name in enumerate(names) if name not in {stage.grade for stage in cutting.stages})
    firms = total.shape[0]
    grades = np.full(total.shape, rest, dtype=np.int64)
    for stage in cutting.stages:
        mode = stage.rounding or cutting.rounding
        sign = 1.0 if stage.end == "best" else -1.0
        among = _rounded(Decimal(str(stage.among)) * firms / 100, "half_up")
        wanted = _rounded(Decimal(str(stage.share)) * firms / 100, mode)
        half = places(sign * total, "order") <= among
        points = sign * np.sum([by[name] for name in stage.by], axis=0)
        inside = np.where(half, points, -np.inf)
        chosen = (places(inside, "order", (sign * total,)) <= wanted) & half
        grades = np.where(chosen & (grades == rest), names.index(stage.grade), grades)
    return grades


def _rounded_runs(total: Matrix) -> Matrix:
    """Runs × firms, so that the firms of a run lie together in memory."""
    return np.asarray(np.round(np.ascontiguousarray(total.T), _SAME), np.float64)


def _order(keys: list[Matrix], ties: str) -> NDArray[np.int64]:
    """In each run the firms from best to worst by the first key, then the next; otherwise as they stand."""
    if len(keys) == 1:
        return np.argsort(-keys[0], axis=1, kind="stable" if ties == "order" else None)
    return np.lexsort([-key for key in reversed(keys)], axis=-1)
