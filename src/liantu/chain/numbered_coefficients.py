"""Coefficients with numbers in place of names: names are looked up once, whatever is worked out with them then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

IntArray = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class NumberedCoefficients:
    """A table of coefficients, and which process and which input each of its rows names."""

    processes: pl.Series  # ids; the position is the process's number
    products: pl.Series  # ids, sorted; the position is the product's number
    process: IntArray  # of each coefficient; -1 for a process outside `processes`
    input: IntArray  # of each coefficient, a product; -1 where blank
    coefficients: pl.DataFrame


def number_coefficients(
    coefficients: pl.DataFrame, processes: pl.Series, products: Sequence[pl.Series] = ()
) -> NumberedCoefficients:
    """Coefficients (``process``, ``input``) by number; `products` adds names that are no input.

    >>> rows = pl.DataFrame({"process": ["SMELT", "SMELT"], "input": ["ore", "coke"]})
    >>> numbered = number_coefficients(rows, pl.Series(["ROLL", "SMELT"]), [pl.Series(["steel"])])
    >>> numbered.products.to_list(), numbered.process.tolist(), numbered.input.tolist()
    (['coke', 'ore', 'steel'], [1, 1], [1, 0])
    """
    inputs = coefficients["input"].cast(pl.String)
    named = [inputs.unique(), *products]
    names = pl.concat([s.cast(pl.String).rename("product") for s in named]).drop_nulls().unique().sort()
    return NumberedCoefficients(
        processes,
        names,
        find_positions(processes, coefficients["process"]),
        find_positions(names, inputs),
        coefficients,
    )


def find_positions(names: pl.Series, items: pl.Series) -> IntArray:
    """Where each wanted name stands among unique names; -1 where it does not."""
    index = pl.DataFrame({"name": names}).with_row_index("at")
    found = pl.DataFrame({"name": items}).join(index, on="name", how="left", maintain_order="left")
    return found["at"].cast(pl.Int64).fill_null(-1).to_numpy()
