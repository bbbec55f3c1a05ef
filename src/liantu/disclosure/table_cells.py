"""The cells of a table over firms: every combination of its breakdowns, with all margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

#: The name under which contributors are counted.
FIRMS = "firms"
#: Stands in a breakdown for firms of which it is not known; null is the total.
UNKNOWN = ""

Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Ratio:
    """Sum ÷ sum over the firms of which both are known, published beside the sums.

    ``above`` and ``below`` say what is summed, where several columns hold the same of different firms; a column is what
    it is called otherwise. Columns of the same are looked at together.
    """

    name: str
    numerator: str
    denominator: str
    above: str = ""
    below: str = ""

    @property
    def quantities(self) -> tuple[str, str]:
        """What is summed above and below."""
        return self.above or self.numerator, self.below or self.denominator


Measure = str | Ratio


@dataclass(frozen=True)
class Cells:
    """``keys``: a column a breakdown, null for the total, totals first; ``count`` lines, also without a breakdown.

    ``cell`` and ``row`` say which rows of the microdata are in which cell. ``relations``: a cell and those it is the
    sum of.
    """

    keys: pl.DataFrame
    count: int
    cell: Ints
    row: Ints
    relations: tuple[tuple[int, Ints], ...]


def build_cells(microdata: pl.DataFrame, breakdown: Sequence[str]) -> Cells:
    """All cells of a breakdown; one without breakdowns is the total alone.

    >>> frame = pl.DataFrame({"park": ["north", "south", "south"]})
    >>> found = build_cells(frame, ["park"])
    >>> found.keys["park"].to_list(), found.cell.tolist(), found.row.tolist()
    ([None, 'north', 'south'], [0, 0, 0, 1, 2, 2], [0, 1, 2, 0, 1, 2])
    """
    names = list(breakdown)
    rows = microdata.select(pl.col(name).cast(pl.String).fill_null(UNKNOWN) for name in names)
    rows = pl.DataFrame({"row": np.arange(microdata.height)}).hstack(rows)
    groups = []
    for subset in (subset for size in range(len(names) + 1) for subset in combinations(names, size)):
        total = [pl.lit(None, pl.String).alias(name) for name in names if name not in subset]
        by: list[pl.Expr] = [pl.col(name) for name in subset] or [pl.lit(0).alias("all")]
        firsts = [pl.first(name) for name in names if name not in subset]
        groups.append(rows.with_columns(total).group_by(by).agg(*firsts, "row"))
    every = pl.concat([group.select(*names, "row") for group in groups])
    if names:
        every = every.sort(names, nulls_last=False)
    members = every.select(pl.int_range(pl.len()).alias("cell"), "row").explode("row").drop_nulls()
    return Cells(
        every.select(names),
        every.height,
        members["cell"].to_numpy().astype(np.intp),
        members["row"].to_numpy().astype(np.intp),
        tuple(_relations(every.select(names))),
    )


def _relations(keys: pl.DataFrame) -> Iterator[tuple[int, Ints]]:
    """Each total with the cells that add up to it, along each breakdown."""
    marked = keys.with_columns(pl.int_range(pl.len()).alias("at"))
    for name in keys.columns:
        others = [other for other in keys.columns if other != name]
        parts = marked.filter(pl.col(name).is_not_null())
        totals = marked.filter(pl.col(name).is_null())
        if not others:
            if totals.height:
                yield int(totals["at"][0]), parts["at"].to_numpy().astype(np.intp)
            continue
        grouped = parts.group_by(others).agg(pl.col("at").alias("parts")).join(totals, on=others, nulls_equal=True)
        for parent, children in grouped.sort("at").select("at", "parts").iter_rows():
            yield parent, np.asarray(children, np.intp)
