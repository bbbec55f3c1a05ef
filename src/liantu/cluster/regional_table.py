"""A table of regions by industry as a matrix without an unknown cell, and what had to be left out for that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class RegionalTable:
    """Amounts of one measure and period, regions (rows) by industries (columns), in ``unit``; every cell is known.

    ``left_regions`` and ``left_industries`` have a cell that is not known and are no part of it: what is not known is
    not zero, and a reference economy with a hole has no total.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    values: Matrix
    unit: str
    left_regions: tuple[str, ...] = ()
    left_industries: tuple[str, ...] = ()

    def select(self, regions: tuple[str, ...], industries: tuple[str, ...]) -> RegionalTable:
        """The same amounts of some of its regions and industries, in their order."""
        rows = [self.regions.index(name) for name in regions]
        columns = [self.industries.index(code) for code in industries]
        return RegionalTable(regions, industries, self.values[np.ix_(rows, columns)], self.unit)


def build_regional_table(rows: pl.DataFrame, home: str | None = None) -> RegionalTable:
    """The largest part without an unknown cell, found step by step, of rows with region, industry, amount and unit.

    A cell is unknown where there is no row for it, or a row without an amount. At each step the region or industry
    with the largest part of its cells unknown is left out, of equal ones the industry; ``home`` stays. Regions and
    industries are sorted. The table is empty where nothing complete is left.
    """
    regions, industries = rows["region"].unique().sort(), rows["industry"].unique().sort()
    values = np.full((len(regions), len(industries)), np.nan)
    placed = rows.select(
        pl.col("region").replace_strict(regions, np.arange(len(regions)), return_dtype=pl.Int64),
        pl.col("industry").replace_strict(industries, np.arange(len(industries)), return_dtype=pl.Int64),
        pl.col("amount").fill_null(np.nan),
    )
    values[placed["region"].to_numpy(), placed["industry"].to_numpy()] = placed["amount"].to_numpy()
    stays = np.array([name == home for name in regions], dtype=bool)
    height, width = _find_complete(np.isnan(values), stays)
    names, codes = regions.to_list(), industries.to_list()
    return RegionalTable(
        regions=tuple(name for name, known in zip(names, height, strict=True) if known),
        industries=tuple(code for code, known in zip(codes, width, strict=True) if known),
        values=values[np.ix_(height, width)],
        unit=str(rows["unit"].drop_nulls().first() or ""),
        left_regions=tuple(name for name, known in zip(names, height, strict=True) if not known),
        left_industries=tuple(code for code, known in zip(codes, width, strict=True) if not known),
    )


def match_tables(before: RegionalTable, after: RegionalTable) -> tuple[RegionalTable, RegionalTable]:
    """Both tables with the regions and industries that both have, so that changes are of the same economy."""
    regions = tuple(name for name in before.regions if name in set(after.regions))
    industries = tuple(code for code in before.industries if code in set(after.industries))
    return before.select(regions, industries), after.select(regions, industries)


def _find_complete(unknown: NDArray[np.bool_], stays: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows and columns make a part in which nothing is unknown."""
    rows, columns = np.ones(unknown.shape[0], dtype=bool), np.ones(unknown.shape[1], dtype=bool)
    by_row, by_column = unknown.sum(1).astype(float), unknown.sum(0).astype(float)
    while rows.any() and columns.any() and by_row[rows].any():
        row_share = np.where(rows & ~stays, by_row / columns.sum(), -1.0)
        column_share = np.where(columns, by_column / rows.sum(), -1.0)
        row, column = int(row_share.argmax()), int(column_share.argmax())
        if row_share[row] > column_share[column]:
            rows[row] = False
            by_column -= unknown[row]
        else:
            columns[column] = False
            by_row -= unknown[:, column]
    return rows, columns
