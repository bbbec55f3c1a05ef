"""What is published at once: the microdata behind it, its tables, and what they may not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from liantu.disclosure.table_cells import FIRMS, Cells, Measure, Ratio, build_cells
from liantu.model.problems import Problem


@dataclass(frozen=True)
class Release:
    """Microdata, a row a firm, and which tables of them are asked for. ``period`` keeps years apart."""

    microdata: pl.DataFrame = field(repr=False)
    breakdowns: tuple[tuple[str, ...], ...]
    measures: tuple[Measure, ...]
    firm: str = "firm"
    period: str = ""

    @cached_property
    def cells(self) -> tuple[Cells, ...]:
        """The cells of each breakdown."""
        return tuple(build_cells(self.microdata, breakdown) for breakdown in self.breakdowns)

    def columns(self) -> list[str]:
        """The columns that are summed, each once; the parts of a ratio too."""
        parts = [[m.numerator, m.denominator] if isinstance(m, Ratio) else [m] for m in self.measures]
        return list(dict.fromkeys(column for part in parts for column in part))

    @cached_property
    def quantities(self) -> dict[str, list[str]]:
        """What is summed, each once, with the columns that hold it."""
        found: dict[str, dict[str, None]] = {}
        for measure in self.measures:
            if isinstance(measure, Ratio):
                for quantity, column in zip(measure.quantities, (measure.numerator, measure.denominator), strict=True):
                    found.setdefault(quantity, {})[column] = None
            else:
                found.setdefault(measure, {})[measure] = None
        return {quantity: [*columns] for quantity, columns in found.items()}

    def values(self, quantity: str) -> np.ndarray:
        """What is summed by row, NaN where no column knows it; ones to count firms."""
        if quantity == FIRMS:
            return np.ones(self.microdata.height)
        columns = [pl.col(column).cast(pl.Float64) for column in self.quantities[quantity]]
        return self.microdata.select(pl.coalesce(columns).fill_null(np.nan)).to_series().to_numpy()

    def uses(self, quantity: str) -> Iterator[tuple[str, np.ndarray]]:
        """The measures that sum a quantity, and the rows that count in each."""
        known = ~np.isnan(self.values(quantity))
        for measure in self.measures:
            if isinstance(measure, Ratio):
                if quantity in measure.quantities:
                    yield measure.name, self._is_known(measure.numerator) & self._is_known(measure.denominator)
            elif measure == quantity:
                yield quantity, known

    def _is_known(self, column: str) -> np.ndarray:
        if column == FIRMS:
            return np.ones(self.microdata.height, bool)
        return self.microdata[column].is_not_null().to_numpy()

    def wrong(self) -> list[Problem]:
        """Why no table can be made: a firm on two rows, or on none."""
        firms = self.microdata[self.firm]
        twice = firms.filter(firms.is_duplicated() | firms.is_null()).unique().fill_null("").sort()
        return [Problem("firm_twice", column=self.firm, value=str(name)) for name in twice]


@dataclass(frozen=True)
class ProtectedTables:
    """Tables that may leave the house, one a breakdown, and what could not be protected.

    Each table has the columns of its breakdown (text; null is the total, "" not known), ``measure``, ``value`` (null
    when not shown) and ``state``: shown, missing (no firm has a value), or why it is blank: small, zero, dominant,
    complement (hidden so that another cell is not found by subtraction) or differenced (the same beside an earlier
    table). The ``original`` stays in the house; the reasons too: outside, one mark stands for them all.
    """

    tables: tuple[pl.DataFrame, ...]
    problems: tuple[Problem, ...]
    original: Release = field(repr=False)


def build_release(
    microdata: pl.DataFrame,
    breakdowns: Sequence[Sequence[str]],
    measures: Sequence[Measure],
    firm: str,
    period: str,
) -> Release:
    """What is asked for, with tuples for lists."""
    return Release(microdata, tuple(tuple(names) for names in breakdowns), tuple(measures), firm, period)
