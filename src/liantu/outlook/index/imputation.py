"""Impute: a missing value is the mean or median of its group at the same time, or of all units; every one is marked."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

from liantu.outlook.index.inputs import IndexData, Matrix
from liantu.outlook.index.records import StepRecord
from liantu.outlook.index.scheme import IndexStep
from liantu.outlook.index.state import IndexState


def impute(state: IndexState, step: IndexStep) -> IndexState:
    """Every missing value filled from the units of its group at its time; what none of the group has stays missing."""
    data, method = state.data, step.method or ""
    missing = np.isnan(data.values)
    if not missing.any():
        return state.with_log([StepRecord(step.name, method, "skipped", "nothing_to_do")])
    records = []
    classes: tuple[str, ...] = ("",) * data.size
    if method.startswith("group_") and not data.groups:
        records.append(StepRecord(step.name, method, "defaulted", "no_groups", "group"))
    elif method.startswith("group_"):
        group = step.word("group")
        if group is None:
            group = find_coarsest_group(data)
            records.append(StepRecord(step.name, method, "defaulted", "coarsest_group", "group", group))
        classes = data.groups[group]
    filled = _fill(data, missing, classes, method.endswith("median"))
    still = np.isnan(filled)
    records += [
        StepRecord(step.name, method, "skipped", "no_group_value", node.id, str(count))
        for node, count in zip(state.indicators, still.sum(axis=0), strict=True)
        if count
    ]
    marks = state.mark_cells("imputed", filled, missing & ~still)
    return state.with_values(filled).with_log(records, marks)


def find_coarsest_group(data: IndexData) -> str:
    """The grouping with the fewest classes, so that a mean rests on many units; of equals the first."""
    return min(data.groups, key=lambda name: len(set(data.groups[name])))


def _fill(data: IndexData, missing: NDArray[np.bool_], classes: tuple[str, ...], median: bool) -> Matrix:
    filled = data.values.copy()
    keys = np.array([f"{name}\n{time}" for name, time in zip(classes, data.times, strict=True)])
    for key in np.unique(keys):
        rows = keys == key
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of nothing but blanks there is no mean: it stays missing
            typical = (np.nanmedian if median else np.nanmean)(data.values[rows], axis=0)
        filled[rows] = np.where(missing[rows], typical, filled[rows])
    return filled
