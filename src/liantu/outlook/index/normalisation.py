"""Normalise: every indicator on one scale on which more is better.

``min_max``: between the bounds of the sample, or fixed ones. ``efficacy`` (功效系数): the same, from 60 points at the
worse bound to 100 at the better. ``z_score``: deviations of the sample from its mean. ``rank``: the share of units that
are worse. ``ratio_to_mean``: times the mean; where less is better, as far below it. ``target_distance``: how much of
the way from the worst unit to the target is covered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from liantu.model.problems import Problem, Problems
from liantu.outlook.index.inputs import Matrix
from liantu.outlook.index.ranks import rank_rows
from liantu.outlook.index.records import CellMark, StepRecord
from liantu.outlook.index.scheme import IndexNode, IndexStep
from liantu.outlook.index.state import IndexState

#: The ends of each method's scale unless a scheme says otherwise.
SCALES: Mapping[str, tuple[float, float]] = {
    "min_max": (0.0, 100.0),
    "efficacy": (60.0, 100.0),
    "z_score": (0.0, 1.0),
    "rank": (0.0, 100.0),
    "ratio_to_mean": (0.0, 100.0),
    "target_distance": (0.0, 100.0),
}
#: Methods that fixed bounds of an indicator take part in.
_BOUNDED = ("min_max", "efficacy")


def normalise(state: IndexState, step: IndexStep) -> IndexState:
    """Every indicator on the scale of the method; one that is the same everywhere has no place on it and is set aside.

    Raises Problems when ``target_distance`` is asked of an indicator without a target.
    """
    method, nodes = step.method or "", state.indicators
    if method == "target_distance":
        _check_targets(nodes)
    low, high = (
        stated if (stated := step.number(name)) is not None else default
        for name, default in zip(("low", "high"), SCALES[method], strict=True)
    )
    direction = np.array([float(node.direction) for node in nodes])
    with np.errstate(invalid="ignore", divide="ignore"):
        place = _PLACES[method](state.data.values * direction, direction, nodes)
        scores = low + (high - low) * place
    scores = np.where(np.isfinite(scores), scores, np.nan)
    idle = np.isnan(scores).all(axis=0) & ~np.isnan(state.data.values).all(axis=0)
    marks = [CellMark("set_aside", "", "", nodes[column].id, None, None) for column in np.flatnonzero(idle)]
    records = [
        StepRecord(step.name, method, "skipped", "no_spread", nodes[column].id) for column in np.flatnonzero(idle)
    ]
    records += _record_bounds(step, nodes)
    return state.with_values(scores).with_log(records, marks)


def _record_bounds(step: IndexStep, nodes: tuple[IndexNode, ...]) -> list[StepRecord]:
    """Where the bounds are those of the sample; and where the ends of the scale were not stated."""
    method, records = step.method or "", []
    if method in _BOUNDED:
        free = [node.id for node in nodes if node.low is None or node.high is None]
        if free:
            records.append(StepRecord(step.name, method, "defaulted", "sample_bounds", "", str(len(free))))
    for name, default in zip(("low", "high"), SCALES[method], strict=True):
        if step.number(name) is None:
            records.append(StepRecord(step.name, method, "defaulted", "default_parameter", name, f"{default:g}"))
    return records


def _between_bounds(upright: Matrix, direction: Matrix, nodes: tuple[IndexNode, ...]) -> Matrix:
    worse, better = _bounds(upright, direction, nodes)
    return np.asarray((upright - worse) / np.where(better > worse, better - worse, np.nan))


def _bounds(upright: Matrix, direction: Matrix, nodes: tuple[IndexNode, ...]) -> tuple[Matrix, Matrix]:
    """The worse and the better bound of each indicator, turned so that more is better."""
    fixed_low = np.array([np.nan if node.low is None else node.low for node in nodes])
    fixed_high = np.array([np.nan if node.high is None else node.high for node in nodes])
    worse = np.where(direction > 0, fixed_low, -fixed_high)
    better = np.where(direction > 0, fixed_high, -fixed_low)
    return (
        np.where(np.isnan(worse), np.fmin.reduce(upright, axis=0), worse),
        np.where(np.isnan(better), np.fmax.reduce(upright, axis=0), better),
    )


def _deviations(upright: Matrix, direction: Matrix, nodes: tuple[IndexNode, ...]) -> Matrix:
    count = np.count_nonzero(~np.isnan(upright), axis=0)
    centred = upright - np.nansum(upright, axis=0) / count
    spread = np.sqrt(np.nansum(centred**2, axis=0) / (count - 1))
    return np.asarray(centred / np.where(_has_spread(upright), spread, np.nan))


def _ranks(upright: Matrix, direction: Matrix, nodes: tuple[IndexNode, ...]) -> Matrix:
    worse = rank_rows(-upright.T, [""] * len(upright)).T - 1
    others = np.count_nonzero(~np.isnan(upright), axis=0) - 1.0
    return np.where(np.isnan(upright) | ~_has_spread(upright), np.nan, worse / others)


def _ratios(upright: Matrix, direction: Matrix, nodes: tuple[IndexNode, ...]) -> Matrix:
    mean = np.nansum(upright, axis=0) / np.count_nonzero(~np.isnan(upright), axis=0) * direction
    return np.asarray(np.where(direction > 0, 0.0, 2.0) + upright / mean)


def _target_shares(upright: Matrix, direction: Matrix, nodes: tuple[IndexNode, ...]) -> Matrix:
    worst = np.fmin.reduce(upright, axis=0)
    target = np.array([node.target or 0.0 for node in nodes]) * direction
    return np.asarray((upright - worst) / np.where(target > worst, target - worst, np.nan))


def _has_spread(values: Matrix) -> NDArray[np.bool_]:
    return np.asarray(np.fmax.reduce(values, axis=0) > np.fmin.reduce(values, axis=0))


def _check_targets(nodes: tuple[IndexNode, ...]) -> None:
    lacking = [node.id for node in nodes if node.target is None]
    if lacking:
        raise Problems([Problem("index_no_target", value=", ".join(lacking))])


_PLACES: Mapping[str, Callable[[Matrix, Matrix, tuple[IndexNode, ...]], Matrix]] = {
    "min_max": _between_bounds,
    "efficacy": _between_bounds,
    "z_score": _deviations,
    "rank": _ranks,
    "ratio_to_mean": _ratios,
    "target_distance": _target_shares,
}
