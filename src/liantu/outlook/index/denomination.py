"""Denominate: indicators that grow with the size of a unit are divided by area, people or output."""

from __future__ import annotations

import numpy as np

from liantu.outlook.index.records import StepRecord
from liantu.outlook.index.scheme import IndexStep
from liantu.outlook.index.state import IndexState


def denominate(state: IndexState, step: IndexStep) -> IndexState:
    """Each indicator that names a denominator, divided by it; without the denominator of a unit it is missing there,
    and the log says of how many values."""
    divided = [column for column, node in enumerate(state.indicators) if node.denominator]
    if not divided:
        return state.with_log([StepRecord(step.name, step.method or "", "skipped", "nothing_to_do")])
    by = np.column_stack([state.data.denominators[state.indicators[column].denominator] for column in divided])
    values = state.data.values.copy()
    values[:, divided] /= by
    lost = (np.isnan(values) & ~np.isnan(state.data.values))[:, divided].sum(axis=0)
    records = [
        StepRecord(step.name, step.method or "", "skipped", "no_denominator", state.indicators[column].id, str(count))
        for column, count in zip(divided, lost, strict=True)
        if count
    ]
    return state.with_values(values).with_log(records)
