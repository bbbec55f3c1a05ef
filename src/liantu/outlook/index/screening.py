"""Screen: a unit that has too few of the indicators is left out, and said to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from liantu.model.problems import Problem, Problems
from liantu.outlook.index.records import CellMark
from liantu.outlook.index.scheme import IndexStep
from liantu.outlook.index.state import IndexState

#: Less than this a share is not short of a limit: ninety of a hundred is 90 %.
_ROUNDING = 1e-12


def screen(state: IndexState, step: IndexStep) -> IndexState:
    """The units that have at least the ``share`` of the indicators. Raises Problems when none has."""
    data = state.data
    share = np.mean(~np.isnan(data.values), axis=1)
    enough = share >= (step.number("share") or 0.0) - _ROUNDING
    if not enough.any():
        raise Problems([Problem("index_nothing_left")])
    marks = [
        CellMark("screened_out", data.units[row], data.times[row], "", float(share[row]), None)
        for row in np.flatnonzero(~enough)
    ]
    return replace(state, data=data.select(np.flatnonzero(enough))).with_log(marks=marks)
