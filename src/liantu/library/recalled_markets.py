"""The library's recalled figures of markets: they cap and order, and leave as powers of ten alone.

The table ``markets`` has a row for each of them without its value, from the power of ten at or below it to the one
above. What is printed, sent or written to a file is made of that table; only an engine that weighs one figure against
another is handed these.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

_FILE = Path(__file__).parent / "recalled_markets.csv"
#: What tells a row of ``markets`` from every other.
KEY = ("product", "measure", "period", "scope", "region", "source")
FIGURES = ("value", "low", "high")
#: The grade of what is recalled.
RECALLED = "C"


@cache
def read_recalled_markets() -> pl.DataFrame:
    """KEY and FIGURES (numbers, in the unit of the row of ``markets``) of every recalled row of the library."""
    texts = pl.read_csv(_FILE, infer_schema=False)
    return texts.with_columns(pl.col(FIGURES).cast(pl.Float64))


def power_at_or_below(amount: pl.Expr) -> pl.Expr:
    """The power of ten at or below an amount; 0 of nothing.

    >>> pl.select(power_at_or_below(pl.Series([240_000.0, 1000.0, 0.03, 0.0]))).to_series().to_list()
    [100000.0, 1000.0, 0.01, 0.0]
    """
    # A logarithm may fall a rounding below the whole number it is.
    exponent = ((amount.log10() + 1e-9).floor()).cast(pl.Int32, strict=False)
    return pl.when(amount > 0).then(pl.lit(10.0).pow(exponent)).when(amount == 0).then(0.0)
