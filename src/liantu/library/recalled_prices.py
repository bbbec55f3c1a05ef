"""The library's recalled typical prices: they order links and weigh questions, and leave in no form.

The table ``prices`` has a row for each of them with its low and high and without its typical price. What is printed,
sent or written to a file is made of that table; only an engine that orders is handed these.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

_FILE = Path(__file__).parent / "recalled_prices.csv"
#: What tells a row of ``prices`` from every other.
KEY = ("product", "period", "region", "basis", "source")
#: The grade of what is recalled.
RECALLED = "C"


@cache
def read_recalled_prices() -> pl.DataFrame:
    """KEY and ``typical`` (CNY a unit of the product, as quoted) of every recalled row of the library that has one."""
    return pl.read_csv(_FILE, infer_schema=False).with_columns(pl.col("typical").cast(pl.Float64))
