"""Denominate: indicators that grow with the size of a unit are divided by area, people or output."""

from __future__ import annotations

import numpy as np

from liantu.outlook.index.records import StepRecord
from liantu.outlook.index.scheme import IndexStep
from liantu.outlook.index.state import IndexState


def denominate(state: IndexState, step: IndexStep) -> IndexState:
    """Each indicator that names a denominator, divided by it; without the denominator of a unit it is missing there."""
    divided = [column for column, node in enumerate(state.indicators) if node.denominator]
    if not divided:
        return state.with_log([StepRecord(step.name, step.method or "", "skipped", "nothing_to_do")])
    by = np.column_stack([state.data.denominators[state.indicators[column].denominator] for column in divided])
    values = state.data.values.copy()
    values[:, divided] /= by
    return state.with_values(values)
