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

    def values(self, column: str) -> np.ndarray:
        """A column by row, NaN where it is not known; ones to count firms."""
        if column == FIRMS:
            return np.ones(self.microdata.height)
        return self.microdata[column].cast(pl.Float64).fill_null(np.nan).to_numpy()

    def uses(self, column: str) -> Iterator[tuple[str, np.ndarray]]:
        """The measures that sum a column, and the rows that count in each."""
        known = ~np.isnan(self.values(column))
        for measure in self.measures:
            if isinstance(measure, Ratio):
                if column in (measure.numerator, measure.denominator):
                    parts = self.values(measure.numerator), self.values(measure.denominator)
                    yield measure.name, ~np.isnan(parts[0]) & ~np.isnan(parts[1])
            elif measure == column:
                yield column, known

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
