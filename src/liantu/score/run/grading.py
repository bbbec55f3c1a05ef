"""Ranks and grades of totals: shares, lines or two stages, with their rounding and ties. Matrices of firms × runs.

One run is a column, so that a thousand re-weightings are cut as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from liantu.score.run.ranks import SAME, sort_best_first
from liantu.score.scheme.grading_rules import Cutting, GradingStage

Matrix = NDArray[np.float64]
Places = NDArray[np.int32]
Codes = NDArray[np.int16]
_ROUNDING = {"floor": ROUND_FLOOR, "ceil": ROUND_CEILING, "half_up": ROUND_HALF_UP}


def rank_totals(total: Matrix, ties: str = "better", then: tuple[Matrix, ...] = ()) -> Places:
    """The place of each firm in each run, best first, from 1.

    Ties are first looked at by ``then``; what is still alike shares the better or the worse place, or keeps its order.
    """
    order, first = sort_best_first([total, *then])
    runs, firms = order.shape
    position = np.arange(1, firms + 1, dtype=np.int32)
    shared = np.broadcast_to(position, order.shape)
    if ties == "better" and not first.all():
        shared = np.maximum.accumulate(np.where(first, position, 0), axis=1)
    elif ties == "worse" and not first.all():
        last = np.ones(order.shape, dtype=bool)
        last[:, :-1] = first[:, 1:]
        shared = np.minimum.accumulate(np.where(last, position, firms)[:, ::-1], axis=1)[:, ::-1]
    result = np.empty(runs * firms, dtype=np.int32)
    result[(order + firms * np.arange(runs)[:, None]).ravel()] = shared.ravel()
    return result.reshape(runs, firms).T


def assign_grades(total: Matrix, by: Mapping[str, Matrix], cutting: Cutting, known: Places | None = None) -> Codes:
    """The grade of each firm of one pool in each run, as its place in ``cutting.grades``.

    ``by`` holds the points of the indicators that ties or stages look at, ``known`` the places where they are known.
    """
    if cutting.rule == "scores":
        return _grade_by_score(total, cutting)
    if cutting.rule == "stages":
        return _grade_by_stages(total, by, cutting)
    then = tuple(by[name] for name in cutting.tie_break)
    place = rank_totals(total, cutting.ties, then) if known is None else known
    grades = np.zeros(place.shape, dtype=np.int16)
    for line in find_lowest_places(cutting, total.shape[0])[:-1]:
        grades += place > line
    return grades


def find_lowest_places(cutting: Cutting, firms: int) -> list[int]:
    """The last place of each grade when so many firms are graded; a number of firms stands below those above it."""
    places, taken, counted, share = list[int](), 0, 0, Decimal(0)
    for line in cutting.grades[:-1]:
        if line.firms is not None:
            counted += line.firms
            taken = min(taken + line.firms, firms)
        else:
            step = Decimal(str(line.share or 0))
            share += step
            exact = taken + step * firms / 100 if cutting.counts == "each" else counted + share * firms / 100
            taken = min(max(_rounded(exact, line.rounding or cutting.rounding), taken), firms)
        places.append(taken)
    return [*places, firms]


def _rounded(exact: Decimal, mode: str) -> int:
    return int(exact.to_integral_value(_ROUNDING[mode]))


def _grade_by_score(total: Matrix, cutting: Cutting) -> Codes:
    rounded = np.round(total, SAME)
    lines = [line.score for line in cutting.grades if line.score is not None]
    grades = np.zeros(total.shape, dtype=np.int16)
    for line in lines:
        grades += rounded < line if cutting.boundary == "inclusive" else rounded <= line
    return grades


def _grade_by_stages(total: Matrix, by: Mapping[str, Matrix], cutting: Cutting) -> Codes:
    """From an end of the ranking, some firms by other points; the rest is the grade that no stage gives."""
    names = [line.grade for line in cutting.grades]
    last = next(index for index, name in enumerate(names) if name not in {stage.grade for stage in cutting.stages})
    firms = total.shape[0]
    grades = np.full(total.shape, last, dtype=np.int16)
    for stage in cutting.stages:
        best, size = stage.end == "best", stage_quota(cutting, stage, firms)
        inside, points = stage_candidates(total, by, cutting, stage)
        again = rank_totals(np.where(inside, points, -np.inf if best else np.inf), cutting.ties, (total,))
        chosen = (again <= size if best else again > firms - size) & inside
        grades = np.where(chosen & (grades == last), names.index(stage.grade), grades)
    return grades


def stage_quota(cutting: Cutting, stage: GradingStage, firms: int) -> int:
    """How many of so many firms a stage takes."""
    return _rounded(Decimal(str(stage.share)) * firms / 100, stage.rounding or cutting.rounding)


def stage_candidates(
    total: Matrix, by: Mapping[str, Matrix], cutting: Cutting, stage: GradingStage
) -> tuple[NDArray[np.bool_], Matrix]:
    """Whom a stage looks at, and the points it looks at."""
    best = stage.end == "best"
    # the worse half is what the better half leaves of one and the same order
    among = stage.among if best else 100 - stage.among
    line = _rounded(Decimal(str(among)) * total.shape[0] / 100, "half_up")
    place = rank_totals(total, cutting.ties, tuple(by[name] for name in cutting.tie_break))
    points: Matrix = np.sum([by[name] for name in stage.by], axis=0)
    return (place <= line if best else place > line), points
