"""Where a run stands between two steps: the values so far, and the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from liantu.outlook.index.inputs import IndexData, Matrix
from liantu.outlook.index.records import CellMark, StepRecord
from liantu.outlook.index.scheme import IndexNode, IndexScheme


@dataclass(frozen=True)
class IndexState:
    """The values after some steps. ``weights`` is one number a node, in the order of the scheme, once it is weighed."""

    scheme: IndexScheme
    data: IndexData
    weights: Matrix | None = None
    marks: tuple[CellMark, ...] = ()
    records: tuple[StepRecord, ...] = ()

    @property
    def indicators(self) -> tuple[IndexNode, ...]:
        """The indicators, a column each."""
        return self.scheme.indicators

    def with_values(self, values: Matrix) -> IndexState:
        """The state with other values."""
        return replace(self, data=replace(self.data, values=values))

    def with_log(self, records: Iterable[StepRecord] = (), marks: Iterable[CellMark] = ()) -> IndexState:
        """The state with more lines in its log."""
        return replace(self, records=(*self.records, *records), marks=(*self.marks, *marks))

    def mark_cells(self, mark: str, after: Matrix, where: NDArray[np.bool_]) -> list[CellMark]:
        """A mark for each cell of ``where``, with its value now and in ``after``."""
        data, before = self.data, self.data.values
        return [
            CellMark(
                mark,
                data.units[row],
                data.times[row],
                self.indicators[column].id,
                _number_or_none(before[row, column]),
                _number_or_none(after[row, column]),
            )
            for row, column in np.argwhere(where)
        ]


def _number_or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
