"""What the library read of makers, imports and substitution of products, and what its compiler only recalls of them.

Recalled rows are read where somebody asks for them, tell bands alone and leave in no form.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

_FOLDER = Path(__file__).parent


@cache
def read_dependences() -> pl.DataFrame:
    """Figures and stages that were read: product, measure, scope, period, comparator, value, unit, stage, source."""
    return pl.read_csv(_FOLDER / "dependences.csv", infer_schema=False)


@cache
def _read_recalled() -> pl.DataFrame:
    texts = pl.read_csv(_FOLDER / "recalled_dependences.csv", infer_schema=False)
    return texts.with_columns(pl.col("low", "high").cast(pl.Float64))


def list_recalled_dependences(bands: Sequence[float]) -> pl.DataFrame:
    """What is recalled, as magnitudes: product, period, band_low, band_high (share of imports in %, the ends of
    ``bands`` around it), stage, stage_period, source.

    >>> list_recalled_dependences([0, 10, 30, 60, 100]).filter(product="sbr").row(0)[:4]
    ('sbr', '2024', 10.0, 60.0)
    """
    ends = pl.Series([float(end) for end in bands])
    rows = _read_recalled()
    places = ends.search_sorted(rows["low"], side="right") - 1
    above = ends.search_sorted(rows["high"], side="left")
    last = len(ends) - 1
    return rows.select(
        "product",
        "period",
        ends.gather(places.clip(0, last)).alias("band_low"),
        ends.gather(above.clip(0, last)).alias("band_high"),
        "stage",
        "stage_period",
        "source",
    )
