"""The data of an index as an engine takes it: a matrix of units by indicators, with denominators and groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class IndexData:
    """A row a unit and time. ``values`` is rows × indicators, in the order of the scheme; NaN is missing.

    ``groups`` holds the class of each row by the name of the grouping, ``denominators`` a number of each row.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    times: tuple[str, ...]
    values: Matrix
    denominators: Mapping[str, Matrix]
    groups: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.units)

    def select(self, rows: Positions) -> IndexData:
        """The data of some rows."""
        return replace(
            self,
            units=tuple(self.units[row] for row in rows),
            names=tuple(self.names[row] for row in rows),
            times=tuple(self.times[row] for row in rows),
            values=self.values[rows],
            denominators={name: column[rows] for name, column in self.denominators.items()},
            groups={name: tuple(classes[row] for row in rows) for name, classes in self.groups.items()},
        )
